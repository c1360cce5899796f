import middy from '@middy/core'
import type { EventBridgeEvent } from 'aws-lambda'
import { type Instant, instantOf, parseInstant } from '../../calendar/day.ts'
import { log, traceOf } from '../../log.ts'

/** Works one event of the bus; a failure is thrown on, so that the bus tries again. */
export function eventHandler(work: (detail: unknown, meta: { id: string; at: Instant }) => Promise<void>) {
  return middy(async (event: EventBridgeEvent<string, unknown>): Promise<void> => {
    const meta = { id: event.id, at: parseInstant(event.time) ?? instantOf(new Date()) }
    await withoutWords(() => work(event.detail, meta))
  })
}

/** Works a schedule. The moment is the planned one when the schedule says it, so that a late run reports for its own day. */
export function scheduleHandler(work: (at: Instant) => Promise<void>) {
  return middy(async (event: unknown): Promise<void> => {
    await withoutWords(() => work(plannedAt(event) ?? instantOf(new Date())))
  })
}

/** Lambda writes what is thrown into the log: it gets the names of the error, never its message. */
async function withoutWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const trace = traceOf(error)
    log({ outcome: 'failed', ...trace })
    throw new Error(trace.error)
  }
}

function plannedAt(event: unknown): Instant | undefined {
  if (typeof event !== 'object' || event === null || !('time' in event)) return undefined
  return typeof event.time === 'string' ? parseInstant(event.time) : undefined
}
