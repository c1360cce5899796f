import { agencyOf } from '../../agencies/unit.ts'
import type { DossierEvent } from '../../dossier/dossier.ts'
import { closesControlSheet, correctsReceipt, promisedBy, sheetCalledBy } from '../../dossier/history/sheets.ts'
import type { Message } from '../../messages/messages.ts'
import { workFromPlace } from '../carrying-on/from-place.ts'
import type { Desk } from '../desk.ts'
import { readWhole, type Whole } from '../dossiers/read-whole.ts'
import { makeRevision, makeSheet, type SheetNeeds } from './make-sheet.ts'

type Needs = SheetNeeds & Pick<Desk, 'marks'>

/**
 * In biểu mẫu. Draws what the history calls for, from the worker's place on: a bell that comes late, twice or out of order
 * finds nothing left or all of it. Throws Outage; the place stays before the event that was not worked.
 */
export async function workSheets(
  desk: Needs,
  { dossier: id }: Extract<Message, { kind: 'doorbell' }>,
): Promise<'worked' | 'absent'> {
  const [whole, from] = await Promise.all([readWhole(desk, id), desk.marks.cursor(id, 'sheets')])
  if (!whole) return 'absent'
  const events = whole.history.filter(({ n }) => n > from)
  await workFromPlace(desk, 'sheets', events, (event) => workEvent(desk, whole, event))
  await drawAhead(desk, whole)
  return 'worked'
}

/**
 * The apology for signature, once its level was told: one for each due moment, however often the bell rings. Where one was drawn for a
 * moment that has moved since, the next one is drawn at once.
 */
async function drawAhead(desk: Needs, whole: Whole): Promise<void> {
  const { dossier } = whole.file
  const event = promisedBy(whole.history, dossier)
  const told = event && (await desk.marks.value(apologyMark(dossier.id)))
  if (!event || told === undefined) return
  if (told !== dossier.dueAt && !(await hasDraft(desk, dossier.id))) return
  await makeSheet(desk, whole, { dossier: dossier.id, sheet: 'apology-draft', event })
}

async function hasDraft(desk: Needs, dossier: string): Promise<boolean> {
  return (await desk.prints.ofDossier(dossier)).some(({ sheet }) => sheet === 'apology-draft')
}

/** For which due moment an apology is to be drawn ahead. */
export const apologyMark = (dossier: string): string => `APOLOGY-AHEAD#${dossier}`

/** Answers whether the event called for anything. */
async function workEvent(desk: Needs, whole: Whole, event: DossierEvent): Promise<boolean> {
  const { dossier } = whole.file
  const sheet = sheetCalledBy(event, dossier)
  const isReceived = event.act === 'accept' && dossier.parent === undefined
  const [corrects, closes] = [correctsReceipt(event, dossier), closesControlSheet(event, dossier)]
  if (isReceived) {
    await desk.prints.enter({ agency: agencyOf(dossier.receivingUnit), at: event.at, dossier: dossier.id })
  }
  if (sheet) await makeSheet(desk, whole, { dossier: dossier.id, sheet, event })
  if (corrects) await correctReceipt(desk, whole, event)
  if (closes) await makeSheet(desk, whole, { dossier: dossier.id, sheet: 'control', event })
  return isReceived || sheet !== undefined || corrects || closes
}

/** The receipt once more, with the reason of the correction; its first print stays as it was handed out. */
async function correctReceipt(desk: Needs, whole: Whole, event: DossierEvent): Promise<void> {
  const prints = await desk.prints.ofDossier(event.dossier)
  const first = prints.find(({ sheet, revision }) => sheet === 'receipt' && revision === 0)
  const { at, by, reason = '' } = event
  if (first) await makeRevision(desk, whole, first, { at, by, reason, request: `event:${event.n}` })
}
