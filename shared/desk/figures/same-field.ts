import type { Day } from '../../calendar/day.ts'
import { plain } from '../../counters/places.ts'
import type { Desk } from '../desk.ts'

/** The key under which a field stands in a report, whichever of its keys a figure was counted under. */
export type SameField = (key: string) => string

/**
 * Lĩnh vực by its name: one source gives it a code, another the name alone, and figures are counted under what the version said. A report
 * has it once, under a code where one is known. Throws Outage.
 */
export async function sameField(desk: Pick<Desk, 'catalogue'>, day: Day): Promise<SameField> {
  const fields = (await desk.catalogue.procedures(day)).flatMap(({ fields: [own] }) => own ?? [])
  const codes = new Map<string, string>()
  for (const { name, code } of fields) {
    const known = codes.get(name)
    if (code !== undefined && (known === undefined || code < known)) codes.set(name, code)
  }
  const keys = new Map<string, string>()
  for (const { name, code } of fields) {
    const one = codes.get(name)
    if (one !== undefined) for (const key of [name, code ?? name]) keys.set(plain(key), plain(one))
  }
  return (key) => keys.get(key) ?? key
}
