import { createHash } from 'node:crypto'
import type { UnitId } from '../../agencies/unit.ts'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { pageOfSheet, rankingSheet, ratingSheet, tableOfSheet } from '../../reports/indices/rating-sheet.ts'
import type { IndexPeriod } from '../../reports/indices/ratings.ts'
import type { Desk } from '../desk.ts'
import { type FiguresFormat, fileTypes } from '../figures/draw-figures.ts'
import { directory } from '../surroundings.ts'
import { type Ranked, rankAgencies } from './rate-agency.ts'
import { setFor } from './run-index.ts'

type Needs = Pick<Desk, 'ratings' | 'catalogue' | 'objects' | 'draw' | 'now'>

/** The ranking of a set and period, or one agency's rating, as a file. `issuer` asks for it. Throws Outage. */
export async function drawRating(
  desk: Needs,
  period: IndexPeriod,
  agency: UnitId | undefined,
  issuer: UnitId,
  format: FiguresFormat,
) {
  const units = await directory(desk)
  const found =
    agency === undefined ? await rankingOf(desk, period, units) : await ratingOf(desk, period, agency, units)
  if (!found) return undefined
  const { sheet, data } = found
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(JSON.stringify(data))
      : format === 'pdf'
        ? await desk.draw(pageOfSheet(period.index, issuer, sheet, units, desk.now()))
        : await drawXlsx([tableOfSheet(period.index, sheet)])
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, fileTypes[format])
  const whose = agency ?? 'xep-hang'
  return desk.objects.sheetLink(key, `cham-diem-${period.index}-${whose}-${period.from}-${period.to}.${format}`)
}

type Units = Awaited<ReturnType<typeof directory>>

async function rankingOf(desk: Needs, period: IndexPeriod, units: Units) {
  const rows = await rankAgencies(desk, period)
  const [first] = rows
  const set = first && (await setFor(desk, period.index, first.agency, period.to))
  if (!set) return undefined
  // On their way, ratings are nobody's business: only what is final goes into a file that is handed around.
  const known = rows.map(({ rating, sums, ...row }) =>
    rating?.state === 'final' && sums ? { ...row, rating, sums } : row,
  )
  const data = known.map(({ agency, percent, rank, rating, sums }: Ranked) => ({
    ...{ agency, state: rating?.state, percent, rank },
    ...(sums?.final ? { final: sums.final } : {}),
  }))
  return { sheet: rankingSheet(period, set.title, known, units), data }
}

async function ratingOf(desk: Needs, period: IndexPeriod, agency: UnitId, units: Units) {
  const rating = await desk.ratings.rating(agency, period)
  const set = rating && (await setFor(desk, period.index, agency, period.to, rating.setVersion))
  return set && { sheet: ratingSheet(rating, set, units), data: rating }
}
