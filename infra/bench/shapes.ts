/** The chapters that speak HTTP: shapes of its answers. */
import type { Done, Dossier, DossierWhole, Unit } from '../../shared/http/client/contract.ts'

/** The contract's shapes under the names that the bench uses. */
export type Place = Unit
export type DossierShown = Dossier
export type WholeShown = DossierWhole
export type DoneShown = Done
