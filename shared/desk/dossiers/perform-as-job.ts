import type { JobName } from '../../access/person.ts'
import type { Act } from '../../dossier/acts.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { isObjection, type ObjectionCode } from '../../dossier/objections.ts'
import { log } from '../../log.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { perform } from './perform.ts'

export type JobNeeds = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

export interface Errand {
  job: JobName
  dossier: string
  act: Act
  key: string
  /** Whether the dossier, as it stands now, still waits for the act. */
  isDue: (dossier: Dossier) => boolean
}

const rounds = 5

/**
 * A worker's act on a dossier as it stands now. `not-due` when the dossier has moved on; an objection is recorded, and the
 * worker goes on. Throws Outage when others keep being quicker.
 */
export async function performAsJob(
  desk: JobNeeds,
  errand: Errand,
): Promise<'done' | 'not-due' | 'absent' | ObjectionCode> {
  const { job, act, key } = errand
  for (let round = 0; round < rounds; round += 1) {
    const file = await desk.dossiers.load(errand.dossier)
    if (!file) return 'absent'
    if (!errand.isDue(file.dossier)) return 'not-due'
    const { version } = file.dossier
    const answer = await perform(desk, { kind: 'job', id: job }, errand.dossier, act, { version, key })
    if (answer === undefined) return 'absent'
    if (!isObjection(answer)) return 'done'
    if (answer.objection === 'moved-meanwhile' || answer.objection === 'too-busy') continue
    log({ job, act: act.act, code: file.dossier.code ?? errand.dossier, outcome: answer.objection })
    return answer.objection
  }
  throw new Outage('the dossier', new Error('others were quicker'))
}
