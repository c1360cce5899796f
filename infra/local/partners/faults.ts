import * as z from 'zod'

/**
 * What a stand-in can be told to do wrong:
 * `fail` answers 503 and does nothing; `delay` answers late; `ok-with-error` answers 200 and means no;
 * `twice` does the work and loses the answer, or tells every row twice; `reorder` tells the newest row first;
 * `altered` sends a file that is not the one announced.
 */
const fault = z.object({
  kind: z.enum(['fail', 'delay', 'twice', 'ok-with-error', 'reorder', 'altered']),
  times: z.coerce.number().int().min(1).default(1),
  /** Only at this deed; otherwise at the next one that can go wrong in this way. */
  on: z.string().optional(),
  delayMs: z.coerce.number().int().min(0).default(3000),
})
export type Fault = z.infer<typeof fault>

export interface Faults {
  order(fields: unknown): Fault
  clear(): void
  /** What was ordered and has not befallen anybody yet. */
  waiting(): readonly Fault[]
  /** The fault that befalls this deed now, if one does; each is used up by its number of times. */
  take(deed: string, possible: readonly Fault['kind'][]): Fault | undefined
}

export function planFaults(): Faults {
  let waiting: Fault[] = []
  return {
    order(fields) {
      const planned = fault.parse(fields)
      waiting.push(planned)
      return planned
    },
    clear() {
      waiting = []
    },
    waiting: () => waiting,
    take(deed, possible) {
      const next = waiting.find((one) => possible.includes(one.kind) && (one.on === undefined || one.on === deed))
      if (!next) return undefined
      next.times -= 1
      waiting = waiting.filter((one) => one.times > 0)
      return next
    },
  }
}
