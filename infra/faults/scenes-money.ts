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
