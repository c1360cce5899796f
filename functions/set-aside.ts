import { createImportRuns } from '../shared/aws/catalogue/import-runs.ts'
import { openQueues } from '../shared/aws/clients.ts'
import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { openDeadLetters } from '../shared/aws/sending/dead-letters.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { setAsideDeadLetters } from '../shared/desk/set-asides/set-aside.ts'
import { lazily } from '../shared/lazily.ts'
import { settings, table, time } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    ...time,
    marks: createMarks(all),
    imports: createImportRuns(all),
    deadLetters: openDeadLetters(openQueues(), settings.deadLetterQueues),
  }
})

/** Moves dead letters into the table, where they wait for somebody to look at them. */
export const handler = scheduleHandler(() => setAsideDeadLetters(desk()))
