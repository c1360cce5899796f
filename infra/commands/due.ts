/** `npm run -s due`: JSON lines on standard input, one answer a line on standard output, as they come. */
import { once } from 'node:events'
import { answerLine, refuseLine } from '../../shared/calendar/due-line.ts'
import { cutLines } from './cut-lines.ts'

/** Characters; a line of ten thousand ledger entries has a tenth of it. */
const longest = 16 * 1024 * 1024

// The reader may leave early (`| head`): that is its right, and no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

/** Blank lines are answered too, so that the nth answer belongs to the nth line; those at the very end are no lines. */
let blankCount = 0
for await (const line of cutLines(process.stdin.setEncoding('utf8'), longest)) {
  if (line?.trim() === '') {
    blankCount++
    continue
  }
  for (; blankCount > 0; blankCount--) await write(answerLine(''))
  await write(line === undefined ? refuseLine('too-long', `Dòng dài quá ${longest} ký tự.`) : answerLine(line))
}

async function write(answer: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain')
}
