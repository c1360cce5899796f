import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/access/person.ts'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { agencyOf, type Officer } from '../../shared/agencies/unit.ts'
import { type Channel, limitFor, type ProcedureVersion, requiredPapersFor } from '../../shared/catalogue/procedure.ts'
import { loadSample } from '../../shared/catalogue/sample.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, Plan } from '../../shared/dossier/dossier.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { decidingStep, waysOn } from '../../shared/dossier/steps/steps.ts'
import { hasRole, transitions } from '../../shared/dossier/transitions.ts'
import { citizen, scan, tookIt } from '../given.ts'
import { memoryPorts } from '../memory/ports.ts'

const sample = loadSample()
const officers = directoryOf(sample.units, sample.officers)
const commune = sample.units.find(({ kind, level }) => kind === 'agency' && level === 'commune')?.id ?? ''
const withLimit = sample.procedures.filter(
  (procedure) =>
    procedure.state === 'published' && procedure.channels.some((way) => limitFor(procedure, way, firstCase(procedure))),
)

function firstCase({ cases = [] }: ProcedureVersion): string | undefined {
  return cases.length > 1 ? cases[0]?.id : undefined
}

const personOf = ({ id, name, unit, roles }: Officer): Person => ({ kind: 'officer', id, name, unit, roles })

/** Somebody of the sample who may do it there: of the room, or a head of its agency. */
function officerFor(act: Act['act'], holder: string): Person {
  const { who } = transitions[act]
  const room = officers.officersOf(holder).map(personOf)
  const agency = sample.officers.filter(({ unit }) => agencyOf(unit) === agencyOf(holder)).map(personOf)
  const heads = agency.filter((each) => each.kind === 'officer' && /leader|unit-head/.test(each.roles.join()))
  const found = [...room, ...heads].find((each) => hasRole(each, who))
  if (!found) throw new Error(`nobody in ${holder} may ${act}`)
  return found
}

const ports = memoryPorts()
const desk = {
  ...ports,
  // Units and officers are remembered, as on AWS; copied for every act they would be most of the work.
  catalogue: {
    ...ports.catalogue,
    units: async () => sample.units,
    officers: async () => sample.officers,
  },
  now: () => '2026-11-02T08:00:00+07:00',
  pause: async () => {},
  chance: () => 0.5,
  limits: { scanMaxBytes: 20_971_520, scanMaxCount: 100 },
  province: 'H57',
}
let keys = 0

async function act(person: Person, id: string, said: Act): Promise<Dossier> {
  const version = (await ports.dossiers.load(id))?.dossier.version ?? 0
  keys += 1
  const done = await perform(desk, person, id, said, { version, key: `khoa-${keys}` })
  if (done === undefined || isObjection(done)) throw new Error(`${said.act}: ${JSON.stringify(done)}`)
  return done.dossier
}

async function file(id: string, n: number, paper: string | undefined, role: 'component' | 'result') {
  const row = scan({ n, role, paper, quarantineKey: `${id}/${n}/x` })
  await ports.scans.reserve(id, { ...row, state: 'slot' })
  await ports.scans.settle(id, row, 'slot')
}

function firstChannel(procedure: ProcedureVersion, own: string | undefined): Channel {
  return procedure.channels.find((way) => limitFor(procedure, way, own)) ?? 'direct'
}

async function accepted(
  procedure: ProcedureVersion,
  own = firstCase(procedure),
  channel = firstChannel(procedure, own),
): Promise<Dossier> {
  const agency = procedure.competent.kind === 'agency' ? procedure.competent.agency : commune
  const reception = officerFor('accept', `${agency}/desk`)
  const opener = channel === 'online' ? citizen : reception
  const people = { applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001' } }
  const wish = { procedure: procedure.code, channel, receivingUnit: agency, returnBy: 'counter', ...people } as const
  const opened = await openDossier(
    desk,
    opener,
    own === undefined ? wish : { ...wish, case: own },
    `mo-${procedure.code}-${keys}`,
  )
  if (isObjection(opened)) throw new Error(JSON.stringify(opened))
  const { id } = opened.dossier
  const papers = requiredPapersFor(procedure, own)
  for (const [index, paper] of papers.entries()) await file(id, index + 1, paper.id, 'component')
  if (channel === 'online') await act(citizen, id, { act: 'submit' })
  return act(reception, id, { act: 'accept' })
}

/** The next act on the way that the plan says, in whichever agency the dossier lies. */
async function onward({ id, holder, step, result, parent, lastStep }: Dossier, plan: Plan): Promise<Dossier> {
  const deciding = decidingStep(plan, plan?.procedure ?? '')
  if (!result && step === deciding?.n) {
    await file(id, 900, undefined, 'result')
    return act(officerFor('approve', holder), id, { act: 'approve', resultScan: 900 })
  }
  const next = plan.steps.find(({ n }) => n === waysOn(step, plan)[0])
  const ends = parent !== undefined && (result !== undefined || step === lastStep || next === undefined)
  const name = ends ? 'hand-back' : next && next.agency !== agencyOf(holder) ? 'transfer' : 'pass-on'
  return act(officerFor(name, holder), id, { act: name })
}

beforeAll(async () => {
  await ports.catalogue.putUnits(sample.units, sample.officers)
  for (const workflow of sample.workflows) await ports.catalogue.putWorkflow(workflow)
  for (const procedure of sample.procedures) await ports.catalogue.putProcedure(procedure)
})

describe('every procedure of the sample that has a limit to reckon with', () => {
  it('is most of them', () => {
    expect(withLimit.length).toBeGreaterThan(250)
  })

  it.each(withLimit.map((procedure) => [procedure.code, procedure] as const))(
    '%s can be opened, carried and finished, with a due moment and a number of its own',
    async (_, procedure) => {
      let dossier = await accepted(procedure)
      expect(dossier).toMatchObject({ status: 'accepted', clock: 'running', dueAt: expect.any(String) })
      const { id } = dossier
      for (let hop = 0; hop < 40 && dossier.status !== 'processed'; hop += 1) {
        const lying = await ports.dossiers.load(dossier.child ?? id)
        if (!lying?.plan) throw new Error('no plan')
        await onward(lying.dossier, lying.plan)
        dossier = (await ports.dossiers.load(id))?.dossier ?? dossier
      }
      expect(dossier).toMatchObject({ status: 'processed', delivery: 'at-counter', class: expect.any(String) })
      expect(dossier.result?.number).toMatch(/^\d+\/2026\/KQ-/)
      expect((await act(officerFor('return', dossier.receivingUnit), id, { act: 'return', ...tookIt })).status).toBe(
        'returned',
      )
    },
  )

  it('is received by every way and for every case that has a limit, and pinned to that limit', async () => {
    let received = 0
    for (const procedure of withLimit) {
      const { cases = [], channels } = procedure
      for (const own of cases.length > 1 ? cases.map(({ id }) => id) : [undefined]) {
        for (const channel of channels) {
          const limit = limitFor(procedure, channel, own)
          if (!limit) continue
          const { id, dueAt } = await accepted(procedure, own, channel)
          const pinned = (await ports.dossiers.load(id))?.plan?.limit
          expect([procedure.code, own, channel, dueAt, pinned]).toEqual([
            ...[procedure.code, own, channel],
            ...[expect.any(String), limit],
          ])
          received += 1
        }
      }
    }
    expect(received).toBeGreaterThan(2 * withLimit.length)
  }, 120_000)
})
