import * as z from 'zod'

/** Portal texts come in either Unicode form, with stray blanks: NFC, one blank between words. */
const line = z.string().transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
const lines = z
  .array(line)
  .nullish()
  .transform((list) => list ?? [])
const told = line.nullish().transform((text) => text ?? '')

const duration = z.object({
  amount: z.number(),
  unit: z.enum(['working_day', 'day', 'hour', 'month', 'immediate']),
  from: z.string().nullish(),
})

const fee = z.object({
  amount: z.number().nullish(),
  currency: z.string().nullish(),
  kind: told,
  note: told,
})

const channel = z.object({
  method: z.enum(['direct', 'online', 'postal']),
  time_raw: told,
  time: duration.nullish(),
  time_suspect: z.string().nullish(),
  fees: z.array(fee).nullish(),
  /** Fields this channel shares with an earlier one, by its place in the list. */
  same_as: z.record(z.string(), z.number()).nullish(),
})

const document = z.object({
  group: told,
  name: told,
  originals: z.number().nullish(),
  copies: z.number().nullish(),
  code: told,
  electronic_form: z.boolean().nullish(),
  qty_uncertain: z.unknown(),
  form_glued_in_name: z.unknown(),
})

/** One line of a catalogue file as taken from the national portal; what we do not use is let through unread. */
export const procedureRow = z.object({
  code: z.string(),
  name: line,
  fields: lines,
  field_codes: lines,
  levels: z
    .array(z.string())
    .nullish()
    .transform((list) => list ?? []),
  promulgating_agency: told,
  executing_agencies: lines,
  time_limit: z.object({ raw: told, parsed: duration.nullish() }),
  channels: z
    .array(channel)
    .nullish()
    .transform((list) => list ?? []),
  documents: z
    .array(document)
    .nullish()
    .transform((list) => list ?? []),
  results: z
    .array(z.object({ name: told }))
    .nullish()
    .transform((list) => list ?? []),
  decision_no: told,
  state: told,
  source: z.object({ snapshot: told }).nullish(),
  /** What was set by hand in the shipped sample, and on what ground. */
  by_hand: told,
})

export type ProcedureRow = z.infer<typeof procedureRow>
