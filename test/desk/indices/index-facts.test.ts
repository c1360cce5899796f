import { describe, expect, it } from 'vitest'
import type { ProcedureSummary } from '../../../shared/catalogue/summary.ts'
import { type LineFigures, noFigures } from '../../../shared/counters/figures.ts'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { indexFacts } from '../../../shared/desk/indices/index-facts.ts'
import type { Feedback } from '../../../shared/satisfaction/feedback.ts'
import * as given from '../../given.ts'
import { department, ward } from '../../given.ts'
import { accepted } from '../../http/stories.ts'
import { workerDesk } from '../worker-desk.ts'

const filed = (id: string, change: Partial<Feedback>): Feedback => ({
  ...{ id, version: 1, agency: ward, dossier: 'hs', code: 'MA-hs', procedure: '1.001193', from: 'direct' },
  ...{ kind: 'complaint', at: '2026-03-02T09:00:00+07:00', said: 'Chậm', masked: 'Chậm', flags: [] },
  ...{ state: 'received', stageFrom: '2026-03-02T09:00:00+07:00', dueAt: '2026-03-04T09:00:00+07:00' },
  ...{ late: [], history: [] },
  ...change,
})

describe('the facts of an index', () => {
  it('hold against the agency what it owes, not what it waits for the applicant with', async () => {
    const { desk } = await workerDesk('2026-03-20T09:00:00+07:00')
    const rows = [filed('pa-1', { state: 'processing' }), filed('pa-2', { state: 'supplement-asked' })]
    const surveys = { ...desk.surveys, feedbackOf: async () => ({ rows }) }
    const { feedback } = await indexFacts({ ...desk, surveys }, ward, { from: '2026-03-01', to: '2026-03-31' })
    expect(feedback).toMatchObject({ ended: 0, overdue: 1 })
  })

  it('take complaints from the figures of whoever resolved the dossier, wherever they are filed, and none of what was withdrawn', async () => {
    const { desk, put } = await workerDesk('2026-03-20T09:00:00+07:00')
    const done = {
      status: 'processed',
      clock: 'stopped',
      finishedAt: '2026-03-10T09:00:00+07:00',
      class: 'early',
    } as const
    const there = { competentAgency: department }
    await put({ id: 'hs-1', ...done })
    await put({ id: 'hs-2', ...done, ...there, class: 'on-time' })
    await put({ id: 'hs-3', ...done, receivingUnit: `${department}/desk`, class: 'overdue' })
    await put({ id: 'hs-4', ...done, status: 'withdrawn' })
    await put({ id: 'hs-5', ...done, status: 'stopped' })
    const rows = (agency: string) =>
      agency === department
        ? [filed('pa-2', { dossier: 'hs-2', agency })]
        : ['1', '3', '4', '5'].map((n) => filed(`pa-${n}`, { dossier: `hs-${n}` }))
    const surveys = { ...desk.surveys, feedbackOf: async (agency: string) => ({ rows: rows(agency) }) }
    const catalogue = {
      ...desk.catalogue,
      procedures: async () => [row('1.001193', { competent: { kind: 'agency', agency: department } })],
    }
    const line = noFigures({ kind: 'whole', field: '', procedure: '1.001193' })
    line.flows.early = 2
    const counters = { ...desk.counters, lines: async () => [line] }
    const march = { from: '2026-03-01', to: '2026-03-31' }
    const { feedback } = await indexFacts({ ...desk, surveys, catalogue, counters }, ward, march)
    expect(feedback.complained).toEqual({ early: 1, onTime: 1, overdue: 0 })
    // What the other agency owes an answer to stays its own.
    expect(feedback.overdue).toBe(4)
  })

  const row = (code: string, change: Partial<ProcedureSummary>): ProcedureSummary => ({
    ...{
      version: 1,
      name: 'Thủ tục',
      fields: [],
      competent: { kind: 'receiving-commune' },
      limits: {},
      validFrom: '2026-01-01',
    },
    ...{ code, levels: ['commune'], channels: ['online'], state: 'published' },
    ...{ online: 'full', ...change },
  })

  it('tell departments apart by what each is competent for', async () => {
    const { desk } = await workerDesk('2026-03-20T09:00:00+07:00')
    const other = 'H57.09'
    const second = given.units.filter(({ id }) => id === department).map((unit) => ({ ...unit, id: other }))
    await desk.catalogue.putUnits([...given.units, ...second], [])
    const of = (agency: string) => ({ levels: ['province'], competent: { kind: 'agency', agency } }) as const
    const rows = [
      row('1', of(department)),
      row('2', { ...of(other), online: 'partial' }),
      row('3', { ...of(other), channels: ['direct'] }),
      row('4', { levels: ['province', 'commune'] }),
    ]
    const catalogue = { ...desk.catalogue, procedures: async () => rows }
    const march = { from: '2026-03-01', to: '2026-03-31' }
    const found = async (agency: string) => (await indexFacts({ ...desk, catalogue }, agency, march)).procedures
    expect(await Promise.all([department, other, ward].map(found))).toEqual([
      { all: 1, online: 1, throughout: ['1'] },
      { all: 2, online: 1, throughout: [] },
      { all: 1, online: 1, throughout: ['4'] },
    ])
  })

  it('name the procedures that are offered online from end to end, of the agency’s level and still published', async () => {
    const { desk } = await workerDesk('2026-03-20T09:00:00+07:00')
    const rows = [
      row('1', {}),
      row('2', { online: 'partial' }),
      row('3', { channels: ['direct'] }),
      row('4', { levels: ['province'] }),
      row('5', { state: 'abolished' }),
    ]
    const catalogue = { ...desk.catalogue, procedures: async () => rows }
    const march = { from: '2026-03-01', to: '2026-03-31' }
    const { procedures } = await indexFacts({ ...desk, catalogue }, ward, march)
    expect(procedures).toEqual({ all: 3, online: 2, throughout: ['1'] })
  })

  it('of all agencies together add up what each has, and have each procedure and complaint once', async () => {
    const { desk, put } = await workerDesk('2026-03-20T09:00:00+07:00')
    const done = { status: 'processed', clock: 'stopped', finishedAt: '2026-03-10T09:00:00+07:00' } as const
    await put({ id: 'hs-1', ...done, class: 'early' })
    await put({ id: 'hs-2', ...done, receivingUnit: `${department}/desk`, class: 'overdue' })
    const rows = (agency: string) =>
      [filed('pa-1', { dossier: 'hs-1' }), filed('pa-2', { dossier: 'hs-2', agency: department })].filter(
        (one) => one.agency === agency,
      )
    const lineOf = (agency: string) => {
      const line = noFigures({ kind: 'whole', field: '', procedure: '1.001193' })
      line.flows.early = agency === ward ? 3 : 4
      return [ward, department].includes(agency) ? [line] : []
    }
    const ports = {
      surveys: { ...desk.surveys, feedbackOf: async (agency: string) => ({ rows: rows(agency) }) },
      catalogue: {
        ...desk.catalogue,
        procedures: async () => [row('1', {}), row('2', { levels: ['province', 'commune'] })],
      },
      counters: { ...desk.counters, lines: async (agency: string) => lineOf(agency) },
    }
    const facts = await indexFacts({ ...desk, ...ports }, 'all', { from: '2026-03-01', to: '2026-03-31' })
    expect(facts.lines.reduce((sum, { flows }) => sum + flows.early, 0)).toBe(7)
    expect(facts.feedback).toMatchObject({ filed: 2, complained: { early: 1, onTime: 0, overdue: 1 } })
    expect(facts.procedures).toMatchObject({ all: 2, online: 2 })
  })

  it('of a running year hold nothing against the agency that is only to fall late', async () => {
    const { desk, id } = await accepted()
    await countDossiers(desk, [id])
    const year = { from: '2026-01-01', to: '2026-12-31' }
    const late = (lines: readonly LineFigures[]) => lines.reduce((sum, { end }) => sum + end.late, 0)
    expect(late(await desk.counters.lines(ward, year))).toBe(1)
    expect(late((await indexFacts(desk, ward, year)).lines)).toBe(0)
  })
})
