import * as z from 'zod'
import { type Instant, parseInstant } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import type { Settlement, TrackingRow } from '../messages/messages.ts'
import { shipmentStateOf } from './vnpost-codes.ts'

const text = lazily(() => z.union([z.string(), z.number()]).transform(String))
const wholeNumber = lazily(() =>
  z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ]),
)

export const tokenAnswer = lazily(() =>
  z.object({ access_token: z.string().min(1), expires_in: wholeNumber().default(300) }),
)

/** `Status` "100" is a yes. The waybill is the post's to give: without it the parcel could not be told from another. */
export const orderAnswer = lazily(() =>
  z.object({
    Status: text(),
    Message: z.string().nullish(),
    ItemCode: z.string().min(1).max(100).nullish(),
  }),
)

export const cancelAnswer = lazily(() => z.object({ Status: text() }))

const trackingRow = lazily(() =>
  z
    .object({
      Id: wholeNumber(),
      OrderNumber: z.string().min(1).max(200),
      ItemCode: z.string().max(200).nullish(),
      StatusCode: text().pipe(z.string().max(200)),
      Time: z
        .string()
        .transform((told): Instant => readTime(told) ?? '')
        .refine((at) => at !== '', 'no moment'),
    })
    .transform(
      (row): TrackingRow => ({
        id: row.Id,
        orderNumber: row.OrderNumber.normalize('NFC'),
        waybill: row.ItemCode ?? '',
        code: row.StatusCode,
        at: row.Time,
        state: shipmentStateOf(row.StatusCode),
      }),
    ),
)

const numbered = lazily(() => z.object({ Id: wholeNumber() }))

/** One row that cannot be read stops nobody's parcel: it keeps its number, finds no dossier and is set aside. */
function readRow(row: unknown, context: z.RefinementCtx): TrackingRow {
  const read = trackingRow().safeParse(row)
  if (read.success) return read.data
  const { data } = numbered().safeParse(row)
  if (data === undefined) context.addIssue({ code: 'custom', message: 'a row without a number', input: row })
  const unread = {
    waybill: '',
    code: 'unreadable',
    at: '1970-01-01T00:00:00+07:00',
    state: 'unknown',
  } as const
  return { ...unread, id: data?.Id ?? 0, orderNumber: 'unreadable' }
}

const anyRow = lazily(() => z.unknown().transform(readRow))

/** The rows alone, or under `rows`. */
export const trackingAnswer = lazily(() =>
  z.union([z.array(anyRow()), z.object({ rows: z.array(anyRow()) }).transform(({ rows }) => rows)]),
)

const settlementRow = lazily(() =>
  z
    .object({
      Id: wholeNumber(),
      OrderNumber: z.string().min(1).max(200),
      ItemCode: z.string().max(200),
      CODAmount: wholeNumber(),
      Postage: wholeNumber().default(0),
      StatementNo: text().pipe(z.string().max(200)),
      SettledTime: z
        .string()
        .transform((told): Instant => readTime(told) ?? '')
        .refine((at) => at !== '', 'no moment'),
    })
    .transform(
      (row): Settlement => ({
        id: row.Id,
        orderNumber: row.OrderNumber.normalize('NFC'),
        waybill: row.ItemCode,
        collectedVnd: row.CODAmount,
        postageVnd: row.Postage,
        statement: row.StatementNo,
        settledAt: row.SettledTime,
      }),
    ),
)

/** Money is read whole or not at all: a row that cannot be read stops the page, and somebody looks at it. */
export const settlementAnswer = lazily(() => z.object({ rows: z.array(settlementRow()) }).transform(({ rows }) => rows))

/** ISO 8601, or `yyyy-mm-dd hh:mm:ss` and `dd/mm/yyyy hh:mm:ss` on the clock of Việt Nam. */
function readTime(told: string): Instant | undefined {
  const slashed = /^(\d{2})\/(\d{2})\/(\d{4})[ T](.+)$/.exec(told.trim())
  const spelled = slashed ? `${slashed[3]}-${slashed[2]}-${slashed[1]}T${slashed[4]}` : told.trim().replace(' ', 'T')
  return parseInstant(spelled) ?? parseInstant(`${spelled}+07:00`)
}
