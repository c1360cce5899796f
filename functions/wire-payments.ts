import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createPayments } from '../shared/aws/money/payments.ts'
import { createPaymentPlatform } from '../shared/connectors/payment-platform.ts'
import { createReceipts } from '../shared/connectors/receipts.ts'
import { createVnpay } from '../shared/connectors/vnpay.ts'
import { partnerWorld } from './wire-partner.ts'
import { settings, table } from './wiring.ts'

/** A short secret is a slip of the hand: what it signs could be forged. */
const key = () => z.string().min(16)
const platformKeys = () => z.object({ platformSecret: key() }).transform(({ platformSecret: secret }) => ({ secret }))
const vnpayKeys = () => z.object({ vnpaySecret: key() }).transform(({ vnpaySecret: secret }) => ({ secret }))
const receiptKeys = () =>
  z
    .object({ receiptsUser: z.string(), receiptsPassword: z.string() })
    .transform(({ receiptsUser: username, receiptsPassword: password }) => ({ username, password }))

const secret = <C>(shape: () => z.ZodType<C>) => createCredentials({ id: settings.paymentSecretsId, shape })

/** Attempts, gateways and the receipt office. */
export function paymentDesk() {
  return {
    payments: createPayments(table()),
    gateways: {
      platform: createPaymentPlatform({
        ...partnerWorld('payment-platform'),
        url: settings.paymentPlatformUrl,
        partnerCode: settings.paymentPlatformPartner,
        credentials: secret(platformKeys),
      }),
      vnpay: createVnpay({
        ...partnerWorld('vnpay'),
        url: settings.vnpayUrl,
        merchant: settings.vnpayMerchant,
        payUrl: settings.vnpayPayUrl,
        credentials: secret(vnpayKeys),
      }),
    },
    receipts: createReceipts({
      ...partnerWorld('receipts'),
      url: settings.receiptsUrl,
      credentials: secret(receiptKeys),
    }),
    payReturnAddress: settings.payReturnAddress,
  }
}
