import type { Directory } from '../../agencies/directory.ts'
import { dayOf } from '../../calendar/day.ts'
import type { LongPage } from '../../forms/pdf-rows.ts'
import { issuerLines, placeAndDay } from '../../forms/wording.ts'
import { type Manifest, manifestRows, type RowStream } from './row-stream.ts'

/** The narrowest and widest column beside its neighbours: on paper a wide one goes on in the next line. */
const [least, most] = [9, 34]

/** Bảng dài as a printed sheet: the same columns and rows as the workbook, the manifest after them. `about` is known before the first row. */
export function listPage(
  { title, under, columns, rows }: RowStream,
  about: Omit<Manifest, 'rowCount' | 'sha256'>,
  manifest: () => Manifest,
  units: Directory,
): LongPage {
  const { report, version, agency, madeAt } = about
  return {
    template: { id: `list-${report}`, version },
    layout: 'landscape',
    issuer: issuerLines(units, agency, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, agency, dayOf(madeAt)),
    title: title.toLocaleUpperCase('vi'),
    ...(under === undefined ? {} : { under }),
    columns: columns.map(({ head, width }) => ({ head, share: Math.min(most, Math.max(least, width)) })),
    rows,
    manifest: () => {
      const told = manifest()
      return { rows: manifestRows(told), data: told }
    },
    at: madeAt,
  }
}
