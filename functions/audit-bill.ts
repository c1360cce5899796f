import { createBills } from '../shared/aws/buckets/bills.ts'
import { openBuckets } from '../shared/aws/buckets/bucket-client.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createRatings } from '../shared/aws/figures/ratings.ts'
import { createSigner } from '../shared/aws/keys/signer.ts'
import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { drawBill } from '../shared/desk/audit/draw-bill.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { settings, table } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    dossiers: createDossiers(all),
    marks: createMarks(all),
    ratings: createRatings(all),
    bills: createBills({
      s3: openBuckets(),
      get auditBucket() {
        return settings.auditBucket
      },
    }),
    signer: createSigner(settings.auditKeyId),
  }
})

/** Bảng kê kiểm toán of the day before. The alarm waits for these words: a day without them rings. */
export const handler = scheduleHandler(async (at) => {
  const { bill, drawn } = await drawBill(desk(), at)
  log({ job: 'audit-bill', outcome: drawn ? 'bill-kept' : 'bill-stands', code: String(bill.n), count: bill.count })
})
