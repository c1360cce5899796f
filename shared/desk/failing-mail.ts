import type { Parties } from '../dossier/dossier.ts'
import { type Failing, failingName, readFailing } from '../notices/failing.ts'
import { addressOf } from '../notices/plan-notices.ts'
import type { Desk } from './desk.ts'

export type FailingNeeds = Pick<Desk, 'marks' | 'digests' | 'now'>

/** Whether the mail address of a dossier's people is one that fails; `undefined` too where they left none. Throws Outage. */
export async function failingMail(desk: FailingNeeds, parties: Parties): Promise<Failing | undefined> {
  const address = addressOf(parties, 'mail')
  if (address === undefined) return undefined
  return readFailing(await desk.marks.value(failingName(desk.digests, address)), desk.now())
}
