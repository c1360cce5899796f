import { type Obligation, openObligation } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'

/**
 * Tra cứu thanh toán (`dptracuuthanhtoanhs`): what a dossier owes, for the portal to ask its payer. Nothing while the postman
 * collects it. A forged question and an unknown code are answered alike. Throws Outage.
 */
export async function feeOwed(
  desk: Pick<Desk, 'dossiers' | 'gateways'>,
  fields: Readonly<Record<string, string>>,
): Promise<{ owes?: Obligation } | 'unknown'> {
  const { platform } = desk.gateways
  if (!(await platform.isReady())) throw new Outage('platform', new Error('its key is not there'))
  const asked = await platform.askedAbout?.(fields)
  if (asked === undefined || 'forged' in asked) {
    log({ job: 'payments', code: 'platform', outcome: `forged-question-${asked?.forged ?? 'none'}` })
    return 'unknown'
  }
  const id = await desk.dossiers.idOfCode(asked.dossierCode)
  const file = id === undefined ? undefined : await desk.dossiers.load(id)
  if (!file) return 'unknown'
  const open = openObligation(file.money)
  return open && open.codOrder === undefined ? { owes: open } : {}
}
