import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type Instant, parseInstant } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import type { Settlement, TrackingRow, UnreadRow } from '../messages/messages.ts'
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
    // What is no waybill is left out: the order has gone, and asking for a form would send it again without end.
    ItemCode: text().pipe(z.string().trim().min(1).max(100)).optional().catch(undefined),
  }),
)

export const cancelAnswer = lazily(() => z.object({ Status: text() }))

const trackingRow = lazily(() =>
  z
    .object({
      Id: wholeNumber(),
      OrderNumber: z.string().min(1).max(200),
      ItemCode: text().pipe(z.string().max(200)).nullish(),
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

/** One row that cannot be read stops nobody else's: it is told apart by its number, or by what it says. */
function readable<Row>(row: () => z.ZodType<Row>) {
  return z.unknown().transform((told): Row | UnreadRow => {
    const read = row().safeParse(told)
    if (read.success) return read.data
    const id = numbered().safeParse(told).data?.Id
    const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)
    return { digest, ...(id !== undefined && { id }) }
  })
}

const anyRow = lazily(() => readable(trackingRow))

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

export const settlementAnswer = lazily(() =>
  z.object({ rows: z.array(readable(settlementRow)) }).transform(({ rows }) => rows),
)

/** ISO 8601, or `yyyy-mm-dd hh:mm:ss` and `dd/mm/yyyy hh:mm:ss` on the clock of Việt Nam. */
function readTime(told: string): Instant | undefined {
  const slashed = /^(\d{2})\/(\d{2})\/(\d{4})[ T](.+)$/.exec(told.trim())
  const spelled = slashed ? `${slashed[3]}-${slashed[2]}-${slashed[1]}T${slashed[4]}` : told.trim().replace(' ', 'T')
  return parseInstant(spelled) ?? parseInstant(`${spelled}+07:00`)
}
