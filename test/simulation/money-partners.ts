import type { PaymentNews } from '../../shared/messages/payments.ts'
import { Outage } from '../../shared/outage.ts'
import type { PaymentGateway, RefundOrder, RefundState } from '../../shared/partner-ports.ts'
import type { MemoryGateway } from '../memory/partners.ts'
import { memoryGateway } from '../memory/partners.ts'

export interface TrueMoney {
  reference: string
  transaction: string
  amountVnd: number
  at: string
}

/** What happened to an order at a gateway, whatever it answered. */
interface Ordered extends RefundOrder {
  fate: 'given' | 'refused' | 'open'
}

/** A gateway that moves money truly: what it took, what it gave back, and answers that are lost, late or no. */
export interface MoneyGateway extends MemoryGateway {
  took: TrueMoney[]
  ordered: Ordered[]
  /** What it does with the next order. */
  next: 'given-back' | 'under-way' | 'refused' | 'lost-after' | 'lost-before'
}

export function moneyGateway(refunds: boolean): MoneyGateway {
  const nameOf = ({ reference, transaction, amountVnd, orders = 1, refund = 1 }: RefundOrder) =>
    `${reference}#${transaction}#${amountVnd}#${refund}#${orders}`
  const tells = ({ fate }: Ordered): RefundState =>
    fate === 'given' ? 'given-back' : fate === 'refused' ? { refused: '02' } : 'under-way'
  const memory = memoryGateway()
  const kept: Pick<MoneyGateway, 'took' | 'ordered' | 'next'> = { took: [], ordered: [], next: 'given-back' }
  const gateway: MoneyGateway = Object.assign(memory, kept, {
    async ask({ reference }: Parameters<PaymentGateway['ask']>[0]) {
      if (gateway.silent) throw new Outage('the gateway', new Error('silent'))
      const took = gateway.took.findLast((one) => one.reference === reference)
      const nothing = { reference, outcome: 'pending', amountVnd: 0, code: '9', transaction: '' } as const
      return { news: took ? newsOf(took) : nothing }
    },
    async giveBack(order: RefundOrder) {
      if (!refunds) return 'by-hand' as const
      if (gateway.silent || gateway.next === 'lost-before') throw new Outage('the gateway', new Error('silent'))
      if (gateway.ordered.some((one) => nameOf(one) === nameOf(order))) return 'under-way' as const
      const fates = { 'given-back': 'given', 'lost-after': 'given', 'under-way': 'open', refused: 'refused' } as const
      const made: Ordered = { ...order, fate: fates[gateway.next] }
      gateway.ordered.push(made)
      if (gateway.next === 'lost-after') throw new Outage('the gateway', new Error('its answer was lost'))
      return tells(made)
    },
    async howFarBack(order: RefundOrder) {
      if (gateway.silent) throw new Outage('the gateway', new Error('silent'))
      const own = gateway.ordered.find((one) => nameOf(one) === nameOf(order))
      return own ? tells(own) : ('under-way' as const)
    },
  })
  return gateway
}

export function newsOf({ reference, transaction, amountVnd, at }: TrueMoney): PaymentNews {
  return { reference, transaction, amountVnd, outcome: 'paid', code: '00', at }
}
