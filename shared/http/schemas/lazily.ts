import type * as z from 'zod'
import type { Shape } from '../schemas.ts'

/** Built at its first use: a fresh instance pays for the door that is knocked at, not for all of them. */
export function lazily<T>(build: () => T): () => T {
  let built: T | undefined
  return () => {
    built ??= build()
    return built
  }
}

/** A schema that stands under a name of its own in the OpenAPI document. */
export function named<S extends z.ZodType>(meta: { id: string; description?: string }, build: () => S): () => S {
  return lazily(() => build().meta(meta))
}

/** What one row of the route table takes and gives. */
export function door<const S extends Shape>(build: () => S): () => S {
  return lazily(build)
}
