import type * as z from 'zod'
import { lazily } from '../../lazily.ts'
import type { Shape } from '../schemas.ts'

export { lazily }

/** A schema that stands under a name of its own in the OpenAPI document. */
export function named<S extends z.ZodType>(meta: { id: string; description?: string }, build: () => S): () => S {
  return lazily(() => build().meta(meta))
}

/** What one row of the route table takes and gives. */
export function door<const S extends Shape>(build: () => S): () => S {
  return lazily(build)
}

/** Names of a table of terms; the table is complete by its type. */
export function namesOf<Name extends string>(terms: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(terms) as Name[]
}
