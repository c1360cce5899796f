import type { Directory } from '../../agencies/directory.ts'
import { addMonths, type Day } from '../../calendar/day.ts'
import { receptionReport } from '../../reports/figures/figures-definitions.ts'
import { monthOf } from '../../reports/figures/issue.ts'
import { type KeptMonth, type PublicMonth, publicMonthOf } from '../../reports/figures/public-month.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'issues'>

/**
 * Tình hình tháng for everybody, out of the reports that agencies' heads have: of the month before, or of the one before that while
 * not all of them are made. `undefined` when none is kept. Throws Outage.
 */
export async function readPublicMonth(desk: Needs, units: Directory, today: Day): Promise<PublicMonth | undefined> {
  let found: PublicMonth | undefined
  for (const back of [1, 2]) {
    const month = addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7)
    const kept = await keptOf(desk, units, month)
    if (kept.every(({ reception }) => reception)) return publicMonthOf(month, kept)
    if (kept.some(({ reception }) => reception)) found ??= publicMonthOf(month, kept)
  }
  return found
}

async function keptOf({ issues }: Needs, units: Directory, month: string): Promise<readonly KeptMonth[]> {
  const { from, to } = monthOf(month)
  const agencies = agenciesOf(units).filter((agency) => units.stoodIn(agency, from, to))
  return abreast(agencies, async (agency) => {
    const read = async (id: string) => (await issues.find(agency, month, id))?.report
    const reception = await read(receptionReport.id)
    if (!reception) return { agency }
    const [parts, elsewhere, requests] = await Promise.all(['interlinked', 'late-elsewhere', 'requests'].map(read))
    return { agency, reception, parts, elsewhere, requests }
  })
}
