import { createBills } from '../shared/aws/buckets/bills.ts'
import { openBuckets } from '../shared/aws/buckets/bucket-client.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../shared/aws/dossiers/prints.ts'
import { createSigner } from '../shared/aws/keys/signer.ts'
import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { workArchive } from '../shared/desk/audit/work-archive.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { objects } from './wire-buckets.ts'
import { settings, table, time } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all),
    marks: createMarks(all),
    prints: createPrints(all),
    objects: objects(),
    bills: createBills({
      s3: openBuckets(),
      get auditBucket() {
        return settings.auditBucket
      },
    }),
    signer: createSigner(settings.auditKeyId),
  }
})

/** Trích xuất hồ sơ: one dossier with all its files and proofs, for whoever asked. */
export const handler = queueHandler((body, meta) =>
  workLetter(desk(), { ...meta, body }, ['archive'], async ({ id }) => {
    const outcome = await workArchive(desk(), id)
    log({ job: 'archives', code: id, outcome })
    return outcome
  }),
)
