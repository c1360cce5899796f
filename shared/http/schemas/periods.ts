import * as z from 'zod'
import { addMonths, isDay } from '../../calendar/day.ts'
import { t } from './texts.ts'

/** Kỳ: both days are in it; at most so many years where a bound is named (`within` holds it). */
export const period = (mostYears?: number) => ({
  from: t.day,
  to: mostYears === undefined ? t.day : t.day.meta({ description: `Ngày cuối kỳ; kỳ dài nhất ${mostYears} năm` }),
})

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

/** A period that does not run backwards: the fault stands at `to`, and beside whatever else is wrong. */
export function inOrder<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).refine((said) => !isBackwards(said), {
    path: ['to'],
    error: 'Cuối kỳ phải từ đầu kỳ trở đi.',
    when: ({ value, issues }) => isBackwards(value) && !issues.some(isAtAnEnd),
  })
}

/** A period that ends more than so many months after it began: the fault is `too-big`, at `to`, beside whatever else is wrong. */
export function within(months: number, says: string) {
  const isLong = (said: unknown): boolean => {
    const { from, to } = daysOf(said)
    return isDay(from) && isDay(to) && to >= addMonths(from, months)
  }
  const when = ({ value, issues }: Weighed) => isLong(value) && !issues.some(isAtAnEnd)
  const fault = { path: ['to'], error: says, params: { fault: 'too-big' }, when }
  return [(said: unknown) => !isLong(said), fault] satisfies [unknown, unknown]
}

interface Weighed {
  value: unknown
  issues: readonly { path?: readonly unknown[] | undefined }[]
}

const ends: readonly unknown[] = ['from', 'to']
const isAtAnEnd = ({ path }: Weighed['issues'][number]) => ends.includes(path?.[0])

function daysOf(said: unknown): { from: string; to: string } {
  const { from, to }: { from?: unknown; to?: unknown } = Object(said)
  return { from: typeof from === 'string' ? from : '', to: typeof to === 'string' ? to : '' }
}

function isBackwards(said: unknown): boolean {
  const { from, to } = daysOf(said)
  return dated.test(from) && dated.test(to) && to < from
}
