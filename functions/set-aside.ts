import { openQueues } from '../shared/aws/clients.ts'
import { openDeadLetters } from '../shared/aws/dead-letters.ts'
import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { setAsideDeadLetters } from '../shared/desk/set-aside.ts'
import { settings, table } from './wiring.ts'

const desk = { marks: createMarks(table()), deadLetters: openDeadLetters(openQueues(), settings.deadLetterQueues) }

/** Moves dead letters into the table, where they wait for somebody to look at them. */
export const handler = scheduleHandler(() => setAsideDeadLetters(desk))
