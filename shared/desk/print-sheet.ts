import { actorOf, type Person } from '../access/person.ts'
import { agencyOf } from '../agencies/unit.ts'
import type { Occasion } from '../dossier/data-read.ts'
import { keyOf } from '../dossier/history.ts'
import { maySee } from '../dossier/may-see.ts'
import { type Objection, object } from '../dossier/objections.ts'
import { applicantsSheets, type SheetName, sheetCalledBy } from '../dossier/sheets.ts'
import { isSuperseded, type Print, printId } from '../forms/print.ts'
import type { Desk } from './desk.ts'
import { logRead } from './log-read.ts'
import { makeRevision, makeSheet, type SheetNeeds } from './make-sheet.ts'
import { ownerRefOf } from './perform.ts'
import { readWhole, type Whole } from './read-whole.ts'

type Needs = SheetNeeds & Pick<Desk, 'readLog'>
type Reader = Pick<Desk, 'dossiers' | 'digests' | 'prints'>

/** The prints of a dossier that this person may read; `undefined` when it is not theirs to see. */
export async function listPrints(
  desk: Reader,
  person: Person,
  id: string,
): Promise<readonly (Print & { superseded: boolean })[] | undefined> {
  const found = await printsFor(desk, person, id)
  return found?.prints.map((print) => ({ ...print, superseded: isSuperseded(print, found.dossier) }))
}

async function printsFor(desk: Reader, person: Person, id: string) {
  const [file, prints] = await Promise.all([desk.dossiers.load(id), desk.prints.ofDossier(id)])
  if (!file || !maySee(person, file.dossier, ownerRefOf(desk, person))) return undefined
  const { dossier } = file
  return { dossier, prints: prints.filter((print) => print.drawn && mayRead(person, print, dossier.receivingUnit)) }
}

/** A short-lived link to one of them, under a name that tells of nobody; logged as read. */
export async function linkToPrint(
  desk: Reader & Pick<Desk, 'objects' | 'readLog' | 'now'>,
  person: Person,
  id: string,
  sheet: string,
  occasion: Occasion,
) {
  const found = await printsFor(desk, person, id)
  const print = found?.prints.find((one) => printId(one) === sheet)
  if (!found || !print?.drawn) return undefined
  await logRead(desk, person, found.dossier, { what: 'sheet' }, occasion)
  const name = isSuperseded(print, found.dossier) ? `${printId(print)}-da-thay` : printId(print)
  return desk.objects.sheetLink(`${print.drawn.key}.pdf`, `${name}.pdf`)
}

/** In theo yêu cầu: the newest event's sheet, drawn now when the worker has not come yet, logged as read. The same dossier prints the same. */
export async function printNow(
  desk: Needs,
  person: Person,
  id: string,
  sheet: SheetName,
  occasion: Occasion,
): Promise<Print | Objection | undefined> {
  const whole = await seen(desk, person, id)
  if (!whole) return undefined
  const { dossier } = whole.file
  const event =
    sheet === 'control' ? whole.history.at(-1) : whole.history.findLast((one) => sheetCalledBy(one, dossier) === sheet)
  const tooEarly = sheet === 'control' && (dossier.code === undefined || dossier.parent !== undefined)
  if (!event || tooEarly) return object('no-such-sheet')
  if (!mayRead(person, { sheet }, dossier.receivingUnit)) return object('not-your-unit')
  await logRead(desk, person, dossier, { what: 'print' }, occasion)
  return (await makeSheet(desk, whole, { dossier: id, sheet, event })) ?? object('no-such-sheet')
}

/** In lại: as the dossier stands now, under the old number, with the mark of a reprint and its reason. Repeated, it is one. */
export async function reprint(
  desk: Needs,
  person: Person,
  id: string,
  sheet: string,
  said: { reason: string; key: string } & Occasion,
): Promise<Print | Objection | undefined> {
  const whole = await seen(desk, person, id)
  if (!whole) return undefined
  const prints = await desk.prints.ofDossier(id)
  const first = prints.find((print) => printId(print) === sheet && print.revision === 0 && print.drawn)
  if (!first) return undefined
  if (!mayRead(person, first, whole.file.dossier.receivingUnit)) return object('not-your-unit')
  const request = keyOf(person, said.key)
  const again = prints.find(
    (print) => print.sheet === first.sheet && print.event === first.event && print.request === request,
  )
  if (again && again.reason !== said.reason) return object('key-reused')
  await logRead(desk, person, whole.file.dossier, { what: 'print' }, said)
  return makeRevision(desk, whole, first, { reason: said.reason, by: actorOf(person), at: desk.now(), request })
}

async function seen(desk: Needs, person: Person, id: string): Promise<Whole | undefined> {
  const whole = await readWhole(desk, id)
  return whole && maySee(person, whole.file.dossier, ownerRefOf(desk, person)) ? whole : undefined
}

/** Citizens read what is addressed to them. The receipt bears the look-up secret: of agencies only its issuer has it. */
function mayRead(person: Person, { sheet }: Pick<Print, 'sheet'>, receivingUnit: string): boolean {
  if (person.kind === 'citizen') return applicantsSheets.has(sheet)
  if (person.kind !== 'officer') return false
  return sheet !== 'receipt' || agencyOf(person.unit) === agencyOf(receivingUnit)
}
