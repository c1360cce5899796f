import { askArchive as ask } from '../../../shared/desk/audit/ask-archive.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'

/** As `askArchive`, where the rules have nothing against it. */
export async function askArchive(...said: Parameters<typeof ask>) {
  const job = await ask(...said)
  if (isObjection(job)) throw new Error(`no archive: ${job.objection}`)
  return job
}
