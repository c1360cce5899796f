import * as z from 'zod'
import { backReasons, type FeeItem, type PaymentMethod } from '../../dossier/money/money-book.ts'
import { lazily, named } from './lazily.ts'
import { officer, place } from './shown.ts'
import { t } from './texts.ts'

/** What lies beside a head: its money and its questions to others. */

export const feeKinds = ['fee', 'charge', 'price'] as const satisfies readonly FeeItem['kind'][]
export const paymentMethods = ['cash', 'transfer', 'online', 'cod'] as const satisfies readonly PaymentMethod[]

const text = lazily(() => z.string())

/** Một khoản phải nộp, from the notice to the receipt or the refund. */
export const obligation = named(
  { id: 'Obligation', description: 'Một khoản phí, lệ phí hoặc nghĩa vụ tài chính của hồ sơ' },
  () =>
    z.strictObject({
      n: z.int(),
      items: z.array(
        z.strictObject({ kind: z.enum(feeKinds), name: text(), amountVnd: z.int(), budgetCode: text().optional() }),
      ),
      payee: text(),
      notice: text()
        .optional()
        .meta({ description: 'Số thông báo của cơ quan thuế: nộp vào ngân sách nhà nước, Kho bạc cấp chứng từ' }),
      deviates: z.literal(true).optional().meta({ description: 'Có khoản khác mức công bố của thủ tục' }),
      totalVnd: z.int(),
      dueOn: t.day.optional(),
      holdsUp: z.boolean().meta({ description: 'Hồ sơ tạm dừng chờ khoản này' }),
      state: z.enum(['requested', 'paid', 'refunded', 'cancelled', 'exempted']),
      at: t.instant,
      codOrder: text()
        .optional()
        .meta({ description: 'Bưu gửi mà bưu tá thu hộ khoản này; khi đó chưa nộp cách khác được' }),
      collectedAt: t.instant.optional().meta({
        description: 'Bưu gửi đã phát, bưu tá đã thu khoản này; chờ bưu điện nộp về, người nộp không phải nộp nữa',
      }),
      exemption: z
        .strictObject({
          kind: z.enum(['exempt', 'reduced']),
          id: text().optional().meta({ description: 'Mã đối tượng trong danh sách của thủ tục' }),
          unlisted: z.literal(true).optional().meta({ description: 'Không theo danh sách của thủ tục' }),
          ground: text(),
          beforeVnd: z.int(),
          at: t.instant,
        })
        .optional(),
      payment: z
        .strictObject({
          amountVnd: z.int(),
          method: z.enum(paymentMethods),
          reference: text().optional(),
          receiptNumber: text(),
          at: t.instant,
          paidAt: t.instant.optional().meta({ description: 'Lúc nộp, khi cổng hoặc bưu điện báo sau' }),
        })
        .optional(),
      refund: z
        .strictObject({ amountVnd: z.int(), reason: text(), reference: text().optional(), at: t.instant })
        .optional()
        .meta({ deprecated: true, description: 'Lần hoàn cuối cùng; thay bằng refunds' }),
      refunds: z
        .array(
          z.strictObject({
            n: z.int(),
            amountVnd: z.int(),
            reason: text(),
            reference: text().optional(),
            at: t.instant,
          }),
        )
        .optional()
        .meta({ description: 'Các lần hoàn, cộng lại không quá số đã nộp; khoản còn giữ một phần vẫn là paid' }),
      cancelled: z.strictObject({ reason: text(), at: t.instant }).optional(),
      backs: z
        .array(
          z.strictObject({
            attempt: text().meta({ description: 'Mã của lần thanh toán' }),
            transaction: text().meta({ description: 'Mã giao dịch của cổng' }),
            day: t.day.optional().meta({ description: 'Ngày của dòng sổ, khi tiền không đến theo lần thanh toán nào' }),
            refund: z.int().optional().meta({ description: 'Lần hoàn thứ mấy của khoản, từ lần thứ hai' }),
            why: z.enum(backReasons).meta({
              description: 'Vì sao phải trả: nộp hai lần, nộp muộn, sai số tiền, hoàn phí, hoặc không khớp khoản nào',
            }),
            amountVnd: z.int(),
            transfer: text().optional().meta({ description: 'Số chứng từ chuyển trả' }),
            at: t.instant,
          }),
        )
        .optional()
        .meta({
          description:
            'Tiền nộp trực tuyến phải trả lại: có transfer là đã chuyển trả theo chứng từ này; không có là đã yêu cầu cổng trả',
        }),
    }),
)

export const consultation = named({ id: 'Consultation', description: 'Một yêu cầu lấy ý kiến và trả lời' }, () =>
  z.strictObject({
    n: z.int(),
    unit: place(),
    question: text(),
    askedBy: officer(),
    askedAt: t.instant,
    dueAt: t.instant,
    pauseReason: text().optional(),
    answer: text().optional(),
    answeredBy: officer().optional(),
    answeredAt: t.instant.optional(),
    closedAt: t.instant.optional(),
  }),
)

/** Chuyến giấy tờ: original papers under way. */
export const carriage = lazily(() =>
  z.strictObject({
    kind: z.enum(['collect-dossier', 'carry-papers']),
    number: text(),
    by: z.enum(['post', 'hand']),
    state: z.enum(['ordered', 'in-post', 'collected', 'arrived']),
    since: t.instant,
    to: text(),
    waybill: text().optional(),
  }),
)

/** Việc gửi ra ngoài: what a partner outside has of the dossier. */
export const errand = lazily(() =>
  z.strictObject({
    partner: z.enum(['tax-office', 'letter-axis']),
    letter: z.strictObject({ number: text(), issuedOn: t.day, sender: text(), receiver: text() }).optional(),
    number: text(),
    state: z.enum(['in-transit', 'taken']),
    since: t.instant,
    ackDueAt: t.instant,
    late: z.boolean(),
  }),
)
