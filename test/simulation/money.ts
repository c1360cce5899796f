import { withRooms } from '../../shared/agencies/rooms.ts'
import { addDays, dayOf, earlier, instantOn } from '../../shared/calendar/day.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { runReHoming } from '../../shared/desk/keeping/re-home.ts'
import { askPayments } from '../../shared/desk/money/ask-payments.ts'
import { beginPayment } from '../../shared/desk/money/begin-payment.ts'
import { giveRowBack } from '../../shared/desk/money/give-row-back.ts'
import { orderMoneyBack } from '../../shared/desk/money/order-money-back.ts'
import { readSettlements } from '../../shared/desk/money/read-settlements.ts'
import { reconcileNightly } from '../../shared/desk/money/run-reconciliation.ts'
import { takePaymentNews } from '../../shared/desk/money/take-payment-news.ts'
import { workPayments } from '../../shared/desk/money/work-payments.ts'
import { workPostalReturns } from '../../shared/desk/post/work-postal-returns.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { keptVnd, openObligation } from '../../shared/dossier/money/money-book.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { isRowOwedBack, referenceOfRow } from '../../shared/messages/attempts.ts'
import { Outage } from '../../shared/outage.ts'
import { owed, payer } from '../desk/money/payments-given.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import { moneyGateway, newsOf, type TrueMoney } from './money-partners.ts'
import { cashierOf, sums } from './money-sums.ts'

/** How often each thing happens beside the others. */
export const happenings = {
  ...{ charge: 10, notice: 2, begin: 14, pay: 14, call: 24, cash: 3, transfer: 3, exempt: 1, reduce: 2, cancel: 1 },
  ...{ refund: 18, work: 10, order: 4, 'by-hand': 4, row: 3, fate: 4, silence: 2, ship: 4, collected: 3 },
  ...{ withdraw: 0.3, merge: 0.5, ask: 2, night: 0.7, hours: 4 },
}

/** One thing that happens: what, at which dossier, and two numbers that it is made of. */
export type Happening = readonly [name: keyof typeof happenings, dossier: number, a: number, b: number]

const heir = 'H57.77'
const codes = ['H57.40-260310-0001', 'H57.40-260310-0002', 'H57.40-260310-0003'] as const
const ids = ['hs', 'hs2', 'hs3'] as const
const address = { name: 'Trần Văn Thử', phone: '+84912345678', detail: '1 đường Thử', communeCode: '19804' }
const items = (amountVnd: number) => [
  { kind: 'fee', name: 'Phí', amountVnd } as const,
  { kind: 'charge', name: 'Lệ phí', amountVnd: 5_000 } as const,
]

/** Ba hồ sơ đóng tiền: one at work, one that waits at the counter to go by post, one received for another agency. */
async function city() {
  const world = await workerDesk()
  const { desk } = world
  const gateways = { platform: moneyGateway(false), vnpay: moneyGateway(true) }
  desk.gateways = gateways
  const [first] = given.units
  if (!first) throw new Error('no units')
  const fresh = withRooms({ ...first, id: heir, agency: heir, name: 'UBND phường Mới' })
  await desk.catalogue.putUnits([...(await desk.catalogue.units()), ...fresh], await desk.catalogue.officers())
  const ownerRef = desk.digests.ofIdentity(payer.identityNumber)
  const base = { acceptedAt: given.tuesday, ownerRef, status: 'in-progress', clock: 'running' } as const
  const parties = { ...given.fileOf().parties, deliverTo: address }
  const tax = { ...owed, notice: 'TB-1' }
  await world.put({ ...base, id: ids[0], code: codes[0], money: 'requested' }, { plan: given.homePlan, money: [tax] })
  const waits = { status: 'processed', clock: 'stopped', delivery: 'at-counter', returnBy: 'post' } as const
  await world.put({ ...base, ...waits, id: ids[1], code: codes[1] }, { parties, plan: given.homePlan })
  const away = { nonTerritorial: true, competentAgency: given.department } as const
  await world.put({ ...base, ...away, id: ids[2], code: codes[2] }, { plan: given.interlinkedPlan })
  return { ...world, gateways }
}

