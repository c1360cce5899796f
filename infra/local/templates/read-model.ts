import type { Assembly } from './assembly.ts'
import type { Model } from './model.ts'
import { namePhysicals } from './physical.ts'
import { apiReaders } from './read-api.ts'
import { eventReaders } from './read-events.ts'
import { functionReaders } from './read-functions.ts'
import { storeReaders } from './read-stores.ts'
import type { Read, Reading } from './reading.ts'
import { NotUnderstood, resolveProperties } from './resolve.ts'
import { inertTypes, understoodTypes } from './resource-types.ts'

/** Reads every resource of the assembly, or throws naming the first one it does not understand. */
export function readModel(assembly: Assembly, options: { sqsEndpoint: string }): Model {
  const names = namePhysicals(assembly, options.sqsEndpoint)
  const reading: Reading = { assembly, names, model: emptyModel(), later: [] }
  const readers: Record<(typeof understoodTypes)[number], Read> = {
    ...storeReaders(reading),
    ...functionReaders(reading),
    ...eventReaders(reading),
    ...apiReaders(reading),
  }
  for (const resource of [...assembly.stacks.values()].flatMap((stack) => [...stack.resources.values()])) {
    if (inertTypes.has(resource.type)) continue
    const type = understoodTypes.find((known) => known === resource.type)
    if (!type) throw new NotUnderstood(resource, 'the local stack does not know what this resource does')
    readers[type](resource, resolveProperties(assembly, names, resource))
  }
  for (const finish of reading.later) finish()
  return reading.model
}

function emptyModel(): Model {
  return {
    tables: [],
    queues: [],
    buckets: [],
    functions: [],
    api: undefined,
    queueMappings: [],
    streamMappings: [],
    rules: [],
    mailEvents: [],
    schedules: [],
  }
}
