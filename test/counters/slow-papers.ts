import { agencyOf } from '../../shared/agencies/unit.ts'
import { type Day, dayOf, isWithin } from '../../shared/calendar/day.ts'
import type { HandedIn } from '../../shared/dossier/acts.ts'
import type { DossierEvent, Scan } from '../../shared/dossier/dossier.ts'
import type { History } from './slow-count.ts'

const none = { original: 0, certified: 0, copy: 0, electronic: 0, unsaid: 0, spared: 0 }
export type SlowPapers = Record<keyof typeof none, number>

const countedOf = (event: DossierEvent | undefined): readonly HandedIn[] =>
  (event?.detail?.handedIn ?? []) as readonly HandedIn[]

/** What was handed in with one dossier between two days, told by its files and by what the counter said: slow, and without cells. */
function papersOfOne(
  { dossier, events }: History,
  scans: readonly Scan[],
  { from, to }: { from: Day; to: Day },
): SlowPapers {
  const sum = { ...none }
  const within = (at: string) => isWithin(dayOf(at), { from, to })
  const add = (counted: readonly HandedIn[], files: readonly Scan[], form: 'electronic' | 'unsaid') => {
    for (const row of counted) sum[row.form] += row.count
    const names = new Set(files.filter(({ role }) => role === 'component').map(({ n, paper }) => paper ?? `file ${n}`))
    for (const name of names) if (!counted.some(({ paper }) => paper === name)) sum[form] += 1
    return names
  }
  const { acceptedAt, channel } = dossier
  if (dossier.parent !== undefined || acceptedAt === undefined) return sum
  const reception = events.find(({ act }) => act === 'accept')
  if (reception && within(acceptedAt)) {
    const anew = events.findLast(({ act, n, detail }) => act === 'amend' && n > reception.n && detail?.handedIn)
    const files = scans.filter(({ at }) => at <= acceptedAt)
    const names = add(countedOf(anew ?? reception), files, channel === 'online' ? 'electronic' : 'unsaid')
    const waived = (reception.detail?.waived ?? []) as readonly { paper: string }[]
    const isThere = (id: string) => names.has(id) || countedOf(reception).some(({ paper }) => paper === id)
    sum.spared += waived.filter(({ paper }) => !isThere(paper)).length
  }
  for (const answer of events.filter(({ act, at }) => act === 'supplement' && at >= acceptedAt && within(at))) {
    const asked = events.findLast(({ act, n }) => act === 'ask-supplement' && n < answer.n)
    if (!asked || !reception || asked.n < reception.n) continue
    const files = scans.filter(({ at }) => at >= asked.at && at <= answer.at)
    add(countedOf(answer), files, answer.by.kind === 'citizen' ? 'electronic' : 'unsaid')
  }
  return sum
}

/** The same of all dossiers of an agency. */
export function slowPapers(
  histories: readonly History[],
  scansOf: (id: string) => readonly Scan[],
  agency: string,
  period: { from: Day; to: Day },
): SlowPapers {
  const sum = { ...none }
  for (const history of histories) {
    const { dossier } = history
    if (agencyOf(dossier.nonTerritorial ? dossier.competentAgency : dossier.receivingUnit) !== agency) continue
    const own = papersOfOne(history, scansOf(dossier.id), period)
    for (const form of Object.keys(none) as (keyof typeof none)[]) sum[form] += own[form]
  }
  return sum
}
