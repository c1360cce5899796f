import * as z from 'zod'
import { type RatingState, ratingActs, ratingStates } from '../../reports/indices/ratings.ts'
import { asked, byIndex, evidenceNumbers, indexId, inPlaceOf } from './indices.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period } from './periods.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const code = () =>
  z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, { error: 'Mã tiêu chí như trong bộ chỉ số, ví dụ 1.1.' })
const points = () => z.number().min(0).max(1000)

const common = () => ({
  ...period(),
  version: z.int().min(0).meta({ description: 'Phiên bản phiếu đang thấy; 0 khi chưa có' }),
  note: t.prose(1000).exactOptional(),
})
const said = lazily(() =>
  z
    .array(z.strictObject({ code: code(), points: points(), why: t.prose(1000).exactOptional() }))
    .max(100)
    .default([]),
)
const act = lazily(() =>
  z.discriminatedUnion('act', [
    inOrder({ act: z.literal('draw-up'), ...inPlaceOf(), ...common() }),
    inOrder({ act: z.literal('appraise'), agency: t.agencyId, points: said(), ...common() }),
    inOrder({
      act: z.literal('appeal'),
      ...inPlaceOf(),
      appeals: z
        .array(z.strictObject({ code: code(), wanted: points(), why: t.prose(1000), evidence: evidenceNumbers() }))
        .min(1)
        .max(100),
      ...common(),
    }),
    inOrder({ act: z.literal('finish'), agency: t.agencyId, points: said(), ...common() }),
  ]),
)

const sum = lazily(() =>
  z.strictObject({
    score: z.number(),
    outOf: z.number(),
    open: z.number(),
    byHand: z.number(),
    grade: text().optional(),
  }),
)
const state = lazily(() => z.strictObject({ code: z.enum(shown.namesOf<RatingState>(ratingStates)), term: text() }))

export const ratingShown = named({ id: 'Rating', description: 'Phiếu chấm điểm: tự chấm, thẩm định, kết quả' }, () =>
  z.strictObject({
    index: text(),
    setVersion: z.int(),
    agency: shown.place(),
    ...period(),
    version: z.int(),
    state: state(),
    dueAt: t.instant.optional().meta({ description: 'Hạn của bước tiếp theo, hoặc hạn kiến nghị' }),
    self: sum(),
    appraised: sum().optional(),
    final: sum().optional(),
    rows: z.array(
      z.strictObject({
        code: text(),
        name: text(),
        max: z.number(),
        byHand: z.boolean(),
        count: z.number().optional(),
        of: z.number().optional(),
        self: z.number().nullable(),
        source: text().optional(),
        evidence: z.array(z.int()),
        appraised: z.number().nullable(),
        appraisedWhy: text().optional(),
        appeal: z.strictObject({ wanted: z.number(), why: text(), evidence: z.array(z.int()) }).optional(),
        final: z.number().nullable(),
        finalWhy: text().optional(),
      }),
    ),
    late: z.array(z.strictObject({ act: z.enum(ratingActs), dueAt: t.instant, at: t.instant })),
    history: z.array(
      z.strictObject({ act: z.enum(ratingActs), at: t.instant, by: shown.officer(), note: text().optional() }),
    ),
  }),
)

/** Chấm điểm và xếp hạng cơ quan. */
export const ratingSchemas = {
  actOnRating: door(() => ({
    key: true,
    path: byIndex(),
    body: act(),
    status: 200,
    answer: z.strictObject({ rating: ratingShown() }),
  })),
  readRating: door(() => ({ path: byIndex(), query: asked(), status: 200, answer: ratingShown() })),
  listRatings: door(() => ({
    path: byIndex(),
    query: inOrder(period()),
    status: 200,
    answer: z
      .strictObject({
        index: text(),
        ...period(),
        rows: z.array(
          z.strictObject({
            agency: shown.place(),
            state: state()
              .optional()
              .meta({ description: 'Chưa có kết quả thì chỉ cơ quan mình, cơ quan thẩm định và giám sát thấy' }),
            self: z.number().optional().meta({ description: 'Chỉ cơ quan mình, cơ quan thẩm định và giám sát thấy' }),
            appraised: z.number().optional(),
            final: z.number().optional(),
            outOf: z.number().optional(),
            percent: z.number().nullable(),
            grade: text().optional(),
            rank: z.int().optional().meta({ description: 'Bằng nhau thì cùng hạng: 1, 1, 3' }),
          }),
        ),
      })
      .meta({
        id: 'Ranking',
        description: 'Xếp hạng các cơ quan theo một bộ chỉ số; chưa có kết quả thì chưa có hạng',
      }),
  })),
} as const

/** The same as a file. */
export const ratingFileSchemas = {
  downloadRatings: door(() => ({
    path: z.strictObject({ index: indexId() }),
    query: inOrder({
      ...period(),
      agency: t.agencyId.optional().meta({ description: 'Phiếu của một cơ quan; bỏ trống: bảng xếp hạng' }),
      format: z.enum(['json', 'xlsx', 'pdf']).default('xlsx'),
    }),
    status: 200,
    answer: shown.link(),
  })),
} as const
