import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Dossier } from './dossier.ts'

/**
 * Cơ quan được tính. Revenue and figures of a dossier that was received regardless of boundaries (phi địa giới) are those of the
 * agency that decides it; of every other, of the agency that received it.
 */
export function accountableAgency({
  nonTerritorial,
  competentAgency,
  receivingUnit,
}: Pick<Dossier, 'nonTerritorial' | 'competentAgency' | 'receivingUnit'>): UnitId {
  return agencyOf(nonTerritorial ? competentAgency : receivingUnit)
}
