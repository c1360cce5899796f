import type { Desk } from '../desk.ts'

/** Rings for each agency's digest whose moment has come, and for those of before that still hold something; answers how many. */
export async function ringAgencyDigests({
  agencyNotices,
  doorbells,
  now,
}: Pick<Desk, 'agencyNotices' | 'doorbells' | 'now'>): Promise<number> {
  let rung = 0
  for await (const digest of agencyNotices.digestsDue(now())) {
    await doorbells.ringDigest(digest)
    rung += 1
  }
  return rung
}
