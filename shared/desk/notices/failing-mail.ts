import type { Parties } from '../../dossier/dossier.ts'
import { type Failing, failingName, readFailing } from '../../notices/failing.ts'
import { addressOf, type NoticeChannel } from '../../notices/notice.ts'
import type { Desk } from '../desk.ts'

export type FailingNeeds = Pick<Desk, 'marks' | 'digests' | 'now'>

/** Whether the mail address of a dossier's people is one that fails; `undefined` too where they left none. Throws Outage. */
export async function failingMail(desk: FailingNeeds, parties: Parties): Promise<Failing | undefined> {
  const address = addressOf(parties, 'mail')
  if (address === undefined) return undefined
  return readFailing(await desk.marks.value(failingName(desk.digests, address)), desk.now())
}

/** Those of the channels on which a dossier's people left an address that does not fail. Throws Outage. */
export async function reachingBy(
  desk: FailingNeeds,
  parties: Parties,
  channels: readonly NoticeChannel[],
): Promise<readonly NoticeChannel[]> {
  const left = channels.filter((channel) => addressOf(parties, channel) !== undefined)
  const isFailing = left.includes('mail') && (await failingMail(desk, parties)) !== undefined
  return left.filter((channel) => channel !== 'mail' || !isFailing)
}
