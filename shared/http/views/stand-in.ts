import type { StandIn } from '../../dossier/standing-in.ts'
import { type Scene, showOfficer } from './scene.ts'

export function showStandIn(row: StandIn, scene: Pick<Scene, 'directory'>) {
  const { id, from, to, reason, setAt, endedAt, endedBy } = row
  return {
    id,
    absent: showOfficer(scene, row.absent),
    substitute: showOfficer(scene, row.substitute),
    from,
    to,
    reason,
    setBy: showOfficer(scene, row.setBy),
    setAt,
    endedBy: endedBy === undefined ? undefined : showOfficer(scene, endedBy),
    endedAt,
  }
}
