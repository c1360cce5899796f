import type { UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import { holdsDue } from '../../dossier/clocks/clock.ts'
import type { Dossier, Status } from '../../dossier/dossier.ts'
import { isReturnedAnew } from '../../dossier/post/delivery.ts'

/** Statuses in which nobody has anything left to do, but for a result to be given anew; and drafts, which nobody at a desk has yet. */
const offTheList: readonly Status[] = ['draft', 'refused', 'withdrawn', 'stopped', 'returned']

/** Where dossiers stand whose clocks neither run nor have run out: after every due moment. */
const withoutDue = '9999-paused'

export type Holder = { room: UnitId } | { officer: string }

/** Index A's key of a holder: an officer's own work, or a room's pool. */
export function holderKey(holder: Holder): string {
  return 'officer' in holder ? `OFFICER#${holder.officer}` : `POOL#${holder.room}`
}

/** The nearest due moment that is running now, or had run out before the clock was paused; a stopped or not yet started clock has none. */
function nearestDue(dossier: Dossier): Instant | undefined {
  const running = [
    dossier.status === 'registered' ? dossier.answerDueAt : undefined,
    holdsDue(dossier, dossier.stepDueAt) ? dossier.stepDueAt : undefined,
    holdsDue(dossier, dossier.dueAt) ? dossier.dueAt : undefined,
    // What waits for the applicant comes up again when the time to answer runs out.
    dossier.status === 'supplement-requested' ? dossier.supplementDueAt : undefined,
  ]
  return running.filter((at) => at !== undefined).sort()[0]
}

/** Place of a dossier in the work lists; `undefined` for drafts and for what is finished. */
export function workPlace(dossier: Dossier): { holder: string; order: string } | undefined {
  if (offTheList.includes(dossier.status) && !isReturnedAnew(dossier)) return undefined
  const holder = dossier.officer === undefined ? { room: dossier.holder } : { officer: dossier.officer }
  return { holder: holderKey(holder), order: `${nearestDue(dossier) ?? withoutDue}#${dossier.id}` }
}
