import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Dossier, Status } from './dossier.ts'

/** Where a dossier lies. The procedure tells which heir of a split has it; a public head from before it was kept there has none. */
export type Lying = Pick<Dossier, 'holder' | 'partAt'> & Partial<Pick<Dossier, 'procedure'>>

/** While a part is out, a dossier is in one of these. */
export const underWay: ReadonlySet<Status> = new Set(['in-progress', 'supplement-requested', 'obligation-requested'])

/**
 * Cơ quan đang giải quyết: where the dossier truly lies. While a part is out, the agency that has it, or whoever took over
 * from it; the sender waits meanwhile.
 */
export function handlingAgency({ holder, partAt, procedure }: Lying, directory: Pick<Directory, 'heirOf'>): UnitId {
  return partAt === undefined ? agencyOf(holder) : directory.heirOf(partAt, procedure)
}
