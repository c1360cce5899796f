import type { Dossier } from '../../dossier/dossier.ts'
import { everyHolder } from '../carrying-on/holders.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { directory } from '../surroundings.ts'

export interface ExpiryRun {
  foundCount: number
  expiredCount: number
}

/**
 * Hết hạn bổ sung: finds requests past their last day and notes it on each dossier; the end itself is an officer's. It reads
 * each desk's own index up to now, and run twice it notes nothing twice. Throws Outage.
 */
export async function expireSupplements(desk: JobNeeds): Promise<ExpiryRun> {
  const at = desk.now()
  const units = await directory(desk)
  const found: Dossier[] = []
  for (const holder of everyHolder(units)) {
    for await (const dossier of desk.dossiers.dueBefore(holder, at)) if (isPast(dossier, at)) found.push(dossier)
  }
  let expiredCount = 0
  for (const { id, supplementDueAt } of found) {
    const outcome = await performAsJob(desk, {
      job: 'supplement-deadlines',
      dossier: id,
      act: { act: 'expire-supplement' },
      key: `supplement:${supplementDueAt}`,
      isDue: (dossier) => isPast(dossier, at) && dossier.supplementDueAt === supplementDueAt,
    })
    if (outcome === 'done') expiredCount += 1
  }
  return { foundCount: found.length, expiredCount }
}

function isPast({ status, supplementDueAt, supplementExpiredAt }: Dossier, at: string): boolean {
  if (status !== 'supplement-requested' || supplementExpiredAt !== undefined) return false
  return supplementDueAt !== undefined && supplementDueAt < at
}
