import type { Objection } from '../../dossier/objections.ts'
import type { Fault, Refusal } from '../problems.ts'
import type { Entry, RouteId, routes } from '../routes.ts'
import type { Asked, Shown } from '../schemas.ts'

/** A page for people, with the content policy it needs. */
export interface Page {
  page: string
  policy: string
}

/** Faults that only the answer can see, for lack of a setting or a secret in the schema. */
export interface BadInput {
  faults: readonly Fault[]
}

/** What an answer may say; `undefined` is absent, or not this person's to see. */
export type Reply<Id extends RouteId> = Shown<Id> | Objection | Refusal | BadInput | undefined

export type Answer<Id extends RouteId, D> = (asked: Asked<Id>, desk: D) => Promise<Id extends 'docs' ? Page : Reply<Id>>

export type RouteOf<E extends Entry> = Extract<(typeof routes)[number], { serves: E }>['id']

/** One answer for each route that an entry serves: a forgotten one does not compile. */
export type Answers<E extends Entry, D> = { [Id in RouteOf<E>]: Answer<Id, D> }

export function isPage(thing: unknown): thing is Page {
  return typeof thing === 'object' && thing !== null && 'page' in thing && 'policy' in thing
}

export function isBadInput(thing: unknown): thing is BadInput {
  return typeof thing === 'object' && thing !== null && 'faults' in thing
}
