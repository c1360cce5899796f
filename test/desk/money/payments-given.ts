import type { Person } from '../../../shared/access/person.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { beginPayment } from '../../../shared/desk/money/begin-payment.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { Obligation } from '../../../shared/dossier/money/money-book.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import type { PaymentAttempt } from '../../../shared/messages/attempts.ts'
import type { PaymentNews } from '../../../shared/messages/payments.ts'
import * as given from '../../given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

export const payer = { kind: 'citizen', id: 'cd-1', identityNumber: '046090000001', name: 'Trần Văn Thử' } as const
export const cashier = given.officer(given.ward, 'desk', 'cashier')

export const owed: Obligation = {
  n: 1,
  items: [
    { kind: 'fee', name: 'Phí thẩm định', amountVnd: 50_000 },
    { kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 },
  ],
  payee: 'Kho bạc',
  totalVnd: 65_000,
  holdsUp: false,
  state: 'requested',
  at: given.tuesday,
}

/** A desk with one dossier that owes 65,000 đồng. */
export async function owing(change: Partial<Dossier> = {}, row: Partial<Obligation> = {}) {
  const world = await workerDesk()
  const next = given.dossier({
    status: 'in-progress',
    clock: 'running',
    code: 'H57.40-260310-0001',
    acceptedAt: given.tuesday,
    money: 'requested',
    ownerRef: world.desk.digests.ofIdentity(payer.identityNumber),
    ...change,
  })
  await world.put(next, { money: [{ ...owed, ...row }] })
  return world
}

export const begin = ({ desk }: WorkerDesk, gateway: 'platform' | 'vnpay' = 'platform') =>
  beginPayment(desk, payer, 'hs', { gateway, payerIp: '203.0.113.7' })

export async function begun(world: WorkerDesk, gateway: 'platform' | 'vnpay' = 'platform'): Promise<PaymentAttempt> {
  const attempt = await begin(world, gateway)
  if (!attempt || isObjection(attempt)) throw new Error(`not begun: ${JSON.stringify(attempt)}`)
  return attempt
}

export function newsOf({ reference, amountVnd }: PaymentAttempt, change: Partial<PaymentNews> = {}): PaymentNews {
  return { reference, outcome: 'paid', amountVnd, code: '00', transaction: 'GD1', at: given.tuesday, ...change }
}

export async function act({ desk }: WorkerDesk, person: Person, what: Act, key: string) {
  const version = (await desk.dossiers.load('hs'))?.dossier.version ?? 0
  const done = await perform(desk, person, 'hs', what, { version, key })
  if (!done || isObjection(done)) throw new Error(`${what.act}: ${JSON.stringify(done)}`)
  return done
}

export async function book({ desk }: WorkerDesk) {
  return (await desk.dossiers.load('hs'))?.money ?? []
}
