import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { addDays, type Day } from '../../calendar/day.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { register } from '../../forms/register.ts'
import { templateOn } from '../../forms/templates.ts'
import { tablesManifest, withManifest } from '../../reports/files/tables-file.ts'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { registerTable } from '../../reports/register-sheet.ts'
import type { Desk } from '../desk.ts'
import { logReads } from '../dossiers/log-read.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'catalogue' | 'prints' | 'objects' | 'draw' | 'now' | 'readLog'>

/** Days a register may cover, and dossiers it may hold: what one request can draw in its time. */
export const registerDays = 31
export const registerRows = 1000

export interface RegisterWish {
  agency: UnitId
  from: Day
  to: Day
  format: 'pdf' | 'xlsx'
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/**
 * Sổ theo dõi hồ sơ of an agency and period, as its dossiers stand now; each of them is logged as read before the link is given. `too-many` when it holds more than one sheet can: a
 * shorter period is to be asked for. `undefined` for a period in which the register was not kept. Throws Outage.
 */
export async function printRegister(
  desk: Needs,
  person: Person,
  { agency, from, to, format }: RegisterWish,
  occasion: Occasion,
) {
  const template = templateOn('register', to)
  if (!template) return undefined
  const [rows, units] = await Promise.all([desk.prints.received(agency, from, to, registerRows + 1), directory(desk)])
  if (rows.length > registerRows) return 'too-many'
  const facts = { template, agency: agencyOf(agency), from, to, at: desk.now(), rows, units }
  const bytes = format === 'pdf' ? await desk.draw(register(facts)) : await workbookOf(facts)
  const key = `registers/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, types[format])
  const shown = rows.map(({ dossier }) => dossier)
  await logReads(desk, person, shown, 'register', occasion)
  return desk.objects.sheetLink(key, `so-theo-doi-${agency}-${from}-${to}.${format}`)
}

/** The same rows, and beside them what they are. */
function workbookOf(facts: Parameters<typeof registerTable>[0]): Promise<Uint8Array> {
  const { template, agency, from, to, at } = facts
  const tables = [registerTable(facts)]
  const manifest = tablesManifest(tables, { report: 'register', version: template.version, agency, from, to }, at)
  return drawXlsx(withManifest(tables, manifest))
}

/** Whether the period is one that a register may cover. */
export function isPeriod(from: Day, to: Day): boolean {
  return from <= to && to < addDays(from, registerDays)
}
