import type { Shape } from '../schemas.ts'

type Shapes<Id extends string> = { [One in Id]: () => Shape }

/** Shapes of doors that are seldom knocked at: a part of the bundle, loaded with the first of them. */
export function later<const Id extends string>(ids: readonly Id[], load: () => Promise<Shapes<NoInfer<Id>>>) {
  const shapes = ids.map((id) => [id, async () => (await load())[id]()] as const)
  return Object.fromEntries(shapes) as { [One in Id]: () => Promise<Shape> }
}
