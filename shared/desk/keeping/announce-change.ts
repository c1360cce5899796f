import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import { faultsOfChange, faultsOfParts } from '../../agencies/announce.ts'
import type { ChangeDeed, OrganisationChange } from '../../agencies/changes.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

export type Announcement = ChangeDeed & { on: Day; decision: string }

type Needs = Pick<Desk, 'catalogue' | 'now' | 'pause' | 'chance'>

/**
 * Công bố quyết định tổ chức. The id is derived from person and key: announced twice, it is one decision. What cannot
 * hold on its day is refused with every fault; beside others of the same moment it is looked at again. Throws Outage.
 */
export function announceChange(
  desk: Needs,
  person: Person,
  said: Announcement,
  key: string,
): Promise<OrganisationChange | Objection> {
  return retrying(desk, async () => {
    const kept = await announced(desk, person, said, key)
    return kept === 'overtaken' ? 'again' : { answer: kept }
  })
}

async function announced(desk: Needs, person: Person, said: Announcement, key: string) {
  const own = keyOf(person, key)
  const id = createHash('sha256').update(`change#${own}`).digest('hex').slice(0, 26)
  const body = digestOf(said)
  const known = await desk.catalogue.changes()
  const before = known.find((change) => change.id === id)
  if (before) return before.body === body ? before : object('key-reused')
  const at = desk.now()
  const { on, decision, ...deed } = said
  const isKnown = await knownProcedures(desk, deed, on)
  const faults = [
    ...faultsOfChange(deed, on, dayOf(at), await directory(desk, on), known),
    ...faultsOfParts(deed, isKnown),
  ]
  if (faults.length > 0) {
    // What stands in its way may be this very decision, announced twice at once.
    const since = (await desk.catalogue.changes()).find((change) => change.id === id)
    return since?.body === body ? since : object('change-refused', faults)
  }
  const kept = await desk.catalogue.announce({ id, on, decision, by: person.id, at, body, ...deed })
  return kept === 'overtaken' || kept.body === body ? kept : object('key-reused')
}

/** Whether a code was ever in the catalogue: also one that is abolished, whose dossiers may still be open. */
async function knownProcedures(desk: Pick<Desk, 'catalogue'>, deed: ChangeDeed, on: Day) {
  if (deed.kind !== 'split') return () => true
  const listed = new Set((await desk.catalogue.procedures(on)).map(({ code }) => code))
  const others = [...new Set(deed.parts.flatMap(({ procedures }) => procedures))].filter((code) => !listed.has(code))
  const registers = await abreast(others, (code) => desk.catalogue.register(code))
  for (const [n, code] of others.entries()) if (registers[n]?.lines.length) listed.add(code)
  return (code: string) => listed.has(code)
}
