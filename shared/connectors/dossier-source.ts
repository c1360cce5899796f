import type { Actor } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { dayOf } from '../calendar/day.ts'
import type { DossierEvent, DossierFile, Party, Scan } from '../dossier/dossier.ts'
import { handlingAgency } from '../dossier/handling-agency.ts'
import { asAfter } from '../dossier/history/history.ts'
import type { FileName } from '../dossier/papers/told-files.ts'
import { isBusinessCode } from '../dossier/people/tax-code.ts'

/** All that a portal is told from: the dossier, its history and the directory. Nothing is looked up while mapping. */
export interface DossierSource {
  file: DossierFile
  history: readonly DossierEvent[]
  directory: Directory
  field?: { code?: string; name: string }
  /** Where the portal may fetch a file; without a link a file is named only. */
  linkTo?: (file: FileName) => string | undefined
}

/** By its tax code; a household's person is a citizen. */
export function isBusiness(party: Party): boolean {
  return isBusinessCode(party.taxCode)
}

export function agencyName(directory: Directory, unit: UnitId): string {
  const agency = agencyOf(unit)
  return directory.unit(agency)?.name ?? agency
}

export function roomName(directory: Directory, unit: UnitId): string {
  return directory.unit(unit)?.name ?? agencyName(directory, unit)
}

/** Where it was done: whoever acted sits there, though another room may have the dossier; of all else, where it lay then, whoever is its heir by now. */
export function placeOf(event: DossierEvent, { file, history, directory }: DossierSource): UnitId {
  const { by, holder } = event
  if (by.kind === 'officer') return by.unit ?? holder
  const then = asAfter(
    event,
    file.dossier,
    history.filter(({ n }) => n > event.n),
  )
  if (then.partAt === undefined) return holder
  return directory.unitOn(then.partAt, dayOf(event.at)) ? then.partAt : handlingAgency(then, directory)
}

/** Who did it, in words that any reader may see: officers by name and title, applicants and jobs by what they are. */
export function actorWords(directory: Directory, by: Actor): { name: string; title: string } {
  if (by.kind === 'citizen') return { name: 'Người nộp hồ sơ', title: '' }
  if (by.kind !== 'officer') return { name: 'Hệ thống', title: '' }
  const officer = directory.officer(by.id)
  return { name: officer?.name ?? by.id, title: officer?.title ?? '' }
}

/** Papers that may be told of: looked through and found clean. */
export function cleanScans(file: DossierFile, role: Scan['role']): readonly Scan[] {
  return file.scans.filter((scan) => scan.role === role && scan.state === 'clean')
}

/** The newest event of these acts. */
export function lastOf(history: readonly DossierEvent[], ...acts: DossierEvent['act'][]): DossierEvent | undefined {
  return history.findLast((event) => acts.includes(event.act))
}
