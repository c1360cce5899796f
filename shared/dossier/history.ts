import { createHash } from 'node:crypto'
import { actorOf, type Person } from '../access/person.ts'
import type { Instant } from '../calendar/day.ts'
import type { ChangeDraft } from './circumstances.ts'
import type { Dossier, DossierEvent, EventDraft, Status } from './dossier.ts'

/** Text of a value that does not depend on the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

/** Identity of a request: whose key it is, and what it said. */
export interface Said {
  key: string
  body: string
}

/** Keys are scoped to the person, so that two people's equal keys never meet. */
export function keyOf(person: Person, key: string): string {
  return `${person.kind}:${person.id}:${key}`
}

/** The head with its event written beside it: numbered, signed by its actor and chained to the event before. */
export function record(draft: ChangeDraft, before: Dossier | undefined, by: Person, at: Instant, said: Said) {
  const event = chained(draft.event, draft.next, before?.status ?? 'none', before?.chain ?? '', by, at, said)
  return { dossier: { ...draft.next, chain: event.digest }, event }
}

function chained(
  draft: EventDraft,
  next: Dossier,
  from: Status | 'none',
  previous: string,
  by: Person,
  at: Instant,
  said: Said,
): DossierEvent {
  const event = {
    dossier: next.id,
    n: next.version,
    at,
    act: draft.act,
    by: actorOf(by),
    ...said,
    from,
    to: next.status,
    holder: next.holder,
    ...(next.officer === undefined ? {} : { officer: next.officer }),
    ...(next.step === undefined ? {} : { step: next.step }),
    ...(next.dueAt === undefined ? {} : { dueAt: next.dueAt }),
    ...(draft.note === undefined ? {} : { note: draft.note }),
    ...(draft.reason === undefined ? {} : { reason: draft.reason }),
    ...(draft.detail === undefined ? {} : { detail: draft.detail }),
    previous,
  }
  return { ...event, digest: digestOf(event), ...(draft.wants ? { wants: draft.wants } : {}) }
}

/** Number of the first event whose digest does not fit, or undefined when the chain is whole. */
export function brokenAt(events: readonly DossierEvent[]): number | undefined {
  let previous = ''
  for (const [index, event] of events.entries()) {
    const { digest, wants: _, ...rest } = event
    if (event.n !== index + 1 || event.previous !== previous || digestOf(rest) !== digest) return index + 1
    previous = digest
  }
  return undefined
}
