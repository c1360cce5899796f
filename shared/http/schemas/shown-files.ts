import * as z from 'zod'
import type { Scan } from '../../dossier/dossier.ts'
import { type ReuseKind, reuseTerms } from '../../dossier/papers/papers-on-hand.ts'
import { scanTerms } from '../../dossier/terms.ts'
import { scanTypes } from './files.ts'
import { lazily, named, namesOf } from './lazily.ts'
import { t } from './texts.ts'

/** Files of a dossier, and papers that may be used again. */

const text = lazily(() => z.string())
const scanStates = namesOf<Scan['state']>(scanTerms)
const reuseKind = lazily(() => z.strictObject({ code: z.enum(namesOf<ReuseKind>(reuseTerms)), term: text() }))

export const scan = named({ id: 'Scan', description: 'Tệp thành phần hồ sơ hoặc kết quả' }, () =>
  z.strictObject({
    n: z.int(),
    paper: text().optional(),
    role: z.enum(['component', 'result', 'letter']),
    letter: z.strictObject({ arrival: z.int(), file: z.int() }).optional(),
    fileName: text(),
    type: z.enum([...scanTypes, 'application/octet-stream']),
    size: z.int(),
    sha256: text(),
    state: z.strictObject({ code: z.enum(scanStates), term: text() }),
    reason: text().optional(),
    at: t.instant,
    verdictAt: t.instant.optional(),
    reused: z
      .strictObject({
        kind: reuseKind(),
        evidence: z.int().meta({ description: 'Mã bằng chứng dùng dữ liệu: 2 từ thành phần hồ sơ khác, 3 từ kết quả' }),
        code: text().meta({ description: 'Mã hồ sơ mà giấy tờ này lấy từ đó' }),
        file: text().meta({ description: 'Tên tệp ấy ở hồ sơ đó: số thứ tự, hoặc `result`' }),
      })
      .optional()
      .meta({ description: 'Có khi tệp không được tải lên mà dùng lại giấy tờ đã có' }),
  }),
)

/** Giấy tờ đã có, as its owner sees it. */
export const paperOnHand = named(
  { id: 'PaperOnHand', description: 'Giấy tờ đã nộp hoặc kết quả đã trả của chính mình' },
  () =>
    z.strictObject({
      kind: reuseKind(),
      dossier: text().meta({ description: 'Gửi lại cùng `file` để dùng lại giấy tờ này' }),
      file: text().meta({ description: 'Tên tệp ở hồ sơ đó, như ở `downloadMyScan`' }),
      code: text().meta({ description: 'Mã hồ sơ' }),
      procedure: z.strictObject({ code: text(), name: text() }),
      paper: z.strictObject({ id: text(), name: text().optional() }).optional(),
      number: text().optional().meta({ description: 'Số của kết quả' }),
      fileName: text(),
      type: z.enum([...scanTypes, 'application/octet-stream']),
      size: z.int(),
      sha256: text(),
      at: t.instant.meta({ description: 'Lúc nộp; của kết quả là lúc trả' }),
    }),
)

export const pageOfPapers = named(
  { id: 'PaperPage', description: 'Hồ sơ mới nhất trước; trang có thể trống mà vẫn còn next' },
  () => z.strictObject({ rows: z.array(paperOnHand()), next: text().optional() }),
)
