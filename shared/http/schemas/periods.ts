import * as z from 'zod'
import { addMonths } from '../../calendar/day.ts'
import { t } from './texts.ts'

/** Kỳ: both days are in it; at most so many years where a bound is named (`within` holds it). */
export const period = (mostYears?: number) => ({
  from: t.day,
  to: mostYears === undefined ? t.day : t.day.meta({ description: `Ngày cuối kỳ; kỳ dài nhất ${mostYears} năm` }),
})

type Ends = { from?: string | undefined; to?: string | undefined }

/** A period that ends more than so many months after it began: the fault is `too-big`, at `to`. */
export const within =
  (months: number, says: string) =>
  ({ value, issues }: z.core.ParsePayload<Ends>): void => {
    const { from, to } = value
    if (from === undefined || to === undefined || to < addMonths(from, months)) return
    issues.push({ code: 'too_big', origin: 'date', maximum: months, input: to, path: ['to'], message: says })
  }

/** `2026-11-26`, or `2026-11` where months are asked for; both sort as they run. */
const dated = /^\d{4}-\d{2}(-\d{2})?$/

/** A question about a few fields, asked whatever is wrong with the others. */
export function beside(...names: string[]) {
  const isSound = (path: readonly unknown[] | undefined) => !names.some((name) => name === path?.[0])
  return {
    when: ({ value, issues }: { value: unknown; issues: readonly { path?: readonly unknown[] | undefined }[] }) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && issues.every(({ path }) => isSound(path)),
  }
}

const ends: readonly unknown[] = ['from', 'to']

/** A period that does not run backwards: the fault stands at `to`, and beside whatever else is wrong. */
export function inOrder<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).refine((said) => !isBackwards(said), {
    path: ['to'],
    error: 'Cuối kỳ phải từ đầu kỳ trở đi.',
    when: ({ value, issues }) => isBackwards(value) && !issues.some(({ path }) => ends.includes(path?.[0])),
  })
}

function isBackwards(said: unknown): boolean {
  if (typeof said !== 'object' || said === null) return false
  const { from, to } = said as { from?: unknown; to?: unknown }
  return typeof from === 'string' && typeof to === 'string' && dated.test(from) && dated.test(to) && to < from
}
