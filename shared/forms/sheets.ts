import type { SheetName } from '../dossier/history/sheets.ts'
import { apology, apologyDraft } from './apology.ts'
import { controlSheet } from './control-sheet.ts'
import type { Facts } from './facts.ts'
import { feeReceipt } from './fee-receipt.ts'
import { handoverSlip } from './handover-slip.ts'
import type { Page } from './page.ts'
import { receipt } from './receipt.ts'
import { refusal } from './refusal.ts'
import { stopNotice } from './stop-notice.ts'
import { supplementRequest } from './supplement-request.ts'

/** Every sheet of a dossier and how it is written: a forgotten one does not compile. */
const sheets: Record<SheetName, (facts: Facts) => Page> = {
  receipt,
  supplement: supplementRequest,
  refusal,
  apology,
  'apology-draft': apologyDraft,
  stop: stopNotice,
  control: controlSheet,
  handover: handoverSlip,
  fee: feeReceipt,
}

export function pageOf(sheet: SheetName, facts: Facts): Page {
  return sheets[sheet](facts)
}
