import { expect, it } from 'vitest'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { cellOf, figuresReport } from '../../shared/reports/figures/figures-report.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import { department, ward } from '../given.ts'

const columns = ['total', 'resolved', 'early', 'on-time', 'overdue', 'open']

it('a part that was refused or called back is done without a result where it lay, and no request of the form of the counter', async () => {
  const all = await workerDesk()
  const head = { status: 'in-progress', clock: 'running', step: 1, holder: `${ward}/desk` } as const
  const due = { dueAt: '2026-03-20T09:00:00+07:00', acceptedAt: given.tuesday }
  const parts: string[] = []
  const act = async (what: Act, person: typeof given.handler, id: string) => {
    const { version } = await all.dossier(id)
    const done = await perform(all.desk, person, id, what, { version, key: `khoa-${id}-${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
  }
  for (const [id, ends] of [
    ['tu-choi', (part: string) => act({ act: 'reject-transfer', reason: 'Không thuộc' }, given.cityHandler, part)],
    ['thu-hoi', () => act({ act: 'call-back', reason: 'Chuyển nhầm' }, given.receptionist, 'thu-hoi')],
  ] as const) {
    await all.put({ ...head, ...due, id }, { plan: given.interlinkedPlan })
    await act({ act: 'transfer' }, given.receptionist, id)
    const { child = '' } = await all.dossier(id)
    parts.push(child)
    await ends(child)
  }
  await countDossiers(all.desk, ['tu-choi', 'thu-hoi', ...parts])
  const told = async (form: string, agency: string) => {
    const definition = lineReports.find(({ id }) => id === form)
    if (!definition) throw new Error(form)
    const lines = await all.desk.counters.lines(agency, { from: '2026-03-01', to: '2026-03-31' })
    const things = lines.filter(({ line }) => definition.kinds?.includes(line.kind))
    const { total } = figuresReport(definition, [{ key: 'k', label: 'k', things }])
    return columns.map((column) => cellOf(definition, total, column))
  }
  expect(await told('II.06a', department)).toEqual([0, 0, 0, 0, 0, 0])
  expect(await told('06', department)).toEqual([2, 2, 0, 2, 0, 0])
  expect(await told('interlinked', department)).toEqual([2, 2, 0, 2, 0, 0])
  expect(await told('II.06a', ward)).toEqual([2, 0, 0, 0, 0, 2])
})
