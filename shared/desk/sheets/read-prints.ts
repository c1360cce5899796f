import { answersFor, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { applicantsSheets } from '../../dossier/history/sheets.ts'
import { maySee } from '../../dossier/may-see.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { isSuperseded, type Print, printId } from '../../forms/print.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'

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

/** Citizens read what is addressed to them. The receipt bears the look-up secret: of agencies only its issuer has it, or who has taken over from it. */
export function mayRead(person: Person, { sheet }: Pick<Print, 'sheet'>, receivingUnit: string): boolean {
  if (person.kind === 'citizen') return applicantsSheets.has(sheet)
  if (person.kind !== 'officer') return false
  return sheet !== 'receipt' || answersFor(person, agencyOf(receivingUnit))
}
