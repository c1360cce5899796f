import type * as z from 'zod'
import type { Notice } from '../../notices/notice.ts'
import type { notice } from '../schemas/notices.ts'

/** What became of a notice; to whom it went and what a carrier calls it is nobody's business. */
export function showNotice(told: Notice): z.input<ReturnType<typeof notice>> {
  const { n, at, channel, kind, template, state, sendAt, settledAt, why, tries } = told
  return { event: n, at, channel, kind, template, state, sendAt, settledAt, why, tries }
}
