import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { spread } from '../dossier/money/money-book.ts'
import type { Flow, Stock } from './cells.ts'

type Standing = Partial<Record<Stock, 1>>
type Happened = readonly (readonly [Flow, number])[]

const received = { direct: 'received-direct', online: 'received-online', postal: 'received-postal' } as const

/** What happened by an event: told by what stood before and after it, and by the act where nothing moves. */
export function flowsOf(
  event: DossierEvent,
  head: Dossier,
  was: Standing,
  is: Standing,
  isDigitised: boolean,
): Happened {
  return [
    ...entering(event, head, was, is),
    ...ending(head, was, is, isDigitised),
    ...acted(event, head),
    ...money(event, head),
  ]
}

function entering(event: DossierEvent, head: Dossier, was: Standing, is: Standing): Happened {
  const filed: Happened = is.pending && !was.pending ? [['filed', 1]] : []
  if (!is.open || was.open) return filed
  const digitised: Happened = hasFiles(event) ? [['digitised', 1]] : []
  return [...filed, [received[head.channel], 1], ...digitised]
}

const ofMoney: ReadonlySet<Flow> = new Set([
  ...(['payments', 'payments-online', 'paid-fee', 'paid-charge', 'paid-price', 'refunded'] as const),
  ...(['payments-budget', 'paid-budget', 'refunded-budget'] as const),
])

/** Whether it is money, which is its agency's that took it, also when its dossier was done while another had it. */
export const isMoney = (flow: Flow): boolean => ofMoney.has(flow)

/** Whether the papers of what an event brought into the open are there in files. */
export function hasFiles({ detail }: DossierEvent): boolean {
  const scans = detail?.scans
  return Array.isArray(scans) && scans.length > 0
}

function ending(head: Dossier, was: Standing, is: Standing, isDigitised: boolean): Happened {
  const { status } = head
  if (was.pending && !is.pending && !is.open) return status === 'refused' ? [['refused', 1]] : [['given-up', 1]]
  if (!was.open || is.open) return []
  if (status === 'withdrawn' || status === 'stopped') {
    return head.class === 'overdue'
      ? [
          [status, 1],
          ['ended-late', 1],
        ]
      : [[status, 1]]
  }
  const rejected: Happened = head.result?.outcome === 'rejected' ? [['rejected', 1]] : []
  const online: Happened = head.class === 'overdue' && head.channel === 'online' ? [['overdue-online', 1]] : []
  const digitised: Happened = isDigitised && head.result !== undefined ? [['digitised-throughout', 1]] : []
  return [[head.class ?? 'on-time', 1], ...byLaw(head), ...rejected, ...online, ...digitised, ...contacts(head)]
}

function byLaw({ class: own = 'on-time', classByLaw = own, workedMinutes = 0 }: Dossier): Happened {
  const inTime: Happened = classByLaw === 'overdue' ? [] : [[`${classByLaw}-by-law`, 1]]
  return [...inTime, ['worked-minutes', workedMinutes]]
}

/** Số lần phải liên hệ: told once, when the dossier is resolved, so that each stands under what it came to. */
function contacts({ supplementCount, receptionSupplementCount = 0, class: own }: Dossier): Happened {
  const times = supplementCount + receptionSupplementCount
  if (times === 0) return []
  if (times === 1) return [['asked-once', 1]]
  return own === 'overdue'
    ? [['asked-often', 1]]
    : [
        ['asked-often', 1],
        ['asked-often-in-time', 1],
      ]
}

function acted({ act, detail, to, from }: DossierEvent, { channel }: Dossier): Happened {
  if (act === 'ask-supplement') return [['supplements-asked', 1]]
  if (act === 'request-obligation' || act === 'errand-answered') return [['obligations-asked', 1]]
  if (act === 'extend') return [['extended', 1]]
  if (act === 'corrected') return [['corrected', 1]]
  if (to !== 'returned' || from === 'returned') return []
  if (act === 'delivered') return [['returned-post', 1]]
  if (act !== 'return') return []
  if (detail?.by !== 'online') return [['returned-counter', 1]]
  const throughout: Happened = channel === 'online' ? [['online-throughout', 1]] : []
  return [['returned-online', 1], ...throughout]
}

/**
 * Đồng by kind as they were demanded; what an exemption took off is taken off in their order, last first. What a tax notice
 * determined is the state budget's and told apart. A part's history tells of the money too: the book is the whole's alone.
 */
function money({ act, detail }: DossierEvent, { parent }: Dossier): Happened {
  if (parent !== undefined) return []
  const isBudget = detail?.notice !== undefined
  if (act === 'refund') return [[isBudget ? 'refunded-budget' : 'refunded', numberAt(detail, 'amountVnd')]]
  if (act !== 'pay' || detail?.receiptNumber === undefined) return []
  if (isBudget)
    return [
      ['payments-budget', 1],
      ['paid-budget', numberAt(detail, 'totalVnd')],
    ]
  const items = Array.isArray(detail.items) ? detail.items.map(itemOf) : []
  const paid = spread(items, numberAt(detail, 'totalVnd')).map(({ kind, amountVnd }) => [kind, amountVnd] as const)
  const online: Happened = detail.method === 'online' ? [['payments-online', 1]] : []
  return [['payments', 1], ...online, ...paid]
}

const paidKinds = { fee: 'paid-fee', charge: 'paid-charge', price: 'paid-price' } as const

function itemOf(item: unknown): { kind: (typeof paidKinds)[keyof typeof paidKinds]; amountVnd: number } {
  const { kind, amountVnd } = Object(item)
  const known = kind === 'charge' || kind === 'price' ? paidKinds[kind as 'charge' | 'price'] : paidKinds.fee
  return { kind: known, amountVnd: typeof amountVnd === 'number' ? amountVnd : 0 }
}

function numberAt(detail: DossierEvent['detail'], name: string): number {
  const value = detail?.[name]
  return typeof value === 'number' ? value : 0
}
