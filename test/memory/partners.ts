import type { ReceiptDraft } from '../../shared/messages/outgoing.ts'
import type { PaymentNews, PaymentRequest } from '../../shared/messages/payments.ts'
import { Outage } from '../../shared/outage.ts'
import type { PaymentGateway, Receipts, RefundOrder } from '../../shared/partner-ports.ts'

export interface MemoryGateway extends PaymentGateway {
  begun: PaymentRequest[]
  /** What it answers when asked, by reference; nothing told means that nobody paid. */
  told: Map<string, PaymentNews>
  refunds: RefundOrder[]
  /** While set, it is silent. */
  silent: boolean
  /** While false, it has no key: nothing can be asked of it. */
  ready: boolean
  /** What it says of refunds. */
  refundsAre: Awaited<ReturnType<PaymentGateway['giveBack']>>
}

/** A gateway that knows an attempt by its reference, however often it is begun. */
export function memoryGateway(): MemoryGateway {
  const hears = () => {
    if (!gateway.ready) throw new Error('the secret lacks a key')
    if (gateway.silent) throw new Outage('the gateway', new Error('silent'))
  }
  const isKnown = (order: RefundOrder) =>
    gateway.refunds.some(
      ({ transaction, amountVnd, orders, refund }) =>
        transaction === order.transaction &&
        amountVnd === order.amountVnd &&
        orders === order.orders &&
        refund === order.refund,
    )
  const gateway: MemoryGateway = {
    begun: [],
    told: new Map(),
    refunds: [],
    silent: false,
    ready: true,
    isReady: async () => gateway.ready,
    refundsAre: 'given-back',
    async begin(request) {
      hears()
      if (!gateway.begun.some(({ reference }) => reference === request.reference)) gateway.begun.push(request)
      return { payAt: `https://cong.test/${request.reference}` }
    },
    async ask({ reference }) {
      hears()
      const nothing = { reference, outcome: 'pending', amountVnd: 0, code: '9', transaction: '' } as const
      return { news: gateway.told.get(reference) ?? nothing }
    },
    async giveBack(order) {
      hears()
      if (!isKnown(order)) gateway.refunds.push(order)
      return gateway.refundsAre
    },
    async howFarBack(order) {
      hears()
      if (order.bySum && !isKnown(order)) return 'under-way'
      return gateway.refundsAre === 'by-hand' ? 'under-way' : gateway.refundsAre
    },
    async askedAbout({ dossierCode = '', seal }) {
      return seal === 'đúng' ? { dossierCode } : { forged: 'signature' }
    },
    async receive(fields) {
      const { reference = '', transaction = '', amountVnd = '0', outcome = 'paid', seal } = fields
      if (seal !== 'đúng') return { forged: 'signature' }
      const known = (['paid', 'failed', 'pending', 'refunded'] as const).find((name) => name === outcome)
      return {
        news: { reference, transaction, amountVnd: Number(amountVnd), outcome: known ?? 'unknown', code: outcome },
      }
    },
  }
  return gateway
}

export interface MemoryReceipts extends Receipts {
  issued: ReceiptDraft[]
  silent: boolean
  /** Why it issues nothing now. */
  refuses: string | undefined
}

export function memoryReceipts(): MemoryReceipts {
  const office: MemoryReceipts = {
    issued: [],
    silent: false,
    refuses: undefined,
    async issue(draft) {
      if (office.silent) throw new Outage('receipts', new Error('silent'))
      if (office.refuses !== undefined) return { refused: office.refuses }
      const known = office.issued.findIndex(({ identity }) => identity === draft.identity)
      const place = known === -1 ? office.issued.push(draft) - 1 : known
      const number = String(place + 1)
      return { number, serial: draft.serial, lookUpCode: `TC${number}`, issuedAt: draft.paidAt }
    },
  }
  return office
}
