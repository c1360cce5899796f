import { createPrints } from '../shared/aws/dossiers/prints.ts'
import { createScans } from '../shared/aws/dossiers/scans.ts'
import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { collectOrphans, collectSheets } from '../shared/desk/scans/care-for-files.ts'
import { checkDigests, type Damage, takeOutMended } from '../shared/desk/scans/check-files.ts'
import { inTurn } from '../shared/in-turn.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { objects } from './wire-buckets.ts'
import { table, time } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    ...time,
    scans: createScans(all),
    marks: createMarks(all),
    prints: createPrints(all),
    objects: objects(),
  }
})
const job = 'care-for-files'

/** Chăm sóc tệp: each night a slice of the stored files; the next night goes on from there. */
export const handler = scheduleHandler(async () => {
  await inTurn(
    async () => {
      const orphans = await collectOrphans(desk(), minutesFromNow(2))
      log({ job, outcome: 'orphans-removed', count: orphans.removed })
    },
    async () => {
      const sheets = await collectSheets(desk(), minutesFromNow(1))
      log({ job, outcome: 'orphan-sheets-removed', count: sheets.removed })
    },
    async () => {
      const again = await takeOutMended(desk(), minutesFromNow(1))
      log({ job, outcome: 'files-mended', count: again.mended })
    },
    async () => {
      const checked = await checkDigests(desk(), minutesFromNow(5), tell)
      log({ job, outcome: checked.whole ? 'all-checked' : 'slice-checked', count: checked.seen })
    },
  )
})

/** The alarm counts these lines: their words are its filter. */
const tell = ({ dossier, n, why }: Damage) => log({ job, outcome: 'file-damaged', code: `${dossier}/${n}`, act: why })

const minutesFromNow = (minutes: number) => instantOf(new Date(Date.now() + minutes * 60_000))
