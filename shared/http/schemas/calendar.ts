import * as z from 'zod'
import { weekdays } from '../../calendar/day.ts'
import type { Reckoned } from '../../desk/clocks/recount-place.ts'
import { door, lazily, named } from './lazily.ts'
import { beside, inOrder } from './periods.ts'
import { place } from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const kind = () => z.enum(['off', 'work'])
const clock = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Phải là giờ HH:mm.' })
const session = () =>
  z
    .tuple([clock(), clock()], { error: 'Phải là [giờ mở, giờ đóng].' })
    .refine(([open, close]) => open < close, { error: 'Giờ mở phải trước giờ đóng.' })

/** Buổi làm việc một ngày: time that two of them share would count twice. */
const sessions = () =>
  z
    .array(session())
    .max(4)
    .refine((all) => all.every(([open], n) => n === 0 || (all[n - 1]?.[1] ?? '') <= open), {
      error: 'Các buổi trong một ngày phải theo thứ tự giờ và không chồng lên nhau.',
    })

/** Giờ làm việc một tuần; a weekday that is not named is not worked. */
const week = lazily(() => z.strictObject(Object.fromEntries(weekdays.map((day) => [day, sessions().exactOptional()]))))

const saidDay = lazily(() => z.strictObject({ on: t.day, kind: kind(), name: t.line(200).exactOptional() }))

const season = lazily(() =>
  z
    .strictObject({ from: t.day, until: t.day.exactOptional(), hours: week() })
    .refine(({ from, until }) => until === undefined || from <= until, {
      ...beside('from', 'until'),
      path: ['until'],
      error: 'Ngày cuối phải không trước ngày đầu.',
    })
    .refine(({ hours }) => Object.values(hours).some((sessions) => (sessions?.length ?? 0) > 0), {
      ...beside('hours'),
      path: ['hours'],
      error: 'Phải có ít nhất một ngày làm việc trong tuần.',
    }),
)

const declareBody = lazily(() =>
  z
    .strictObject({
      scope: t.agencyId.meta({ description: 'VN (cả nước), mã tỉnh, hoặc mã cơ quan' }),
      days: t
        .once(saidDay(), ({ on }) => on, 'on')
        .max(400)
        .default([]),
      seasons: z.array(season()).max(20).default([]),
      until: t.day.exactOptional().meta({ description: 'Lịch nghỉ cả nước đã công bố đến hết ngày này' }),
      source: t.line(200).meta({ description: 'Số quyết định, công điện' }),
    })
    .refine(({ days, seasons, until }) => days.length + seasons.length > 0 || until !== undefined, {
      ...beside('days', 'seasons', 'until'),
      path: ['days'],
      error: 'Phải nêu ít nhất một ngày, một mùa giờ làm việc hoặc ngày cuối của lịch.',
    }),
)

const shownSeason = lazily(() =>
  z.strictObject({ from: t.day, until: t.day.optional(), hours: z.record(text(), z.array(z.array(text()))) }),
)

const declaration = named({ id: 'CalendarDeclaration', description: 'Một lần công bố về lịch làm việc' }, () =>
  z.strictObject({
    n: z.int().meta({ description: 'Số phiên bản của lịch' }),
    scope: text(),
    days: z.array(z.strictObject({ on: t.day, kind: kind(), name: text().optional() })),
    seasons: z.array(shownSeason()),
    until: t.day.optional(),
    source: text(),
    at: t.instant,
    by: z.strictObject({ id: text(), name: text().optional() }),
  }),
)

const row = lazily(() =>
  z.strictObject({
    on: t.day,
    kind: kind(),
    scope: text(),
    name: text().optional(),
    source: text(),
    declaration: z.int().optional().meta({ description: 'Lần công bố; ngày có sẵn của hệ thống thì không có' }),
  }),
)

const moment = lazily(() =>
  z.strictObject({
    clock: z.enum(['answer', 'whole', 'step', 'supplement']),
    before: t.instant.optional(),
    after: t.instant.optional(),
  }),
)

const moved = named({ id: 'MovedDossier', description: 'Hồ sơ có hạn thay đổi theo một lần công bố lịch' }, () =>
  z.strictObject({
    dossier: text(),
    code: text().optional(),
    procedureName: text(),
    agency: place(),
    room: place(),
    officer: z.strictObject({ id: text(), name: text().optional() }).optional(),
    at: t.instant,
    moments: z.array(moment()),
  }),
)

const reckonings = ['waiting', 'under-way', 'done'] as const satisfies readonly Reckoned[]

/** Days of a calendar told at once. */
export const mostDays = 400

const span = lazily(() => ({
  from: t.day.optional().meta({ description: 'Bỏ trống: hôm nay' }),
  to: t.day.optional().meta({ description: `Bỏ trống: 60 ngày sau; mỗi lần nhiều nhất ${mostDays} ngày` }),
}))

/** Lịch làm việc: declared, listed, and read by everybody. */
export const calendarSchemas = {
  declareDays: door(() => ({ key: true, body: declareBody(), status: 201, answer: declaration() })),
  listCalendar: door(() => ({
    query: inOrder({ ...span(), agency: t.agencyId.optional() }),
    status: 200,
    answer: z.strictObject({
      publishedUntil: t.day,
      daysLeft: z.int(),
      rows: z.array(row()).meta({ description: 'Theo thứ tự công bố; phạm vi hẹp và lần sau được ưu tiên' }),
      declarations: z.array(declaration()),
    }),
  })),
  listMoved: door(() => ({
    path: z.strictObject({ n: t.count(1, 999_999) }),
    status: 200,
    answer: z.strictObject({
      declaration: declaration(),
      reckoned: z
        .enum(reckonings)
        .meta({ description: 'waiting: chưa tính lại; under-way: đang tính; done: xong, danh sách đã đủ' }),
      says: text().meta({ description: 'Câu cho người: danh sách này là của ai, đã đủ chưa, khi nào hỏi lại' }),
      rows: z.array(moved()),
    }),
  })),
  readCalendar: door(() => ({
    path: z.strictObject({ id: t.agencyId }),
    query: inOrder(span()),
    status: 200,
    answer: z
      .strictObject({
        unit: place(),
        publishedUntil: t.day,
        days: z.array(
          z.strictObject({
            on: t.day,
            isWorked: z.boolean(),
            sessions: z.array(z.array(text())),
            name: text().optional(),
            provisional: z.boolean(),
          }),
        ),
      })
      .meta({ id: 'UnitCalendar', description: 'Lịch làm việc của một cơ quan, từng ngày' }),
  })),
} as const
