import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { writeWhole } from '../write-whole.ts'

const dayMs = 86_400_000
const kept = z.record(z.string(), z.number())

/** Khóa đối tượng. Which buckets lock what arrives in them, and for how many days; compliance mode, the only one known here. */
export interface Locks {
  /** Reads `PUT /bucket?object-lock`; why it is refused, or nothing. A lock never becomes shorter. */
  set(bucket: string, xml: string): string | undefined
  daysOf(bucket: string): number | undefined
  /** Whether an object that arrived then is still held. What does not say when it came is held. */
  holds(bucket: string, arrivedAt: string | undefined, nowMs: number): boolean
}

/** Kept in a file of its own: locks outlive the runner as the objects do. */
export function keepLocks(file: string): Locks {
  const days = new Map(Object.entries(existsSync(file) ? kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}))
  return {
    set(bucket, xml) {
      const mode = /<Mode>(\w+)<\/Mode>/.exec(xml)?.[1]
      const asked = Number(/<Days>(\d+)<\/Days>/.exec(xml)?.[1])
      if (mode !== 'COMPLIANCE' || !Number.isInteger(asked) || asked < 1) return 'the local S3 knows COMPLIANCE in days'
      // S3 lets the default become shorter for what comes later; here the longest ever set holds, which is the safe side.
      days.set(bucket, Math.max(asked, days.get(bucket) ?? 0))
      writeWhole(file, JSON.stringify(Object.fromEntries(days)), 0o600)
      return undefined
    },
    daysOf: (bucket) => days.get(bucket),
    holds(bucket, arrivedAt, nowMs) {
      const locked = days.get(bucket)
      if (locked === undefined) return false
      const arrived = Date.parse(arrivedAt ?? '')
      return Number.isNaN(arrived) || nowMs < arrived + locked * dayMs
    },
  }
}
