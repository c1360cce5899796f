import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { groupings } from './grouping.ts'

const format = () => z.enum(['json', 'xlsx', 'pdf'])

/** Years a report made as a file may reach over: who keeps a register for longer asks for it in parts. */
export const mostYears = 10

const period = () => ({ from: z.string(), to: z.string() })

/** What may be asked for as a file that is made later: figures, and lists of any length. */
const jobWish = lazily(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('figures'),
      report: z.string(),
      by: z.enum(groupings),
      agency: z.string(),
      ...period(),
      format: format(),
    }),
    z.strictObject({ kind: z.literal('register'), agency: z.string(), ...period(), format: format() }),
    z.strictObject({ kind: z.literal('late'), agency: z.string(), ...period(), format: format() }),
    z.strictObject({ kind: z.literal('late-now'), agency: z.string(), ...period(), format: format() }),
    z.strictObject({
      kind: z.literal('trace'),
      report: z.string(),
      column: z.string(),
      procedure: z.string().exactOptional(),
      field: z.string().exactOptional(),
      sender: z.string().exactOptional(),
      by: z.enum(groupings).exactOptional(),
      row: z.string().exactOptional(),
      agency: z.string(),
      ...period(),
      format: format(),
    }),
  ]),
)
export type JobWish = z.infer<ReturnType<typeof jobWish>>

export const reportJob = lazily(() =>
  z.strictObject({
    id: z.string(),
    state: z.enum(['queued', 'ready', 'failed']),
    wish: jobWish(),
    /** Who asked, and what for: people in a list are logged as read by them. */
    by: z.strictObject({ id: z.string(), unit: z.string() }),
    purpose: z.string(),
    askedAt: z.string(),
    endedAt: z.string().exactOptional(),
    rowCount: z.int().exactOptional(),
    /** Of the rows, and of the file. */
    rowsSha256: z.string().exactOptional(),
    sha256: z.string().exactOptional(),
    size: z.int().exactOptional(),
    failure: z.enum(['too-big', 'no-such-report', 'set-aside']).exactOptional(),
  }),
)
/** Báo cáo được yêu cầu. A file somebody asked for, and how far it is. */
export type ReportJob = z.infer<ReturnType<typeof reportJob>>

export const jobTypes = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

/** Where a job's file lies among the reports; it goes by itself after a week. */
export function jobKey({ id, wish: { format } }: Pick<ReportJob, 'id' | 'wish'>): string {
  return `asked/${id}.${format}`
}
