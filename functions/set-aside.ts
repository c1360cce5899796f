import { queueHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { setAsideDeadLetter } from '../shared/desk/set-aside.ts'
import { table } from './wiring.ts'

const desk = { marks: createMarks(table()) }

/** Moves dead letters into the table, where they wait for somebody to look at them. */
export const handler = queueHandler((body, meta) => setAsideDeadLetter(desk, { ...meta, body }))
