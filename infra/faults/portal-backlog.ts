import { portalStatusOf } from '../../shared/connectors/national-portal-codes.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, Status } from '../../shared/dossier/dossier.ts'
import { record } from '../../shared/dossier/history/history.ts'
import { side } from '../bench/scenes.ts'
import type { Lab } from './lab.ts'
import { acceptOne, home, officerIn, ringOnly } from './people.ts'

/** What happened to each dossier while the portal was away, oldest first. */
const road = [
  ['accept', 'accepted'],
  ['pass-on', 'in-progress'],
] as const satisfies readonly (readonly [Act['act'], Status])[]
const lanes = 4

/** The statuses the portal has to hear of each of them, in their order, each once. */
export const wholeRoad = road.map(([, status]) => portalStatusOf(status)).join(' ')

/**
 * So many updates on the portal's queue, the second of each dossier behind all the first. Answers the codes. Written as they stand
 * afterwards: who did it and why is not what is tried.
 */
export async function fillPortalQueue(lab: Lab, updates: number): Promise<string[]> {
  const { world } = lab
  const model = await acceptOne(world)
  await ringOnly(world, [model])
  const file = await world.dossiers.load(model)
  if (!file) throw new Error('the dossier is gone')
  const clerk = officerIn(`${home}/desk`, 'reception')
  const numbers = Array.from({ length: updates / road.length }, (_, place) => place + 1)
  const idOf = (n: number) => `${model.slice(0, 20)}${String(n).padStart(6, '0')}`
  const codeOf = (n: number) => `${file.dossier.code}-${n}`
  await side(lanes, numbers, async (n) => {
    let before: Dossier | undefined
    for (const [act, status] of road) {
      const version: number = (before?.version ?? 0) + 1
      const next = { ...file.dossier, id: idOf(n), code: codeOf(n), version, status }
      const said = { key: `backlog-${n}-${act}`, body: act }
      const made = record({ next, event: { act } }, before, clerk, world.now(), said)
      await world.dossiers.commit({ changes: [{ ...made, parties: file.parties }] })
      before = made.dossier
    }
  })
  for (const [place] of road.entries())
    await side(lanes, numbers, (n) => world.doorbells.ring('portal', idOf(n), place + 1))
  return numbers.map(codeOf)
}
