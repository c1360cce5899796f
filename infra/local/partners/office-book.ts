import * as z from 'zod'

const fields = z.record(z.string(), z.unknown())
const file = z.object({ Id: z.string(), TenTep: z.string(), Sha256: z.string(), content: z.string() })
export const officeBook = z.object({
  slips: z.array(z.object({ number: z.string(), fields, notice: fields.nullable() })),
  sent: z.array(fields),
  /** Where each sent letter is, by its number. */
  letterStates: z.record(z.string(), z.object({ TrangThai: z.string(), LyDo: z.string().nullable() })).default({}),
  arrived: z.array(z.object({ Id: z.number(), fields, files: z.array(file) })),
})
export type OfficeBook = z.infer<typeof officeBook>

export const ok = { error_code: '0' }
export const no = { error_code: '99' }

/** The wall clock of Việt Nam, as text, so many days on. */
export const localTime = (nowMs: number, days = 0): string =>
  new Date(nowMs + 7 * 3_600_000 + days * 86_400_000).toISOString()
