import * as z from 'zod'

/** Everything published is text of people: composed, trimmed, with single spaces. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

const text = z.string().transform(tidy)
const lines = z
  .array(text)
  .nullish()
  .transform((list) => (list ?? []).filter((line) => line !== ''))
const time = z.object({ amount: z.number(), unit: z.string(), from: z.string().nullish() }).nullish().catch(null)

const fee = z.object({
  amount: z.number().nullish(),
  currency: z.string().nullish(),
  kind: text.nullish(),
  note: text.nullish(),
})

const channel = z.object({
  method: z.string(),
  time_raw: text.nullish(),
  time,
  time_suspect: z.unknown().optional(),
  unparsed: z.unknown().optional(),
  fee_raw: z.string().nullish(),
  fees: z.array(fee).nullish(),
  description: text.nullish(),
  same_as: z.record(z.string(), z.number()).nullish().catch(null),
})

const document = z.object({
  group: text.nullish(),
  name: text,
  originals: z.number().nullish(),
  copies: z.number().nullish(),
  code: text.nullish(),
  electronic_form: z.boolean().nullish(),
  required: z.boolean().nullish(),
  form_glued_in_name: z.unknown().optional(),
  qty_uncertain: z.unknown().optional(),
})

/** One published procedure, as much of it as the import reads. */
export const procedureRow = z.object({
  code: z.string(),
  name: text.refine((name) => name !== '', 'thiếu tên'),
  type: z.string().nullish(),
  promulgating_agency: text.nullish(),
  fields: lines,
  field_codes: lines,
  levels: lines,
  executing_agencies: lines,
  authority_agencies: lines,
  time_limit: z.object({ raw: text.nullish(), parsed: time }).nullish(),
  fee: z.object({ raw: text.nullish(), status: z.string().nullish() }).nullish(),
  channels: z
    .array(channel)
    .nullish()
    .transform((list) => list ?? []),
  processing_cases: z
    .array(z.object({ case_code: z.string().nullish(), time }))
    .nullish()
    .transform((list) => list ?? []),
  documents: z
    .array(document)
    .nullish()
    .transform((list) => list ?? []),
  results: z
    .array(z.object({ name: text }))
    .nullish()
    .transform((list) => list ?? []),
  decision_no: text.nullish(),
  state: z.string().nullish(),
  detail_level: z.string().nullish(),
  source: z.object({ snapshot: z.string().nullish() }).nullish(),
})

export type ProcedureRow = z.output<typeof procedureRow>
export type ChannelRow = ProcedureRow['channels'][number]
export type PublishedTime = ChannelRow['time']
