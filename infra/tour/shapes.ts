import type { Done, Dossier, DossierWhole, Procedure, Scan, ScanSlot, Unit } from '../../shared/http/client/contract.ts'

/** The contract's shapes under the names that the bench uses. */
export type Place = Unit
export type DossierShown = Dossier
export type ScanShown = Scan
export type WholeShown = DossierWhole
export type DoneShown = Done
export type ProcedureShown = Procedure
export type SlotShown = ScanSlot
