import type { Instant } from '../calendar/day.ts'
import type { DossierEvent } from '../dossier/dossier.ts'
import type { FeeItem, MoneyBook, Obligation } from '../dossier/money/money-book.ts'
import type { DossierSource } from './dossier-source.ts'

/** One line of money as it is told: what is to be paid of it, when it is collected, and whether it was. */
export interface FeeFact {
  kind: FeeItem['kind']
  name: string
  amountVnd: number
  collected: 'on-reception' | 'on-supplement' | 'on-return'
  isPaid: boolean
}

type Facts = Pick<DossierSource, 'file' | 'history'>

/** What a tax notice determined is neither a fee nor a charge of the procedure. */
const isFee = ({ state, notice }: Obligation): boolean => state !== 'cancelled' && notice === undefined

/** What was demanded, exempted and paid, line by line; where nothing was demanded yet, what is announced for its channel and case. */
export function feeFacts({ file, history }: Facts): readonly FeeFact[] {
  const demanded = (file.money ?? []).filter(isFee)
  if (demanded.length > 0) return demanded.flatMap((row) => factsOf(row, history))
  return (file.plan?.fees ?? []).flatMap(({ kind, amountVnd, note }) =>
    amountVnd === null
      ? []
      : [{ kind, name: note ?? '', amountVnd, collected: 'on-reception' as const, isPaid: false }],
  )
}

/** Of what was demanded from a moment on, up to another. */
export function feesBetween({ file, history }: Facts, from: Instant, to: Instant = '9999'): readonly FeeFact[] {
  const rows = (file.money ?? []).filter((row) => isFee(row) && row.at >= from && row.at <= to)
  return rows.flatMap((row) => factsOf(row, history))
}

/** What an exemption took off is taken off in their order, last first. */
function factsOf(row: Obligation, history: readonly DossierEvent[]): FeeFact[] {
  let over = row.items.reduce((sum, { amountVnd }) => sum + amountVnd, 0) - row.totalVnd
  const facts = row.items.toReversed().map(({ kind, name, amountVnd }): FeeFact => {
    const off = Math.min(Math.max(over, 0), amountVnd)
    over -= off
    return {
      ...{ kind, name, amountVnd: amountVnd - off, isPaid: row.state === 'paid' },
      collected: collectedAt(row, history),
    }
  })
  return facts.toReversed()
}

function collectedAt({ at }: Obligation, history: readonly DossierEvent[]): FeeFact['collected'] {
  const before = history.filter((event) => event.at <= at)
  if (before.some(({ to }) => to === 'processed')) return 'on-return'
  return before.some(({ act }) => act === 'ask-supplement') ? 'on-supplement' : 'on-reception'
}

/** Where it was paid online: through the national platform, or a gateway of the city's own. */
export function paidOnline(book: MoneyBook | undefined): 'national' | 'local' | undefined {
  const online = (book ?? []).filter(({ state, payment }) => state === 'paid' && payment?.method === 'online')
  if (online.length === 0) return undefined
  return online.some(({ payment }) => payment?.reference?.startsWith('platform:')) ? 'national' : 'local'
}
