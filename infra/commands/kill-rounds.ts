/** `npm run kill-rounds [-- ROUNDS]`: kill -9 of the whole stack under load, ten times; nothing acknowledged may be lost. */
import type { Acknowledged } from './kill-load.ts'
import { runRound } from './kill-round.ts'
import { prepareStack } from './killed-stack.ts'

const rounds = Number(process.argv[2] ?? 10)
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('Cách dùng: npm run kill-rounds [-- SỐ-VÒNG]')
  process.exit(2)
}
const stack = await prepareStack()
const books: Acknowledged[] = []
let marks = 0
let faults = 0
try {
  for (let round = 1; round <= rounds; round += 1) {
    const killAfterMs = Math.round(300 + Math.random() * 4_000)
    const stores = round % 2 === 0
    const told = await runRound(stack, books, { clients: 12, killAfterMs, stores })
    marks += told.marksFound
    faults += told.faults.length
    const whom = stores ? 'runner và các kho' : 'runner'
    console.log(
      `Vòng ${round}: kill -9 ${whom} sau ${killAfterMs} ms tải; ${told.acknowledged} việc đã xác nhận, ` +
        `${told.unanswered} chưa trả lời (gửi lại), dấu chờ ${told.marksFound} -> ${told.marksLeft}, ` +
        `khởi động lại ${Math.round(told.restartMs)} ms, sai ${told.faults.length}`,
    )
    for (const fault of told.faults.slice(0, 20)) console.log(`  ! ${fault}`)
  }
} catch (error) {
  faults += 1
  console.error(error instanceof Error ? error.message : String(error))
} finally {
  await stack.stop()
}
console.log(
  `Tổng: ${rounds} vòng, ${books.length} việc đã xác nhận, ${marks} dấu chờ lúc khởi động lại, sai ${faults}.`,
)
process.exit(faults === 0 ? 0 : 1)
