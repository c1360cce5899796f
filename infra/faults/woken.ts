import type { Entry } from '../../shared/http/routes.ts'
import type { LambdaFunction, Model } from '../local/templates/model.ts'
import type { FunctionName } from '../parts/desk-functions.ts'

/** Whoever is woken by a message, the stream, the bus or the clock, and by no caller. */
export type WorkerName = Exclude<FunctionName, Entry>

/** By what each worker is woken; the others by bus and clock. */
export interface Woken {
  /** The workers that have queues. */
  queued: readonly WorkerName[]
  /** Those that read the stream. */
  streamed: readonly WorkerName[]
}

export function wokenIn(model: Model, workers: readonly WorkerName[]): Woken {
  const wakes = (mappings: readonly { function: string }[]) =>
    workers.filter((name) => mappings.some((mapping) => mapping.function === findFunction(model, name).name))
  return { queued: wakes(model.queueMappings), streamed: wakes(model.streamMappings) }
}

export function findFunction(model: Model, name: string): LambdaFunction & { folder: string } {
  const fn = model.functions.find((one) => one.path.split('/').includes(name) && one.folder !== undefined)
  if (fn?.folder === undefined) throw new Error(`there is no function ${name}`)
  return { ...fn, folder: fn.folder }
}
