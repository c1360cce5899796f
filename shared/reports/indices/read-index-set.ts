import * as z from 'zod'
import type { Level } from '../../agencies/unit.ts'
import { isDay } from '../../calendar/day.ts'
import type { IndexSet } from './index-set.ts'

const levels = ['province', 'commune', 'vertical', 'central', 'district'] as const satisfies readonly Level[]

/** What shows nothing to a reader. */
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

const text = (max: number) =>
  z
    .string()
    .overwrite((said) => said.normalize('NFC').trim())
    .min(1)
    .max(max)
    .refine((said) => said.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u.test(said), {
      error: 'Có ký tự không được phép (ký tự điều khiển, ký tự hỏng hoặc đảo chiều chữ).',
    })
    .refine((said) => said === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(said.replace(blank, '')), {
      error: 'Phải có chữ hoặc số nhìn thấy được.',
    })
const id = (says: string) => z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, { error: says })

/** The shape of a set of criteria, shipped or put over the API. What adds up and what is known `faultsOf` says. */
export const indexSetShape = () => {
  const day = z
    .string()
    .refine(isDay, { error: 'Ngày phải có thật và có dạng YYYY-MM-DD.' })
    .meta({ override: { type: 'string', format: 'date' } })
  const points = z.number().min(0).max(1000)
  const percent = z.number().min(0).max(100_000)
  const workingDays = z.int().min(1).max(250)
  const condition = z.strictObject({
    measure: id('Tên số liệu không đúng dạng.').optional(),
    atLeast: percent.optional(),
    atMost: percent.optional(),
  })
  const formula = z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('ratio'),
      threshold: z.number().min(1).max(100).optional(),
      times: id('Tên số liệu không đúng dạng.').optional(),
    }),
    z.strictObject({
      kind: z.literal('steps'),
      rows: z
        .array(z.strictObject({ points, when: z.array(condition).max(10) }))
        .min(1)
        .max(20),
    }),
    z.strictObject({ kind: z.literal('mean') }),
    z.strictObject({ kind: z.literal('points') }),
  ])
  const criterion = z.strictObject({
    code: id('Mã tiêu chí không đúng dạng.'),
    name: text(300),
    max: points,
    from: id('Tên số liệu không đúng dạng.'),
    formula,
    note: text(500).optional(),
  })
  return z.strictObject({
    id: id('Mã bộ chỉ số không đúng dạng.'),
    version: z.int().min(1).max(1000),
    validFrom: day,
    validTo: day.optional(),
    title: text(300),
    source: text(500),
    levels: z.array(z.enum(levels)).min(1).max(5).optional(),
    groups: z
      .array(z.strictObject({ name: text(200), max: points, criteria: z.array(criterion).min(1).max(100) }))
      .min(1)
      .max(30),
    grades: z
      .array(z.strictObject({ atLeast: points, name: text(100) }))
      .max(10)
      .optional(),
    rating: z
      .strictObject({
        appraiser: id('Mã cơ quan không đúng dạng.'),
        forAppraiser: id('Mã cơ quan không đúng dạng.').optional(),
        selfDays: workingDays,
        appraiseDays: workingDays,
        appealDays: workingDays,
        finishDays: workingDays,
      })
      .optional(),
  })
}

/** Throws where a shipped set has another shape. */
export function readIndexSet(raw: unknown): IndexSet {
  return indexSetShape().parse(raw)
}
