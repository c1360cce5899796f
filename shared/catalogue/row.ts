import * as z from 'zod'
import { lazily } from '../lazily.ts'

/** Everything published is text of people: composed, trimmed, with single spaces. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(invisible, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** Text of several lines: each line tidy, empty ones left out. */
function tidyLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n')
}

/** Zero-width and direction marks that a copy from a page brings along. */
const invisible = /[\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]/gu

/** One published procedure, as much of it as the import reads. */
export const procedureRow = lazily(() => {
  const text = z.string().transform(tidy)
  const prose = z.string().transform(tidyLines)
  const lines = z
    .array(text)
    .nullish()
    .transform((list) => (list ?? []).filter((line) => line !== ''))
  const listOf = <T extends z.ZodType>(item: T) =>
    z
      .array(item)
      .nullish()
      .transform((list) => list ?? [])
  const day = z.iso.date().nullish().catch(null)
  const time = z.object({ amount: z.number(), unit: z.string(), from: z.string().nullish() }).nullish().catch(null)

  const fee = z
    .object({
      amount: z.number().min(0, 'là số âm').max(100_000_000_000, 'lớn hơn 100 tỷ').nullish(),
      currency: text.nullish(),
      kind: text.nullish(),
      note: text.nullish(),
    })
    .refine(({ amount, currency }) => (currency ?? 'VND') !== 'VND' || Number.isInteger(amount ?? 0), {
      path: ['amount'],
      error: 'không phải số đồng nguyên',
    })
  const copies = z.int('không phải số nguyên').min(0, 'là số âm').max(999, 'lớn hơn 999').nullish()

  const channel = z.object({
    method: z.string(),
    time_raw: text.nullish(),
    time,
    time_suspect: z.unknown().optional(),
    unparsed: z.unknown().optional(),
    fee_raw: z.string().nullish(),
    fees: z.array(fee).nullish(),
    description: prose.nullish(),
    same_as: z.record(z.string(), z.number()).nullish().catch(null),
  })

  const formFile = z.object({ name: text, url: text.nullish() })

  const document = z.object({
    group: text.nullish(),
    name: text,
    originals: copies,
    copies,
    code: text.nullish(),
    electronic_form: z.boolean().nullish(),
    required: z.boolean().nullish(),
    form: text.nullish(),
    forms: z
      .array(z.union([text.transform((name) => ({ name, url: null })), formFile]))
      .nullish()
      .catch(null),
    form_glued_in_name: z.unknown().optional(),
    qty_uncertain: z.unknown().optional(),
  })
  return z.object({
    code: z.string(),
    name: text.refine((name) => name !== '', 'thiếu tên'),
    type: z.string().nullish(),
    promulgating_agency: text.nullish(),
    fields: lines,
    field_codes: lines,
    levels: lines,
    executing_agencies: lines,
    authority_agencies: lines,
    coordinating_agencies: lines,
    agency_codes: lines,
    subjects: listOf(z.union([text, z.object({ name: text }).transform(({ name }) => name)])),
    conditions: prose.nullish(),
    receiving_address: text.nullish(),
    time_limit: z.object({ raw: text.nullish(), parsed: time }).nullish(),
    fee: z.object({ raw: text.nullish(), status: z.string().nullish() }).nullish(),
    channels: listOf(channel),
    processing_cases: listOf(z.object({ case_code: text.nullish(), name: text.nullish(), time })),
    documents: listOf(document),
    documents_incomplete: z.boolean().nullish(),
    steps: listOf(z.object({ title: text.nullish(), text: prose })),
    results: listOf(z.object({ name: text, code: z.string().nullish() })),
    legal_basis: listOf(z.object({ number: text.nullish(), title: text.nullish() })),
    clips: listOf(z.object({ title: text, url: z.url({ protocol: /^https$/ }) })),
    online: z.enum(['full', 'partial']).nullish().catch(null),
    non_territorial: z.boolean().nullish(),
    on_the_spot: z.boolean().nullish(),
    decision_no: text.nullish(),
    decided_on: day,
    effective_on: day,
    posted_on: day,
    state: z.string().nullish(),
    detail_level: z.string().nullish(),
    text_abridged: z.boolean().nullish(),
    source: z.object({ snapshot: text.nullish() }).nullish(),
  })
})

export type ProcedureRow = z.output<ReturnType<typeof procedureRow>>
export type ChannelRow = ProcedureRow['channels'][number]
export type PublishedTime = ChannelRow['time']
