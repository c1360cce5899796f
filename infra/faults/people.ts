import { createHash } from 'node:crypto'
import type { Person } from '../../shared/access/person.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { agencyOf } from '../../shared/agencies/unit.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { oweToPortal } from '../../shared/desk/national-portal/sync-lines.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, Scan, Want } from '../../shared/dossier/dossier.ts'
import { openedBy, ringsFor } from '../../shared/dossier/history/outbox-mark.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import type { World } from './world.ts'

/** A commune's procedure that asks for no papers, and whose third step is at a department of the city. */
export const procedure = '1.010803'
export const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const steps = 30

/** Invented, like everybody here. */
export const applicant = {
  name: 'Phan Thị Thử Lỗi',
  identityNumber: '046190009955',
  phone: '0905777002',
  email: 'phan.thi.thu.loi@thu.invalid',
}
const deliverTo = { name: applicant.name, phone: applicant.phone, detail: '3 đường Thử', communeCode: '19789' }

/** Whoever works in that room. */
export function officerIn(room: string, role?: string): Extract<Person, { kind: 'officer' }> {
  const found = hueOfficers.find(
    (row) => row.unit === room && (role === undefined || row.roles.some((held) => held === role)),
  )
  if (!found) throw new Error(`the sample has no officer in ${room}`)
  return { kind: 'officer', ...found }
}

/**
 * A smaller city: whole are the agencies that one dossier meets, of every other one its counter with one clerk. Those who
 * walk all desks take the same steps in a tenth of the time.
 */
export async function shrinkCity(world: World): Promise<void> {
  const plan = (await world.dossiers.load(await acceptOne(world)))?.plan
  const whole = new Set([home, agencyOf(adminOf().unit), ...(plan?.steps ?? []).map(({ agency }) => agency)])
  const units = hueUnits.filter(
    ({ kind, agency, id }) => whole.has(agency) || kind === 'agency' || id === `${agency}/desk`,
  )
  const officers = hueOfficers.filter((one) => whole.has(agencyOf(one.unit)) || one === clerkOf(one.unit))
  await world.catalogue.putUnits(units, officers)
}

export const communes = hueUnits.filter(({ level, kind }) => level === 'commune' && kind === 'agency')
const clerkOf = (room: string) =>
  hueOfficers.find(
    (row) => row.unit === room && room.endsWith('/desk') && row.roles.some((role) => role === 'reception'),
  )

export function adminOf() {
  const found = hueOfficers.find(({ roles }) => roles.some((role) => role === 'admin'))
  if (!found) throw new Error('the sample has no administrator')
  return { kind: 'officer', ...found } as const
}

let opened = 0

/** A dossier at a counter, each time another one. */
export async function openAt(
  world: World,
  agency: string,
  returnBy: 'counter' | 'post' = 'counter',
  channel: 'direct' | 'postal' = 'direct',
): Promise<string> {
  opened += 1
  const wish = { procedure, channel, receivingUnit: agency, applicant, returnBy } as const
  const whole = { ...wish, ...(returnBy === 'post' && { deliverTo }) }
  const first = await openDossier(world, officerIn(`${agency}/desk`, 'reception'), whole, `lab-${opened}`)
  if (isObjection(first)) throw new Error(`opening: ${first.objection}`)
  return first.dossier.id
}

/** The same with its code given. */
export async function acceptOne(world: World, returnBy?: 'counter' | 'post'): Promise<string> {
  const id = await openAt(world, home, returnBy)
  await act(world, id, { act: 'accept' }, officerIn(`${home}/desk`, 'reception'))
  return id
}

export async function act(world: World, id: string, wish: Act, who?: Person): Promise<Dossier> {
  const dossier = await headOf(world, id)
  const { version, holder } = dossier
  const person = who ?? officerIn(holder)
  const done = await perform(world, person, id, wish, { version, key: `${wish.act}-${version}` })
  if (done === undefined || isObjection(done)) throw new Error(`${wish.act}: ${done?.objection ?? 'absent'}`)
  return done.dossier
}

export async function headOf(world: World, id: string): Promise<Dossier> {
  const file = await world.dossiers.load(id)
  if (!file) throw new Error(`there is no dossier ${id}`)
  return file.dossier
}

/** One step of the plan, as whoever holds the dossier would take it; answers what was done. */
export async function goOn(world: World, id: string): Promise<Act['act']> {
  const at = (await headOf(world, id)).child ?? id
  const file = await world.dossiers.load(at)
  const plan = file?.plan?.steps ?? []
  const { dossier } = file ?? { dossier: await headOf(world, at) }
  const now = plan.find((step) => step.n === dossier.step)
  const next = plan.find((step) => step.n === (dossier.step ?? 0) + 1)
  const isDeciding = now?.role === 'leader' && plan.every((step) => step.n <= now.n || step.room.endsWith('/desk'))
  if (isDeciding && dossier.result === undefined) {
    await act(world, at, { act: 'approve', resultScan: await keepResult(world, at) }, officerIn(now.room, 'leader'))
    return 'approve'
  }
  const isLast = at !== id && (isDeciding || next === undefined)
  const isHome = next !== undefined && next.agency === agencyOf(dossier.holder)
  const wish = isLast ? 'hand-back' : isHome ? 'pass-on' : 'transfer'
  await act(world, at, { act: wish })
  return wish
}

/** Until the act was done, or the decision. */
export async function carryUntil(world: World, id: string, last: Act['act'] | 'processed'): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    if (last === 'processed' && (await headOf(world, id)).status === 'processed') return
    if ((await goOn(world, id)) === last) return
  }
  throw new Error(`the road does not lead to ${last}`)
}

/** A result's scan, as if it had been looked at; its file lies nowhere. */
export async function keepResult(world: World, id: string): Promise<number> {
  const sha256 = createHash('sha256').update(id).digest('hex')
  const n = ((await world.dossiers.load(id))?.scans.at(-1)?.n ?? 0) + 1
  const scan: Scan = {
    n,
    role: 'result',
    fileName: 'ket-qua.pdf',
    type: 'application/pdf',
    size: 100,
    sha256,
    state: 'clean',
    quarantineKey: `${id}/${n}/lab`,
    cleanKey: `scans/${id}/${n}/lab`,
    by: { kind: 'officer', id: 'lab', unit: home },
    at: world.now(),
  }
  await world.scans.reserve(id, scan)
  return n
}

/** Takes every mark off, so that nobody is rung for what was done so far; rings for the wanted, once an event. */
export async function ringOnly(world: World, ids: readonly string[], wanted?: Want): Promise<void> {
  for (const id of ids) {
    for (const event of await world.dossiers.history(id)) {
      const { n, wants, at } = event
      if (wants === undefined) continue
      if (wanted && wants.includes(wanted)) {
        if (wanted === 'portal') await oweToPortal(world, { dossier: id, n, at })
        const rung = ringsFor({ dossier: id, n, wants, at, ...openedBy(event) }, wanted)
        await world.doorbells.ring(wanted, rung.dossier, rung.n)
      }
      await world.outbox.clear(id, n)
    }
  }
}
