import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import type { NumberPattern, PatternSet } from '../../dossier/numbering.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'

/**
 * Đặt mẫu số. Who set it and when stands with it, and what it takes the place of can still be read. With the same key it is
 * one, also after its first day; `faults` is asked of a new one only, and is answered as it is. Throws Outage.
 */
export function putNumberPattern<Fault>(
  desk: Pick<Desk, 'catalogue' | 'now' | 'pause' | 'chance'>,
  person: Person,
  said: NumberPattern,
  { key, faults }: { key: string; faults: (known: readonly PatternSet[]) => Fault[] },
): Promise<PatternSet | { faults: Fault[] } | Objection> {
  const id = createHash('sha256').update(keyOf(person, key)).digest('hex').slice(0, 26)
  const body = digestOf(said)
  return retrying<PatternSet | { faults: Fault[] } | Objection>(desk, async () => {
    const known = await desk.catalogue.patternSets()
    const before = known.find((one) => one.id === id)
    if (before) return { answer: before.body === body ? before : object('key-reused') }
    const wrong = faults(known)
    if (wrong.length > 0) return { answer: { faults: wrong } }
    const set = { ...said, n: known.length + 1, by: person.id, at: desk.now(), id, body }
    return (await desk.catalogue.putNumberPattern(set)) ? { answer: set } : 'again'
  })
}