/** Plays it to its end, until nothing waits for a partner any more, and says what does not add up. */
export async function play(story: readonly Happening[]): Promise<string[]> {
  const world = await city()
  const { desk, clock, gateways } = world
  const cashiers = [given.ward, given.department, heir].map(cashierOf)
  const clerks = [given.ward, given.department, heir].map((unit) =>
    given.officer(unit, 'desk', 'reception', 'return-desk'),
  )
  const calls: { gateway: 'platform' | 'vnpay'; money: TrueMoney }[] = []
  /** What came in and went out beside the gateways, by the acts that said so. */
  const counter = new Map(ids.map((id) => [id as string, { in: 0, out: 0 }]))
  const moved = (id: string, way: 'in' | 'out', amountVnd: number) => {
    const own = counter.get(id)
    if (own) own[way] += amountVnd
  }
  let said = 0
  let transactions = 0
  let statements = 0

  const act = async (id: string, what: Act, people: readonly Parameters<typeof perform>[1][]): Promise<boolean> => {
    const file = await desk.dossiers.load(id)
    said += 1
    for (const person of people) {
      const wish = { version: file?.dossier.version ?? 0, key: `k${said}` }
      const done = await perform(desk, person, id, what, wish)
      if (!done || isObjection(done)) continue
      // Said twice, it is done once.
      await perform(desk, person, id, what, wish)
      return true
    }
    return false
  }
  const quiet = async (what: () => Promise<unknown>) => {
    try {
      await what()
    } catch (error) {
      if (!(error instanceof Outage)) throw error
    }
  }
  const attemptsOf = (id: string) => desk.payments.attemptsOf(id)
  const call = async ({ gateway, money }: (typeof calls)[number]) => takePaymentNews(desk, gateway, newsOf(money))
  const work = (id: string) => quiet(() => workPayments(desk, { kind: 'doorbell', dossier: id, n: 1 }))
  const night = async () => {
    clock.at = instantOn(addDays(dayOf(clock.at), 1), 2 * 3600)
    await quiet(() => reconcileNightly(desk))
    clock.at = instantOn(dayOf(clock.at), 9 * 3600)
  }
  const owedBacks = async (id: string) =>
    (await attemptsOf(id)).flatMap((attempt) =>
      attempt.backs.filter(({ state }) => state !== 'given-back').map((back) => ({ attempt, back })),
    )
  const byHand = async (id: string, a: number) => {
    const owed = await owedBacks(id)
    const found = owed[a % Math.max(owed.length, 1)]
    // An accountant transfers what no gateway gives, or has refused to.
    if (!found || !['kept', 'refused', 'by-hand'].includes(found.back.state)) return
    const { attempt, back } = found
    said += 1
    const which = back.why === 'refund' ? { refund: back.refund ?? 1 } : {}
    const wish = { reference: attempt.reference, transaction: back.transaction, ...which, transfer: `UNC-${said}` }
    for (const person of cashiers) {
      const done = await orderMoneyBack(desk, person, id, wish)
      if (!done || isObjection(done)) continue
      await orderMoneyBack(desk, person, id, wish)
      moved(id, 'out', back.amountVnd)
      return
    }
  }
  const rowBack = async (a: number) => {
    const open = (await desk.payments.openRows()).filter(isRowOwedBack)
    const row = open[a % Math.max(open.length, 1)]
    if (!row) return
    said += 1
    const wish = { day: dayOf(row.at), reference: referenceOfRow(row), transfer: `UNC-${said}` }
    for (const person of [...cashiers, given.officer('H57', 'desk', 'cashier', 'admin')]) {
      const done = await giveRowBack(desk, person, wish)
      if (!done || isObjection(done)) continue
      moved(row.dossier, 'out', row.amountVnd)
      return
    }
  }

  const does = {
    charge: async (id, a) =>
      act(id, { act: 'charge-fee', items: items(1_000 * (1 + (a % 90))), payee: 'Kho bạc' }, clerks),
    notice: async (id, a) =>
      act(id, { act: 'request-obligation', items: items(1_000 * (1 + (a % 90))), payee: 'Kho bạc' }, [
        given.officer(given.ward, 'office', 'handler'),
        given.officer(given.department, 'office', 'handler'),
      ]),
    begin: async (id, a) => {
      const gateway = a % 2 === 0 ? 'platform' : 'vnpay'
      await quiet(() => beginPayment(desk, payer, id, { gateway, payerIp: '203.0.113.7' }))
    },
    pay: async (id, a, b) => {
      const attempts = await attemptsOf(id)
      const attempt = attempts[a % Math.max(attempts.length, 1)]
      if (!attempt) return
      transactions += 1
      const amountVnd = Math.max(1, attempt.amountVnd + ([0, 0, 0, 0, 1_000, -1_000, -1][b % 7] ?? 0))
      const at = earlier(clock.at, -1)
      clock.at = at
      const money = { reference: attempt.reference, transaction: `GD${transactions}`, amountVnd, at }
      gateways[attempt.gateway].took.push(money)
      calls.push({ gateway: attempt.gateway, money })
    },
    call: async (_, a, b) => {
      const one = calls[a % Math.max(calls.length, 1)]
      for (let time = 0; one && time <= b % 3; time += 1) await call(one)
    },
    cash: async (id, _, b) => {
      const open = openObligation((await desk.dossiers.load(id))?.money)
      const amountVnd = (open?.totalVnd ?? 1) + (b % 5 === 0 ? 1 : 0)
      if (await act(id, { act: 'pay', amountVnd, method: 'cash' }, cashiers)) moved(id, 'in', amountVnd)
    },
    transfer: async (id, a) => {
      const amountVnd = openObligation((await desk.dossiers.load(id))?.money)?.totalVnd ?? 1
      const pay = { act: 'pay', amountVnd, method: 'transfer', reference: `FT-${a % 7}` } as const
      if (await act(id, pay, cashiers)) moved(id, 'in', amountVnd)
    },
    exempt: (id) => act(id, { act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 }, cashiers),
    reduce: (id, a) =>
      act(id, { act: 'exempt-fee', kind: 'reduced', ground: 'Hộ nghèo', payVnd: 1 + (a % 90) * 500 }, cashiers),
    cancel: (id) => act(id, { act: 'cancel-obligation', reason: 'Nhầm' }, cashiers),
    refund: async (id, a, b) => {
      const kept = (await desk.dossiers.load(id))?.money?.filter((row) => keptVnd(row) > 0) ?? []
      const row = kept[a % Math.max(kept.length, 1)]
      if (!row?.payment) return
      const amountVnd = [keptVnd(row), 1 + (b % 7) * 999, 5_000, keptVnd(row) + 1][b % 4] ?? 1
      const reference = b % 3 === 0 ? { reference: `HT-${said}` } : {}
      const back = { act: 'refund', amountVnd, reason: 'Hoàn', obligation: row.n, ...reference } as const
      const isOut = row.payment.method !== 'online' || b % 3 === 0
      if ((await act(id, back, cashiers)) && isOut) moved(id, 'out', amountVnd)
    },
    ship: async () => {
      await act(ids[1], { act: 'order-shipment', cod: true }, clerks)
      await quiet(() => workPostalReturns(desk, { kind: 'doorbell', dossier: ids[1], n: 1 }))
    },
    collected: async (_, a, b) => {
      const order = desk.post.orders[a % Math.max(desk.post.orders.length, 1)]
      if (!order?.codVnd) return
      statements += 1
      // Too much, all of it, or in two parts.
      const collectedVnd = [order.codVnd + 500, order.codVnd, order.codVnd - 500, 500][b % 4] ?? order.codVnd
      desk.post.settled.push({
        ...{ id: statements, orderNumber: order.orderNumber, waybill: 'EH1', collectedVnd, postageVnd: 30_000 },
        ...{ statement: `DS-${statements}`, settledAt: clock.at },
      })
      moved(ids[1], 'in', collectedVnd)
      await quiet(() => readSettlements(desk))
    },
    withdraw: (id) => act(id, { act: 'withdraw', reason: 'Không cần nữa' }, [payer]),
    merge: async () => {
      const on = addDays(dayOf(clock.at), 1)
      const known = await desk.catalogue.changes()
      if (known.length > 0) return
      const deed = { kind: 'merger', from: [given.ward], to: heir } as const
      await desk.catalogue.announce({
        id: 'qd-1',
        on,
        decision: '12/QĐ',
        by: 'cb-admin',
        at: clock.at,
        body: '',
        ...deed,
      })
      clock.at = instantOn(on, 8 * 3600)
      await runReHoming(desk, '2026-12-31T00:00:00+07:00')
    },
    work: (id) => work(id),
    ask: () => quiet(() => askPayments(desk)),
    night: () => night(),
    hours: async (_, a) => {
      clock.at = earlier(clock.at, -600 * (1 + (a % 40)))
    },
    order: async (id, a) => {
      const found = (await owedBacks(id))[a % 3]
      if (!found) return
      const which = found.back.why === 'refund' ? { refund: found.back.refund ?? 1 } : {}
      const wish = { reference: found.attempt.reference, transaction: found.back.transaction, ...which }
      for (const person of cashiers) {
        const done = await orderMoneyBack(desk, person, id, wish)
        if (done && !isObjection(done)) return
      }
    },
    'by-hand': (id, a) => byHand(id, a),
    row: (_, a) => rowBack(a),
    fate: async (_, a) => {
      gateways.vnpay.next =
        (['given-back', 'under-way', 'refused', 'lost-after', 'lost-before'] as const)[a % 5] ?? 'refused'
      for (const one of gateways.vnpay.ordered) if (one.fate === 'open') one.fate = a % 2 === 0 ? 'given' : 'refused'
    },
    silence: async (_, a) => {
      gateways[a % 2 === 0 ? 'platform' : 'vnpay'].silent = a % 3 === 0
    },
  } satisfies Record<Happening[0], (id: string, a: number, b: number) => Promise<unknown>>

  const wrong: string[] = []
  for (const [name, which, a, b] of story) await does[name](ids[which % ids.length] ?? ids[0], a, b)
  if (process.env.MONEY_TELLS)
    for (const id of ids) for (const name of await world.acts(id)) tells.set(name, (tells.get(name) ?? 0) + 1)
  if (process.env.MONEY_TELLS)
    for (const id of ids)
      for (const at of await attemptsOf(id))
        for (const b of at.backs) tells.set(b.why + b.state, (tells.get(b.why + b.state) ?? 0) + 1)
  // Everybody answers, and every call comes, once more and backwards.
  for (const gateway of Object.values(gateways)) gateway.silent = false
  gateways.vnpay.next = 'given-back'
  for (const one of gateways.vnpay.ordered) if (one.fate === 'open') one.fate = 'given'
  for (const one of calls.toReversed()) await call(one)
  for (let round = 0; round < 2; round += 1) {
    for (const id of ids) await work(id)
    await night()
  }
  for (const one of calls) await call(one)
  await night()
  wrong.push(...(await sums({ desk, gateways, counter, ids, today: dayOf(clock.at) })))
  return wrong
}

export const tells = new Map<string, number>()
