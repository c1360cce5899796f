import * as z from 'zod'
import { createCredentials } from '../shared/aws/credentials.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createPayments } from '../shared/aws/payments.ts'
import { createCircuit } from '../shared/connectors/circuit.ts'
import { createPaymentPlatform } from '../shared/connectors/payment-platform.ts'
import { createReceipts } from '../shared/connectors/receipts.ts'
import { createVnpay } from '../shared/connectors/vnpay.ts'
import { settings, table, time } from './wiring.ts'

/** A short secret is a slip of the hand: what it signs could be forged. */
const key = z.string().min(16)
const platformKeys = z.object({ platformSecret: key }).transform(({ platformSecret: secret }) => ({ secret }))
const vnpayKeys = z.object({ vnpaySecret: key }).transform(({ vnpaySecret: secret }) => ({ secret }))
const receiptKeys = z
  .object({ receiptsUser: z.string(), receiptsPassword: z.string() })
  .transform(({ receiptsUser: username, receiptsPassword: password }) => ({ username, password }))

/** What every payment partner is called with. */
function worldOf(partner: string) {
  const { pause, chance } = time
  const world = { pause, chance, nowMs: Date.now }
  const hosts = settings.partnerHosts
  return {
    ...world,
    network: { hosts, onLoopback: hosts.includes('loopback') },
    circuit: createCircuit({ ...world, partner, marks: createMarks(table()) }),
  }
}

const secret = <C>(shape: z.ZodType<C>) => createCredentials({ id: settings.paymentSecretsId, shape })

/** Attempts, gateways and the receipt office. */
export function paymentDesk() {
  return {
    payments: createPayments(table()),
    gateways: {
      platform: createPaymentPlatform({
        ...worldOf('payment-platform'),
        url: settings.paymentPlatformUrl,
        partnerCode: settings.paymentPlatformPartner,
        credentials: secret(platformKeys),
      }),
      vnpay: createVnpay({
        ...worldOf('vnpay'),
        url: settings.vnpayUrl,
        merchant: settings.vnpayMerchant,
        payUrl: settings.vnpayPayUrl,
        credentials: secret(vnpayKeys),
      }),
    },
    receipts: createReceipts({
      ...worldOf('receipts'),
      url: settings.receiptsUrl,
      credentials: secret(receiptKeys),
    }),
    payReturnAddress: settings.payReturnAddress,
  }
}
