import { earlier, type Instant } from '../calendar/day.ts'
import type { Digests } from '../ports.ts'

/** Địa chỉ thư hỏng: the mail carrier said for good that it reaches nobody there, or that whoever reads it wants no more. */
export interface Failing {
  since: Instant
  why: string
}

/** So long nothing more is sent there; then it is tried anew, for mailboxes are emptied and opened again. */
const failingDays = 30
export const failingSeconds = failingDays * 24 * 3600

/** By a keyed digest: whoever reads the table learns no address. */
export function digestOfMail(digests: Pick<Digests, 'ofLookupFactor'>, address: string): string {
  return digests.ofLookupFactor('#mail', address.normalize('NFC').toLowerCase())
}

export const failingName = (digests: Pick<Digests, 'ofLookupFactor'>, address: string): string =>
  failingOf(digestOfMail(digests, address))

export const failingOf = (digest: string): string => `FAILING-MAIL#${digest}`

export const writeFailing = ({ since, why }: Failing): string => `${since} ${why}`

/** What stands under the name, while it still counts. */
export function readFailing(value: string | undefined, now: Instant): Failing | undefined {
  const [since = '', ...why] = (value ?? '').split(' ')
  return since > earlier(now, failingSeconds) ? { since, why: why.join(' ') } : undefined
}
