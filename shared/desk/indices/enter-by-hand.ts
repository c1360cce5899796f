import { actorOf, answersFor, ownAgencies, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { chainedEntry, entryFaults, type HandEntry, type HandInput } from '../../reports/indices/hand-entries.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { cleanEvidence } from './keep-evidence.ts'
import { setFor } from './run-index.ts'

type Needs = Pick<Desk, 'ratings' | 'scans' | 'catalogue' | 'now' | 'pause' | 'chance'>
type Officer = Extract<Person, { kind: 'officer' }>

/**
 * Nhập tay: a value of the officer's own agency, or of one it is the heir of, for a period that is over, with its source and its evidence. A value that stands
 * is replaced by the next entry, with a reason; nothing is written over. Said again under its key it is the same entry. Throws Outage.
 */
export async function enterByHand(
  desk: Needs,
  person: Officer,
  index: string,
  { agency: asked, ...input }: HandInput & { agency?: UnitId | undefined },
  key: string,
): Promise<HandEntry | Objection> {
  const agency = asked ?? agencyOf(person.unit)
  if (!answersFor(person, agency)) return object('not-your-rating')
  const period = { index, from: input.from, to: input.to }
  const said = {
    key: keyOf(person, key),
    body: digestOf({ index, ...(asked === undefined ? {} : { agency: asked }), ...input }),
  }
  // Said before a merger, it was said for the agency that has ended since.
  for (const other of asked === undefined ? ownAgencies(person).slice(1) : []) {
    const same = (await desk.ratings.entries(other, period)).find((one) => one.key === said.key)
    if (same) return same.body === said.body ? same : object('key-reused')
  }
  const set = await setFor(desk, index, agency, input.to)
  if (!set) return object('not-rated')
  return retrying(desk, async () => {
    const known = await desk.ratings.entries(agency, period)
    const same = known.find((one) => one.key === said.key)
    if (same) return { answer: same.body === said.body ? same : object('key-reused') }
    const before = known
      .filter(({ code }) => code === input.code)
      .sort((a, b) => a.n - b.n)
      .at(-1)
    const evidence = await cleanEvidence(desk, agency, period, input.evidence)
    const at = desk.now()
    const faults = entryFaults(set, input, before, new Set(evidence.map(({ n }) => n)), at)
    if (faults.length > 0) return { answer: object('entry-refused', faults) }
    const { code, value, source, reason } = input
    const draft = {
      ...period,
      ...{ code, agency, value, source, evidence },
      n: (before?.n ?? 0) + 1,
      ...(reason === undefined ? {} : { reason }),
      at,
      by: actorOf(person),
      ...said,
    }
    const entry = chainedEntry(draft, before)
    return (await desk.ratings.enter(entry)) === 'entered' ? { answer: entry } : 'again'
  })
}
