import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { accountOn, budgetAccountOn } from '../../catalogue/payment-accounts.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { type Obligation, spread } from '../../dossier/money/money-book.ts'
import { ownerOf } from '../../dossier/people/parties.ts'
import type { GatewayName, PaymentAttempt } from '../../messages/attempts.ts'
import type { PaymentRequest } from '../../messages/payments.ts'
import type { PaymentQuestion } from '../../partner-ports.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

/** VNPay's message names no account: its money goes to the merchant's own, which is no treasury's. */
const namesAccount: Readonly<Record<GatewayName, boolean>> = { platform: true, vnpay: false }

/** Whether a demand may be paid there: what goes to the state budget only where the account can be named. */
export function mayTake(gateway: GatewayName, { notice }: Obligation): boolean {
  return notice === undefined || namesAccount[gateway]
}

/** What a gateway is told of an attempt; `undefined` while nobody has said where the agency's money goes. */
export async function requestFor(
  desk: Pick<Desk, 'catalogue' | 'now' | 'payReturnAddress'>,
  attempt: PaymentAttempt,
  { dossier, parties }: DossierFile,
  row: Obligation,
  payerIp: string,
): Promise<PaymentRequest | undefined> {
  const agency = agencyOf(dossier.competentAgency)
  const on = row.notice === undefined ? accountOn : budgetAccountOn
  const beneficiary = on(agency, dayOf(attempt.at))
  if (!beneficiary) return undefined
  const { account, bank, holder } = beneficiary
  const { name, identityNumber, address } = ownerOf(parties)
  const code = dossier.code ?? dossier.id
  return {
    reference: attempt.reference,
    dossierCode: code,
    procedure: { code: dossier.procedure, name: dossier.procedureName },
    agency: { id: agency, name: (await directory(desk)).unit(agency)?.name ?? agency },
    items: itemsOf(dossier.procedure, row),
    beneficiary: { account, bank, holder },
    payer: { name, identityNumber, ...(address === undefined ? {} : { address }) },
    about: attempt.about,
    at: attempt.at,
    payerIp,
    returnTo: desk.payReturnAddress.replace('{code}', encodeURIComponent(code)),
  }
}

/** Line by line; of what an exemption took off nothing is asked. */
function itemsOf(procedure: string, row: Obligation): PaymentRequest['items'] {
  return spread(row.items, row.totalVnd).flatMap(({ kind, name, amountVnd, budgetCode }, place) => {
    if (amountVnd === 0) return []
    const line = {
      code: `${procedure}-${place + 1}`,
      name,
      kind: kind === 'charge' ? 'charge' : 'fee',
      amountVnd,
    } as const
    return [{ ...line, ...(budgetCode === undefined ? {} : { budgetCode }) }]
  })
}

/** Asked by us, from no payer's address. */
export function questionOf({ reference, at, about }: PaymentAttempt): PaymentQuestion {
  return { reference, at, about, payerIp: '127.0.0.1' }
}
