import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { perform } from '../../desk/perform.ts'
import type { Act } from '../../dossier/acts.ts'
import { isObjection } from '../../dossier/objections.ts'
import { showDossier } from '../views/dossier.ts'
import { showEvent } from '../views/history.ts'
import { sceneOf } from '../views/scene.ts'
import { receiptOf } from '../views/whole.ts'

type ActDesk = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

/** One act by whoever may do it; reception answers with the receipt. */
export async function actOn(desk: ActDesk, person: Person, id: string, said: Act & { version: number }, key: string) {
  const { version, ...act } = said
  const done = await perform(desk, person, id, act, { version, key })
  if (done === undefined || isObjection(done)) return done
  const scene = await sceneOf(desk)
  const file = act.act === 'accept' ? await desk.dossiers.load(id) : undefined
  return {
    dossier: showDossier(done.dossier, scene, person.kind),
    event: showEvent(done.event, scene, person.kind),
    receipt: file && receiptOf(file, scene, desk.digests, person),
  }
}
