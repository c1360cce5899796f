import { describe, expect, it } from 'vitest'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { standingsOver } from '../../shared/desk/figures/run-league.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/figures/trace-figures.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import { department, ward } from '../given.ts'
import { memoryCounters } from '../memory/counters.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }

/** A dossier due on 10 March that is sent to the department on one day, and decided and handed back on another. */
async function sent(on: string, back?: string) {
  const all = await workerDesk()
  const desk = { ...all.desk, counters: memoryCounters() }
  const plan = given.interlinkedPlan
  const dueAt = '2026-03-10T10:00:00+07:00'
  const head = { status: 'accepted', clock: 'running', step: 1, code: 'mã', acceptedAt: given.tuesday, dueAt } as const
  await all.put({ id: 'hs', ...head, competentAgency: department, agencies: [ward, department] }, { plan })
  const act = async (what: Act, person: typeof given.handler, id = 'hs') => {
    const { version } = await all.dossier(id)
    const done = await perform(desk, person, id, what, { version, key: `khoa-${id}-${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
  }
  all.clock.at = `${on}T08:00:00+07:00`
  await act({ act: 'transfer' }, given.receptionist)
  const part = (await all.dossier()).child ?? ''
  if (back) {
    all.clock.at = `${back}T15:00:00+07:00`
    await all.desk.scans.reserve(part, given.scan({ n: 1, role: 'result' }))
    await act({ act: 'pass-on' }, given.cityHandler, part)
    await act({ act: 'approve', resultScan: 1, resultNumber: '1/QĐ' }, given.cityLeader, part)
    await act({ act: 'hand-back' }, given.cityLeader, part)
  }
  all.clock.at = '2026-04-02T08:00:00+07:00'
  await countDossiers(desk, ['hs', part])
  const [month] = await standingsOver(desk, '2026-03', 1)
  const of = (agency: string) => month?.standings.find((one) => one.agency === agency)
  const traced = async (id: string) => {
    const report = lineReports.find((one) => one.id === 'late-elsewhere')
    const column = tracedColumn(report, id)
    if (!column) throw new Error(`no column ${id}`)
    return (await traceFigures(desk, { agency: ward, ...march }, column, 50)).rows.map(({ dossier }) => dossier.id)
  }
  return { ward: of(ward), department: of(department), requests: month?.requests, traced }
}

describe('a dossier that fell late while another agency had its part', () => {
  it('is not held against who waited, once the part came back late by its own clock', async () => {
    const all = await sent('2026-03-04', '2026-03-20')
    expect(all.ward).toMatchObject({ overdue: 1, elsewhere: { overdue: 1, openLate: 0 }, latePercent: 0, rank: 1 })
    expect(all.department).toMatchObject({ resolved: 0, parts: { resolved: 1, overdue: 1 }, latePercent: 100, rank: 2 })
    expect(all.requests).toEqual({ received: 1, resolved: 1, overdue: 1, openLate: 0 })
    expect([await all.traced('overdue-elsewhere'), await all.traced('open-late-elsewhere')]).toEqual([['hs'], []])
  })

  it('is held against who sent it too late, and not against who kept the part’s time', async () => {
    const all = await sent('2026-03-10', '2026-03-12')
    expect(all.ward).toMatchObject({ overdue: 1, elsewhere: { overdue: 0, openLate: 0 }, latePercent: 100, rank: 2 })
    expect(all.department).toMatchObject({ parts: { resolved: 1, overdue: 0 }, latePercent: 0, rank: 1 })
    expect(await all.traced('overdue-elsewhere')).toEqual([])
  })

  it('is held against nobody but the one that has the part, while it is out', async () => {
    const all = await sent('2026-03-04')
    expect(all.ward).toMatchObject({ openLate: 1, elsewhere: { overdue: 0, openLate: 1 }, latePercent: null })
    expect(all.department).toMatchObject({ openLate: 0, parts: { openLate: 1 }, latePercent: 100 })
    expect(await all.traced('open-late-elsewhere')).toEqual(['hs'])
  })

  it('is held against who waited where it was late before it was sent', async () => {
    const all = await sent('2026-03-12', '2026-03-30')
    expect(all.ward).toMatchObject({ overdue: 1, elsewhere: { overdue: 0, openLate: 0 }, latePercent: 100 })
    expect(all.department).toMatchObject({ parts: { resolved: 1, overdue: 1 }, latePercent: 100 })
  })
})
