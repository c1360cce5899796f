import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { type Carried, perform } from '../../desk/dossiers/perform.ts'
import { requiredPapersOf } from '../../desk/surroundings.ts'
import type { Act } from '../../dossier/acts.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { isObjection } from '../../dossier/objections.ts'
import { missingPapers, warningTerms } from '../../dossier/people/warnings.ts'
import { showDossier } from '../views/dossier.ts'
import { showEvent } from '../views/history.ts'
import { sceneAt } from '../views/scene.ts'
import { receiptOf } from '../views/whole.ts'

type ActDesk = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

/** One act by whoever may do it; reception answers with the receipt. Repeated, it answers as of the act's own moment. */
export async function actOn(desk: ActDesk, person: Person, id: string, said: Act & { version: number }, key: string) {
  const { version, ...act } = said
  const done = await perform(desk, person, id, act, { version, key })
  if (done === undefined || isObjection(done)) return done
  const scene = await sceneAt(desk, done.event.at)
  return {
    dossier: showDossier(done.dossier, scene, person.kind),
    event: showEvent(done.event, scene, person.kind),
    warnings: person.kind === 'citizen' && isHandingIn(done.event) ? await stillMissing(desk, done) : undefined,
    receipt: act.act === 'accept' ? receiptOf(asHandedIn(done), scene, desk.digests, person) : undefined,
  }
}

/** The agency owes its answer from here, and may ask for what is missing. */
function isHandingIn({ act, to }: Carried['event']): boolean {
  return (act === 'submit' || act === 'supplement') && to === 'registered'
}

async function stillMissing(desk: ActDesk, done: Carried) {
  const { dossier, scans } = asHandedIn(done)
  const missing = missingPapers(await requiredPapersOf(desk, { dossier }), scans)
  return missing.map(({ name, where, code }) => ({ where, code, detail: `${name}: ${warningTerms[code]}` }))
}

/** With the files that were there then, whatever came later. */
function asHandedIn({ dossier, event, scans }: Carried): Pick<DossierFile, 'dossier' | 'scans'> {
  const proofs = Array.isArray(event.detail?.scans) ? event.detail.scans : []
  const numbers = new Set(proofs.map((proof: unknown) => Object(proof).n))
  return { dossier, scans: scans.filter((scan) => numbers.has(scan.n)) }
}
