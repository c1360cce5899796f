import type { Json, JsonObject } from '../json.ts'
import { findUnknownTest } from '../patterns.ts'
import type { Assembly, Resource } from './assembly.ts'
import type { Model } from './model.ts'
import type { Names } from './physical.ts'
import { explain } from './property-shapes.ts'
import { NotUnderstood } from './resolve.ts'

/** A model while it is being read. */
export interface Reading {
  assembly: Assembly
  names: Names
  model: Model
  /** What can be looked up only when every resource has been read. */
  later: (() => void)[]
}

/** Enters what one resource amounts to, or throws NotUnderstood. */
export type Read = (resource: Resource, properties: JsonObject) => void

export function parse<T>(resource: Resource, shape: { parse(value: unknown): T }, value: Json | undefined): T {
  try {
    return shape.parse(value)
  } catch (cause) {
    throw new NotUnderstood(resource, explain(cause))
  }
}

/** Name of the function that an ARN, or a name, speaks of; that it can run here is looked up at the end. */
export function calledFunction({ model, later }: Reading, resource: Resource, text: string): string {
  const name = text.split(':function:').at(-1) ?? text
  later.push(() => {
    const found = model.functions.find((one) => one.name === name)
    if (!found?.folder)
      throw new NotUnderstood(resource, `it calls ${text}, which is no Node function of this assembly`)
  })
  return name
}

export function refuseUnknownTests(resource: Resource, pattern: Json): void {
  const unknown = findUnknownTest(pattern)
  if (unknown) throw new NotUnderstood(resource, `the pattern says ${unknown}, which is not understood`)
}
