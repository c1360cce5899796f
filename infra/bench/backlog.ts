import { portalStatusOf } from '../../shared/connectors/national-portal-codes.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, Status } from '../../shared/dossier/dossier.ts'
import { record } from '../../shared/dossier/history.ts'
import { type Lab, openLab } from '../faults/lab.ts'
import { acceptOne, home, officerIn, ringOnly } from '../faults/people.ts'
import { workers } from '../faults/scenes.ts'
import { portalRows } from '../faults/told-rows.ts'
import { atLeast, atMost, type Figure } from './figure.ts'
import { side } from './scenes.ts'

/** What happened to each dossier while the portal was away, oldest first. */
const road = [
  ['accept', 'accepted'],
  ['pass-on', 'in-progress'],
] as const satisfies readonly (readonly [Act['act'], Status])[]
const updates = 5_000
const lanes = 4

/**
 * The portal is back, and so many updates wait on its queue, the second of each dossier behind all the first: how many a
 * minute the deployed worker takes off, and whether the portal heard each of them once and in its dossier's order.
 */
export async function measureBacklog(): Promise<Figure[]> {
  const lab = await openLab(workers)
  try {
    const codes = await fillQueue(lab)
    const rows = portalRows(lab)
    const run = lab.warm('portal')
    const begun = performance.now()
    let taken = 0
    await side(
      lanes,
      Array.from({ length: lanes }, (_, lane) => lane),
      async () => {
        for (let count = 1; count > 0; taken += count) count = await lab.deliver('portal', run)
      },
    )
    const minutes = (performance.now() - begun) / 60_000
    const should = road.map(([, status]) => portalStatusOf(status)).join(' ')
    const wrong = codes.filter((code) => (rows.get(code) ?? []).join(' ') !== should)
    const about = `${updates} updates of ${codes.length} dossiers behind the portal`
    return [
      { name: `${about}, drained`, value: taken / minutes, unit: 'a minute' },
      { name: `${about}, messages handed out`, value: taken, unit: 'messages', ...atLeast(updates) },
      { name: `${about}, dossiers out of order, untold or told twice`, value: wrong.length, unit: '', ...atMost(0) },
    ]
  } finally {
    await lab.stop()
  }
}

/** Answers the codes. Written as they stand afterwards: who did it and why is not what is measured. */
async function fillQueue(lab: Lab): Promise<string[]> {
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
