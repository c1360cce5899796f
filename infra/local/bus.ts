import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { accountId, region } from './account.ts'
import type { Clock } from './clock.ts'
import { type JsonObject, jsonObject } from './json.ts'

/** What a publisher says; the bus adds id, time, account and region. */
export interface BusEvent {
  source: string
  'detail-type': string
  detail: JsonObject
  resources?: string[]
}

/** The envelope as EventBridge delivers it. */
const delivered = z.object({
  version: z.string(),
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: jsonObject,
})
export type DeliveredEvent = z.infer<typeof delivered>
export type Subscriber = (event: DeliveredEvent) => Promise<void> | void

export interface Bus {
  publish(event: BusEvent): void
  /** Returns the way to end the subscription. Events nobody has taken yet are delivered to the first subscriber. */
  subscribe(subscriber: Subscriber): () => void
  /** Events whose delivery has begun and not ended. */
  inFlight(): number
  close(): void
}

/** A bus whose events stand in a file until every subscriber is done: a kill -9 repeats an event, it never loses one. */
export function openBus(options: { file?: string; clock: Clock }): Bus {
  if (options.file) mkdirSync(dirname(options.file), { recursive: true })
  const journal = new DatabaseSync(options.file ?? ':memory:')
  journal.exec('PRAGMA journal_mode = WAL')
  journal.exec('CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT')
  const insert = journal.prepare('INSERT INTO events (id, event) VALUES (?, ?)')
  const remove = journal.prepare('DELETE FROM events WHERE id = ?')
  const waiting = journal.prepare('SELECT event FROM events ORDER BY rowid')
  const subscribers = new Set<Subscriber>()
  const underWay = new Set<string>()
  let open = true

  async function deliver(event: DeliveredEvent): Promise<void> {
    if (subscribers.size === 0 || underWay.has(event.id)) return
    underWay.add(event.id)
    const ends = await Promise.allSettled([...subscribers].map(async (subscriber) => subscriber(event)))
    underWay.delete(event.id)
    if (open && ends.every((end) => end.status === 'fulfilled')) crossOff(event.id)
  }

  /** What a full disk does not let go is told once more by the next start. */
  function crossOff(id: string): void {
    try {
      remove.run(id)
    } catch {
      // It stands in the journal.
    }
  }

  return {
    publish(event) {
      const envelope: DeliveredEvent = {
        version: '0',
        id: randomUUID(),
        source: event.source,
        'detail-type': event['detail-type'],
        account: accountId,
        time: `${new Date(options.clock.now()).toISOString().slice(0, 19)}Z`,
        region,
        resources: event.resources ?? [],
        detail: event.detail,
      }
      insert.run(envelope.id, JSON.stringify(envelope))
      void deliver(envelope)
    },
    subscribe(subscriber) {
      subscribers.add(subscriber)
      for (const row of waiting.all()) void deliver(delivered.parse(JSON.parse(String(row.event))))
      return () => void subscribers.delete(subscriber)
    },
    inFlight: () => underWay.size,
    close() {
      open = false
      journal.close()
    },
  }
}
