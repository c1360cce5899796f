import { randomUUID } from 'node:crypto'
import { Cron } from 'croner'
import { accountId, region } from '../account.ts'
import type { Calls } from '../calls.ts'
import type { Clock } from '../clock.ts'
import type { Answer } from '../function-pool.ts'
import type { Schedule } from '../templates/model.ts'
import type { Driver } from './driver.ts'

export interface Schedules extends Driver {
  /** Runs it now, whatever the clock says; `undefined` when no schedule bears this name. */
  fire(name: string): Promise<Answer> | undefined
  list(): { name: string; expression: string; zone: string; next: string | null }[]
}

/** After which instant (ms) is it due next? `undefined`: never again. */
export type Next = (after: number) => number | undefined

/** Runs the schedules by the stack's own clock. A moved clock skips what lies between: tests fire what they want. */
export function startSchedules(options: {
  schedules: readonly Schedule[]
  calls: Calls
  clock: Clock
  log: (line: string) => void
  /** They run when they are fired, and not by the clock. */
  isByHand?: boolean | undefined
}): Schedules {
  const { clock, calls, log } = options
  const entries = options.schedules.map((schedule) => {
    const next = readExpression(schedule)
    return { schedule, next, due: next(clock.now()) }
  })
  let lastOffset = clock.offsetMs
  let running = 0

  async function run(schedule: Schedule): Promise<Answer> {
    running += 1
    try {
      return await calls.deliver(schedule.target, scheduledEvent(schedule, clock.now()))
    } finally {
      running -= 1
    }
  }

  const tick = () => {
    const now = clock.now()
    const moved = clock.offsetMs !== lastOffset
    lastOffset = clock.offsetMs
    for (const entry of entries) {
      if (moved) entry.due = entry.next(now)
      if (entry.due === undefined || entry.due > now) continue
      entry.due = entry.next(now)
      run(entry.schedule).catch((cause: unknown) => log(`schedule ${entry.schedule.id}: ${String(cause)}`))
    }
  }
  const ticking = options.isByHand ? undefined : setInterval(tick, 500)

  return {
    fire(name) {
      const found = options.schedules.find(
        (one) => one.id === name || one.path === name || one.path.split('/').includes(name),
      )
      return found && run(found)
    },
    list: () =>
      entries.map(({ schedule, due }) => ({
        name: schedule.path || schedule.id,
        expression: schedule.expression,
        zone: schedule.zone,
        next: due === undefined ? null : new Date(due).toISOString(),
      })),
    async busyWith() {
      return running > 0 ? `${running} scheduled runs` : undefined
    },
    async stop() {
      clearInterval(ticking)
    },
  }
}

/** `rate(10 minutes)`, `cron(30 6 * * ? *)` in the schedule's zone, `at(2026-11-23T06:30:00)`. */
export function readExpression(schedule: Pick<Schedule, 'id' | 'expression' | 'zone'>): Next {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.+)\)$/.exec(schedule.expression) ?? []
  const refuse = (cause?: unknown) =>
    new Error(`schedule ${schedule.id}: ${schedule.expression} is not understood`, { cause })
  if (kind === 'rate') {
    const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? []
    const minutes = { minute: 1, hour: 60, day: 1440 }[unit ?? '']
    if (!minutes) throw refuse()
    return (after) => after + Number(count) * minutes * 60_000
  }
  if (kind === 'at') {
    const once = new Cron(inner, { timezone: schedule.zone, paused: true })
    return (after) => once.nextRun(new Date(after))?.getTime()
  }
  const fields = inner.replaceAll('?', '*').split(' ')
  if (kind !== 'cron' || fields.length !== 6) throw refuse()
  try {
    const cron = new Cron(`0 ${fields.join(' ')}`, { timezone: schedule.zone, paused: true, alternativeWeekdays: true })
    return (after) => cron.nextRun(new Date(after))?.getTime()
  } catch (cause) {
    throw refuse(cause)
  }
}

function scheduledEvent(schedule: Schedule, now: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: accountId,
    time: `${new Date(now).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:scheduler:${region}:${accountId}:schedule/default/${schedule.id}`],
    detail: '{}',
  }
}
