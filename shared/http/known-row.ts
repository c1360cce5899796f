import type { UnitId } from '../agencies/unit.ts'
import { type Day, dayOf } from '../calendar/day.ts'
import { soFar } from '../counters/figures.ts'
import { plain } from '../counters/places.ts'
import { abreast } from '../desk/carrying-on/abreast.ts'
import { agenciesOf } from '../desk/carrying-on/holders.ts'
import type { Desk } from '../desk/desk.ts'
import { directory } from '../desk/surroundings.ts'
import type { PartOfRequest } from '../place.ts'
import type { Fault } from './problems.ts'

type Row = { [key in 'procedure' | 'field' | 'sender']?: string | undefined } & {
  agency: UnitId | 'all'
  from: Day
  to: Day
}

/**
 * Dòng được nêu tên: a row of a table of figures, by the code it bears. One that never was is a mistake, not a row without dossiers; what
 * was counted under a name that the catalogue has given up is still there. Throws Outage.
 */
export async function unknownRow(
  desk: Pick<Desk, 'catalogue' | 'counters' | 'now'>,
  { procedure, field, sender, ...asked }: Row,
  part: PartOfRequest,
): Promise<{ faults: readonly Fault[] } | undefined> {
  const fault = (name: string, detail: string): Fault => ({ where: `${part}.${name}`, code: 'not-offered', detail })
  const faults: Fault[] = []
  if (procedure !== undefined && (await desk.catalogue.register(procedure)).lines.length === 0)
    faults.push(fault('procedure', 'Danh mục chưa từng có thủ tục mang mã này.'))
  if (field !== undefined && !(await isField(desk, field, asked)))
    faults.push(fault('field', 'Không thủ tục nào thuộc lĩnh vực này; nêu mã lĩnh vực, hoặc tên đủ nếu không có mã.'))
  if (sender !== undefined && (await directory(desk)).unit(sender)?.kind !== 'agency')
    faults.push(fault('sender', 'Danh bạ không có cơ quan nào mang mã này.'))
  return faults.length > 0 ? { faults } : undefined
}

/** Whether the field stood in the catalogue today or at either end of the period, or was counted in between. */
async function isField(
  desk: Pick<Desk, 'catalogue' | 'counters' | 'now'>,
  field: string,
  { agency, from, to }: Pick<Row, 'agency' | 'from' | 'to'>,
): Promise<boolean> {
  const today = dayOf(desk.now())
  for (const day of new Set([today, to, from])) {
    const listed = await desk.catalogue.procedures(day)
    if (listed.some(({ fields: [own] }) => plain(own?.code ?? own?.name ?? '') === field)) return true
  }
  const agencies = agency === 'all' ? agenciesOf(await directory(desk)) : [agency]
  const period = soFar({ from, to }, today)
  const counted = await abreast(agencies, (one) => desk.counters.lines(one, period))
  return counted.flat().some(({ line }) => line.field === field)
}
