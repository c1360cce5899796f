import type * as z from 'zod'
import type { AgencyNotice } from '../../notices/agency-notice.ts'
import type { Notice } from '../../notices/notice.ts'
import type { agencyNotice, notice } from '../schemas/notices.ts'

/** What became of a notice; to whom it went and what a carrier calls it is nobody's business. */
export function showNotice(told: Notice): z.input<ReturnType<typeof notice>> {
  const { n, at, channel, kind, template, state, sendAt, settledAt, why, tries } = told
  return { event: n, at, channel, kind, template, state, sendAt, settledAt, why, tries }
}

export function showAgencyNotice(told: AgencyNotice): z.input<ReturnType<typeof agencyNotice>> {
  const { n, at, agency, state, sendAt, settledAt } = told
  return { event: n, at, agency, state, sendAt, settledAt }
}
