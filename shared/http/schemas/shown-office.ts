import * as z from 'zod'
import { numberKinds } from '../../dossier/numbering.ts'
import { lazily, named } from './lazily.ts'
import { officer } from './shown.ts'
import { t } from './texts.ts'

/** How an office is run: who stands in for whom, and the shapes of its numbers. */

const text = lazily(() => z.string())

export const standIn = named({ id: 'StandIn', description: 'Phân công làm thay, từ ngày đến ngày' }, () =>
  z.strictObject({
    id: text(),
    absent: officer(),
    substitute: officer(),
    from: t.day,
    to: t.day,
    reason: text(),
    setBy: officer(),
    setAt: t.instant,
    endedBy: officer().optional(),
    endedAt: t.instant.optional(),
  }),
)

const set = lazily(() => ({
  kind: z.enum(numberKinds),
  validFrom: t.day,
  validTo: t.day.optional(),
  pattern: text(),
  source: text(),
}))

export const numberPattern = named(
  { id: 'NumberPattern', description: 'Mẫu số: {agency}, {year}, {date:yyMMdd}, {date:yyyyMMdd}, {seq:0000}' },
  () =>
    z.strictObject({
      ...set(),
      by: text().optional(),
      at: t.instant.optional(),
      builtIn: z.boolean(),
      earlier: z
        .array(z.strictObject({ ...set(), by: text(), at: t.instant }))
        .optional()
        .meta({
          description: 'Các mẫu đã đặt trước cho cùng loại và cùng ngày bắt đầu, cũ nhất trước; mẫu này thay chúng',
        }),
    }),
)
