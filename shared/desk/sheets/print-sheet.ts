import { actorOf, type Person } from '../../access/person.ts'
import { keyOf } from '../../dossier/history/history.ts'
import { type SheetName, sheetCalledBy } from '../../dossier/history/sheets.ts'
import { maySee, mayWorkWith } from '../../dossier/may-see.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { type Print, printId } from '../../forms/print.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'
import { readWhole, type Whole } from '../dossiers/read-whole.ts'
import { makeRevision, makeSheet, type SheetNeeds } from './make-sheet.ts'
import { mayRead } from './read-prints.ts'

type Needs = SheetNeeds & Pick<Desk, 'readLog'>

/** In theo yêu cầu: the newest event's sheet; drawn now, and logged as read, when the worker has not come yet. The same dossier prints the same. */
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
  if (!mayWorkWith(person, dossier)) return object('not-your-unit')
  const event =
    sheet === 'control' ? whole.history.at(-1) : whole.history.findLast((one) => sheetCalledBy(one, dossier) === sheet)
  const tooEarly = sheet === 'control' && (dossier.code === undefined || dossier.parent !== undefined)
  if (!event || tooEarly) return object('no-such-sheet')
  if (!mayRead(person, { sheet }, dossier.receivingUnit)) return notReceived(whole)
  const before = (await desk.prints.ofDossier(id)).find(
    (print) => printId(print) === printId({ sheet, event: event.n, revision: 0 }),
  )
  // What lies there already is read, and logged, when it is fetched.
  if (before?.drawn) return before
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
  if (!mayWorkWith(person, whole.file.dossier)) return object('not-your-unit')
  const prints = await desk.prints.ofDossier(id)
  const first = prints.find((print) => printId(print) === sheet && print.revision === 0 && print.drawn)
  if (!first) return undefined
  if (!mayRead(person, first, whole.file.dossier.receivingUnit)) return notReceived(whole)
  const request = keyOf(person, said.key)
  const again = prints.find(
    (print) => print.sheet === first.sheet && print.event === first.event && print.request === request,
  )
  if (again && again.reason !== said.reason) return object('key-reused')
  if (again?.drawn) return again
  await logRead(desk, person, whole.file.dossier, { what: 'print' }, said)
  return makeRevision(desk, whole, first, { reason: said.reason, by: actorOf(person), at: desk.now(), request })
}

function notReceived({ file: { dossier } }: Whole): Objection {
  const why = `Biểu mẫu này do nơi tiếp nhận (${dossier.receivingUnit}) in.`
  return objectAt('not-your-unit', 'dossier.receivingUnit', why)
}

async function seen(desk: Needs, person: Person, id: string): Promise<Whole | undefined> {
  const whole = await readWhole(desk, id)
  return whole && maySee(person, whole.file.dossier, ownerRefOf(desk, person)) ? whole : undefined
}
