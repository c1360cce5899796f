/** `npm run -s due`: JSON lines on standard input, one answer a line on standard output, as they come. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { answerLine } from '../../shared/calendar/due-line.ts'

// The reader may leave early (`| head`): that is its right, and no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
for await (const line of lines) {
  const text = line.replace(/^\uFEFF/, '')
  if (text.trim() === '') continue
  if (!process.stdout.write(`${JSON.stringify(answerLine(text))}\n`)) await once(process.stdout, 'drain')
}
