import { earlier } from '../../shared/calendar/day.ts'
import { payLink } from '../../shared/connectors/vnpay.ts'
import { type PaymentAttempt, referenceOf } from '../../shared/messages/attempts.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, act, headOf, home, officerIn, ringOnly } from './people.ts'
import type { Kin, Story } from './story.ts'

const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const

/** Thu phí, lệ phí: asked for at the counter. */
async function charged({ world }: Lab): Promise<string> {
  const id = await acceptOne(world)
  const counter = officerIn(`${home}/desk`, 'reception')
  await act(world, id, { act: 'charge-fee', items, payee: 'Kho bạc Nhà nước' }, counter)
  return id
}

/** Paid at the counter: the book of the day and the receipt office do not know yet. */
export async function paid(lab: Lab): Promise<Kin> {
  const id = await charged(lab)
  const counter = officerIn(`${home}/desk`, 'reception')
  await act(lab.world, id, { act: 'pay', amountVnd: 65_000, method: 'cash' }, counter)
  return [id]
}

/** Thư bị trả lại: the mail of a reception came back, and its applicant had wished for mail alone. */
export async function mailCameBack(lab: Lab): Promise<Story> {
  const { world } = lab
  const id = await acceptOne(world)
  const { ownerRef, version: n } = await headOf(world, id)
  const before = await world.notices.wishes(ownerRef)
  await world.notices.keepWishes(ownerRef, { channels: ['mail'], at: world.now(), n: (before?.n ?? 0) + 1 })
  await ringOnly(world, [id], 'notices')
  await lab.settle()
  const usual = before ?? { channels: ['sms', 'mail'] as const, at: world.now(), n: 0 }
  await world.notices.keepWishes(ownerRef, { ...usual, n: usual.n + 2 })
  // Not for good: the other stories' applicant has the same mailbox.
  const told = { kind: 'mail-outcome', notice: [`${id}-${n}-mail`], outcome: 'Bounce', bounce: 'Transient' }
  await lab.send('notices', 'mail-outcomes', told)
  const books = async () => {
    const counts: Record<string, number> = { ...(await dossierBooks(lab, [id], ['notices'])) }
    for (const { channel, state } of await world.notices.of(id)) counts[`notice by ${channel} ${state}`] = 1
    return counts
  }
  return { dossier: id, books }
}

/** Hoàn tiền: paid by a gateway, and the ward gives it back; the gateway does not know yet. */
export async function givenBack(lab: Lab): Promise<Story> {
  const { dossier: id = '', event } = await paidUnheard(lab)
  await lab.warm('payment-queries')(event)
  await ringOnly(lab.world, [id], 'payments')
  await lab.settle()
  const refund = { act: 'refund', amountVnd: 65_000, reason: 'Thu nhầm' } as const
  await act(lab.world, id, refund, officerIn(`${home}/desk`, 'cashier'))
  await ringOnly(lab.world, [id], 'payments')
  const books = async () => {
    const counts: Record<string, number> = { ...(await dossierBooks(lab, [id], ['payments'])) }
    const backs = (await lab.world.payments.attemptsOf(id)).flatMap((attempt) => attempt.backs)
    // Asked again, a gateway says only that it knows the order; how far it is, is asked each night.
    for (const { state } of backs) {
      const name = `money back, ${state === 'under-way' ? 'given-back' : state}`
      counts[name] = (counts[name] ?? 0) + 1
    }
    const book: { attempts: { reference: string; refunds: unknown[] }[] } = await (
      await fetch(`${lab.places.payments}/_control/state`)
    ).json()
    const own = book.attempts.find(({ reference }) => reference === referenceOf(id, 1, 1))
    return { ...counts, 'refunds at the gateway': own?.refunds.length ?? 0 }
  }
  return { dossier: id, books }
}

/** Paid at a gateway whose call never came. */
export async function paidUnheard(lab: Lab): Promise<Story> {
  const { world, places } = lab
  const id = await charged(lab)
  await ringOnly(world, [id])
  const { code = '' } = await headOf(world, id)
  const at = earlier(world.now(), 20 * 60)
  const attempt: PaymentAttempt = {
    reference: referenceOf(id, 1, 1),
    dossier: id,
    obligation: 1,
    gateway: 'vnpay',
    amountVnd: 65_000,
    about: `Thanh toan ho so ${code}`,
    state: 'open',
    at,
    linkUntil: at,
    askAt: at,
    asked: 0,
    backs: [],
    revision: 1,
  }
  await world.payments.keepAttempt(attempt)
  const request = {
    ...{ reference: attempt.reference, dossierCode: code, about: attempt.about, at, payerIp: '127.0.0.1' },
    procedure: { code: '', name: '' },
    agency: { id: home, name: '' },
    items: [{ code: '1', name: 'Phí', kind: 'fee', amountVnd: 65_000 }],
    beneficiary: { account: '', bank: '', holder: '' },
    payer: { name: '' },
    returnTo: 'https://cong.example/ve',
  } as const
  const payUrl = `${places.payments}/vnpay/vpcpay.html`
  const shown = await fetch(payLink(request, { merchant: world.province, payUrl, secret: world.paymentsSecret }))
  if (!shown.ok) throw new Error(`the gateway shows no page: ${shown.status}`)
  await lab.tell('payments', '/_control/pay', { reference: attempt.reference })
  return { dossier: id, event: { time: world.now() }, books: () => dossierBooks(lab, [id]) }
}
