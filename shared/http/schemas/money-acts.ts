import * as z from 'zod'
import { lazily } from './lazily.ts'
import { said } from './said.ts'
import { feeKinds } from './shown-beside.ts'
import { t } from './texts.ts'

/** At most a trillion đồng, one sum or many together: more is a slip of the finger, and no payment would take it. */
const mostVnd = 1_000_000_000_000

const ofMoney = lazily(() => ({
  vnd: z.int().max(mostVnd),
  reference: t.line(100),
  obligation: z.int().min(1).max(10_000).meta({ description: 'Số của khoản; phải nêu khi có nhiều khoản đã nộp' }),
}))

const items = lazily(({ vnd } = ofMoney()) =>
  z
    .array(z.strictObject({ kind: z.enum(feeKinds), name: t.line(200), amountVnd: vnd.min(1) }))
    .min(1)
    .max(20)
    .check(({ value, issues }) => {
      if (value.reduce((sum, { amountVnd }) => sum + amountVnd, 0) <= mostVnd) return
      const message = `Các khoản cộng lại nhiều nhất ${mostVnd} đồng.`
      issues.push({ code: 'too_big', origin: 'number', maximum: mostVnd, input: value, message })
    }),
)

/** What officers say of money: asked for, lowered, paid, cancelled, given back. */
export const moneyActs = ({ version, note, reason, ground } = said(), { vnd, reference, obligation } = ofMoney()) =>
  [
    z.strictObject({
      act: z.literal('request-obligation'),
      version,
      items: items(),
      payee: t.line(300),
      dueOn: t.day.exactOptional(),
      note,
    }),
    z.strictObject({ act: z.literal('charge-fee'), version, items: items(), payee: t.line(300), note }),
    z.strictObject({
      act: z.literal('exempt-fee'),
      version,
      kind: z.enum(['exempt', 'reduced']),
      exemption: t
        .line(100)
        .exactOptional()
        .meta({ description: 'Mã đối tượng miễn, giảm trong danh sách của thủ tục; để trống thì khoản được đánh dấu' }),
      ground,
      payVnd: vnd.min(0),
    }),
    z.strictObject({
      act: z.literal('pay'),
      version,
      amountVnd: vnd.min(1),
      method: z.enum(['cash', 'transfer', 'online']),
      reference: reference.exactOptional(),
    }),
    z.strictObject({ act: z.literal('cancel-obligation'), version, reason }),
    z.strictObject({
      act: z.literal('refund'),
      version,
      amountVnd: vnd.min(1),
      reason,
      reference: reference.exactOptional(),
      obligation: obligation.exactOptional(),
    }),
  ] as const
