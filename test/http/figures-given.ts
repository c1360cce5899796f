import { workSheets } from '../../shared/desk/sheets/work-sheets.ts'
import { house } from './given.ts'
import { accepted } from './stories.ts'

/** The ward ten days after it accepted a dossier that nobody has looked at since. */
export async function lateWard() {
  const before = await accepted()
  await workSheets(before.desk, { kind: 'doorbell', dossier: before.id, n: 2 })
  const later = await house('2026-03-20T09:00:00+07:00', before.ports)
  return { ...later, id: before.id, code: before.code }
}
