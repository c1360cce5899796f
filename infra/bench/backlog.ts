/** Chapter `partners`: updates that wait behind a portal that was away, and how they drain. */
import { openLab } from '../faults/lab.ts'
import { fillPortalQueue, wholeRoad } from '../faults/portal-backlog.ts'
import { workers } from '../faults/scenes.ts'
import { portalRows } from '../faults/told-rows.ts'
import { atLeast, atMost, type Figure } from './figure.ts'
import { side } from './scenes.ts'

const updates = 5_000
const lanes = 4

/**
 * The portal is back, and so many updates wait on its queue, the second of each dossier behind all the first: how many a
 * minute the deployed worker takes off, and whether the portal heard each of them once and in its dossier's order.
 */
export async function measureBacklog(): Promise<Figure[]> {
  const lab = await openLab(workers)
  try {
    const codes = await fillPortalQueue(lab, updates)
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
    const wrong = codes.filter((code) => (rows.get(code) ?? []).join(' ') !== wholeRoad)
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
