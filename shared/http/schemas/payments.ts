import * as z from 'zod'
import { backReasons } from '../../dossier/money/money-book.ts'
import { backStates, gatewayNames, refundOutcomes } from '../../messages/attempts.ts'
import { door, lazily, named } from './lazily.ts'
import { paymentMethods } from './shown-beside.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())

const back = named({ id: 'MoneyBack', description: 'Khoản tiền phải trả lại và việc trả lại đến đâu' }, () =>
  z.strictObject({
    transaction: text().meta({ description: 'Mã giao dịch của cổng' }),
    amountVnd: z.int(),
    why: z.enum(backReasons),
    refund: z.int().optional().meta({ description: 'Lần hoàn thứ mấy của khoản, từ lần thứ hai' }),
    state: z.enum(backStates),
    at: t.instant,
    code: text().optional(),
    said: z
      .array(
        z.strictObject({
          by: text(),
          at: t.instant,
          state: z.enum(['asked', 'given-back']),
          transfer: text().optional(),
        }),
      )
      .optional()
      .meta({ description: 'Cán bộ nào đã ra lệnh hoàn hoặc ghi số chứng từ, lúc nào; chỉ cán bộ thấy' }),
  }),
)

const attempt = named({ id: 'PaymentAttempt', description: 'Một lần thanh toán trực tuyến' }, () =>
  z.strictObject({
    reference: text(),
    obligation: z.int(),
    gateway: z.enum(gatewayNames),
    amountVnd: z.int(),
    state: z.enum(['begun', 'open', 'paid', 'failed', 'refused', 'expired']).meta({
      description:
        'begun: chưa báo cổng; open: cổng đã cho nơi nộp, chưa biết kết cục (cả khi liên kết đã hết hạn hoặc khoản này đã nộp cách khác: có nộp được nữa hay không thì xem payAt); paid: đã nộp; failed: cổng báo không thành; refused: cổng không nhận; expired: hỏi cổng hai ngày không thấy tiền',
    }),
    at: t.instant,
    payAt: text().optional().meta({
      description: 'Đưa trình duyệt của người nộp tới đây; chỉ có khi còn dùng được và khoản này còn phải nộp',
    }),
    linkUntil: t.instant,
    transaction: text().optional(),
    backs: z.array(back()),
  }),
)

const receipt = named({ id: 'MoneyReceipt', description: 'Một khoản đã nộp và biên lai của nó' }, () =>
  z.strictObject({
    obligation: z.int(),
    method: z.enum(paymentMethods),
    amountVnd: z.int(),
    at: t.instant,
    receiptNumber: text(),
    electronic: z
      .strictObject({ number: text(), serial: text(), lookUpCode: text(), issuedAt: t.instant })
      .optional()
      .meta({ description: 'Biên lai điện tử, khi đã phát hành' }),
    budget: z.literal(true).optional().meta({ description: 'Nộp vào ngân sách nhà nước: Kho bạc cấp chứng từ' }),
    refused: text().optional().meta({ description: 'Vì sao chưa phát hành được biên lai điện tử' }),
  }),
)

const refund = named({ id: 'RefundShown', description: 'Một lần hoàn và việc hoàn đến đâu' }, () =>
  z.strictObject({
    obligation: z.int(),
    n: z.int().meta({ description: 'Lần hoàn thứ mấy của khoản' }),
    amountVnd: z.int(),
    reference: text()
      .optional()
      .meta({ description: 'Số chứng từ chuyển trả, hoặc số lệnh hoàn của cơ quan thuế, Kho bạc' }),
    at: t.instant,
    outcome: z.enum(refundOutcomes).meta({
      description:
        'asked: đã ra lệnh; under-way: cổng đã nhận lệnh, chưa biết kết cục; given-back: đã trả; refused: cổng từ chối, ra lệnh lại hoặc chuyển khoản; by-hand: chờ kế toán chuyển khoản',
    }),
    attempt: text().optional().meta({ description: 'Lần thanh toán mà tiền đi ngược lại' }),
    code: text().optional().meta({ description: 'Mã của cổng hoặc số chứng từ' }),
  }),
)

const byId = lazily(() => z.strictObject({ id: t.dossierId }))
const list = () =>
  ({
    path: byId(),
    status: 200,
    answer: z.strictObject({
      attempts: z.array(attempt()),
      receipts: z.array(receipt()),
      refunds: z.array(refund()).optional(),
    }),
  }) as const

/** What a gateway's server says: names and texts, of which only the signed ones count. */
const said = () =>
  z
    .record(z.string().max(60), z.string().max(1000))
    .refine((fields) => Object.keys(fields).length <= 60, { error: 'Quá nhiều trường.' })

/** Thanh toán: for payers, for counters, and for the gateways themselves. */
export const paymentSchemas = {
  beginPayment: door(() => ({
    path: byId(),
    body: z.strictObject({ gateway: z.enum(gatewayNames) }),
    status: 200,
    answer: z.strictObject({ attempt: attempt() }),
  })),
  beginPaymentAtDesk: door(() => ({
    path: byId(),
    body: z.strictObject({ gateway: z.enum(gatewayNames) }),
    status: 200,
    answer: z.strictObject({ attempt: attempt() }),
  })),
  beginPaymentForOwner: door(() => ({
    path: z.strictObject({ code: t.dossierCode }),
    body: z.strictObject({ gateway: z.enum(gatewayNames) }),
    status: 200,
    answer: z.strictObject({ attempt: attempt() }),
  })),
  listMyPayments: door(list),
  listPayments: door(list),
  orderMoneyBack: door(() => ({
    key: true,
    path: z.strictObject({ id: t.dossierId, reference: t.line(100) }),
    body: z.strictObject({
      transaction: t.line(100),
      refund: z
        .int()
        .min(1)
        .max(1000)
        .exactOptional()
        .meta({ description: 'Lần hoàn nào; phải nêu khi khoản này được hoàn nhiều lần' }),
      transfer: t
        .line(100)
        .exactOptional()
        .meta({ description: 'Số chứng từ, khi đã tự chuyển trả; để trống thì yêu cầu cổng hoàn' }),
    }),
    status: 200,
    answer: z.strictObject({ attempt: attempt() }),
  })),
  takePlatformCall: door(() => ({
    body: said(),
    status: 200,
    answer: z.strictObject({ MaLoi: text(), MoTaLoi: text() }),
  })),
  askFeeOwed: door(() => ({
    body: said(),
    status: 200,
    answer: z.strictObject({
      error_code: z
        .int()
        .meta({ description: '1: có khoản phải nộp; 0: không có hoặc đã nộp; -1: không tra cứu được' }),
      error_message: text(),
      SoTien: text().optional(),
      DSKhoanNop: z.array(z.strictObject({ NoiDung: text(), SoTien: text() })).optional(),
    }),
  })),
  takeVnpayCall: door(() => ({
    query: said(),
    status: 200,
    answer: z.strictObject({ RspCode: text(), Message: text() }),
  })),
} as const
