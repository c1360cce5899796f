import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { asAfter } from '../../dossier/history/history.ts'
import type { Desk } from '../desk.ts'

export interface Done {
  dossier: Dossier
  event: DossierEvent
}

/** What was answered when the event was written, however far the dossier has gone since. */
export async function firstAnswer(desk: Pick<Desk, 'dossiers'>, dossier: Dossier, event: DossierEvent): Promise<Done> {
  if (dossier.version === event.n) return { dossier, event }
  const later = await desk.dossiers.history(dossier.id, event.n)
  return { dossier: asAfter(event, dossier, later.slice(0, dossier.version - event.n)), event }
}
