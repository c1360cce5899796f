import { log, traceOf } from '../../log.ts'

/** One message or record of a batch: what is thrown is a line in the log, and `false`. */
export async function isWorked(work: () => Promise<void>, meta: { queue?: string; id: string }): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    log({ ...(meta.queue && { queue: meta.queue }), requestId: meta.id, outcome: 'failed', ...traceOf(error) })
    return false
  }
}
