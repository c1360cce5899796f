import { createHash } from 'node:crypto'
import { actorOf, type Person } from '../../access/person.ts'
import type { Instant } from '../../calendar/day.ts'
import type { ChangeDraft } from '../circumstances.ts'
import type { Dossier, DossierEvent, EventDraft } from '../dossier.ts'
import { withMark } from './key-marks.ts'
import { withSheet } from './sheets.ts'
import { tellsPortal } from './sync-line.ts'
import { noticeOf } from './told-of.ts'

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
  const next = draft.plan ? { ...draft.next, planRef: digestOf(draft.plan) } : draft.next
  const event = chained(draft.event, next, before, by, at, said)
  const lastKeys = withMark(before?.lastKeys, said.key)
  return { dossier: { ...next, chain: event.digest, lastKeys }, event }
}

function chained(
  draft: EventDraft,
  next: Dossier,
  before: Dossier | undefined,
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
    from: before?.status ?? ('none' as const),
    to: next.status,
    holder: next.holder,
    ...(next.officer === undefined ? {} : { officer: next.officer }),
    ...(next.step === undefined ? {} : { step: next.step }),
    ...(next.dueAt === undefined ? {} : { dueAt: next.dueAt }),
    ...(draft.note === undefined ? {} : { note: draft.note }),
    ...(draft.reason === undefined ? {} : { reason: draft.reason }),
    ...(draft.detail === undefined ? {} : { detail: draft.detail }),
    ...(before ? { was: changedFrom(before, next) } : {}),
    previous: before?.chain ?? '',
  }
  const rung = withSheet(draft.wants, event, next)
  const told = noticeOf(event, next) === undefined ? rung : [...(rung ?? []), 'notices' as const]
  const wants = tellsPortal(event, next) ? [...(told ?? []), 'portal' as const] : told
  return { ...event, digest: digestOf(event), ...(wants ? { wants } : {}) }
}

/** Fields of the head that `was` leaves out: the event's other fields, or its number, already tell what they were. */
const toldElsewhere: ReadonlySet<string> = new Set(['version', 'status', 'chain', 'lastKeys', 'updatedAt'])

function changedFrom(before: Dossier, next: Dossier): Record<string, unknown> {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(next))]
  const names = new Set([...old.keys(), ...fresh.keys()])
  const changed = [...names].filter(
    (name) => !toldElsewhere.has(name) && differs(old.get(name) ?? null, fresh.get(name) ?? null),
  )
  return Object.fromEntries(changed.map((name) => [name, old.get(name) ?? null]))
}

/** Most fields are texts and numbers: only what has parts is written out to be compared. */
function differs(a: unknown, b: unknown): boolean {
  if (a === b) return false
  const haveParts = typeof a === 'object' && a !== null && typeof b === 'object' && b !== null
  return !haveParts || canonical(a) !== canonical(b)
}

/** The head as it was after `event`, taken back from the present one by what came later, oldest first. */
export function asAfter(event: DossierEvent, dossier: Dossier, later: readonly DossierEvent[]): Dossier {
  const head: Record<string, unknown> = { ...dossier }
  for (const { was, from } of later.toReversed()) {
    for (const [name, value] of Object.entries(was ?? {})) {
      if (value === null) delete head[name]
      else head[name] = value
    }
    head.status = from
  }
  return { ...head, version: event.n, chain: event.digest, updatedAt: event.at } as unknown as Dossier
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
