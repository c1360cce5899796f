import { formatDay } from '../calendar/day.ts'
import { type RegisterFacts, registerColumns, registerRows } from '../forms/register.ts'
import { unitName } from '../forms/wording.ts'
import type { Table } from './files/table.ts'

/** Sổ theo dõi hồ sơ as a workbook: the rows of the printed one. */
export function registerTable(facts: RegisterFacts): Table {
  const { template, agency, from, to, units } = facts
  return {
    name: 'So theo doi',
    title: `${template.title}, ${unitName(units, agency)}, từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`,
    columns: registerColumns.map(({ head, width }) => ({ head, width })),
    rows: registerRows(facts).map(([n, ...cells]) => [Number(n), ...cells.map((cell) => cell.normalize('NFC'))]),
  }
}
