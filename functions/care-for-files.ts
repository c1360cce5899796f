import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createPrints } from '../shared/aws/prints.ts'
import { createScans } from '../shared/aws/scans.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { checkDigests, collectOrphans, collectSheets } from '../shared/desk/scans/care-for-files.ts'
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
      // The alarm counts these lines: their words are its filter.
      const checked = await checkDigests(desk(), minutesFromNow(6), ({ dossier, n, why }) =>
        log({ job, outcome: 'file-damaged', code: `${dossier}/${n}`, act: why }),
      )
      log({ job, outcome: checked.whole ? 'all-checked' : 'slice-checked', count: checked.seen })
    },
  )
})

const minutesFromNow = (minutes: number) => instantOf(new Date(Date.now() + minutes * 60_000))
