/**
 * `npm run set-asides -- list [QUEUE]`: how many messages each queue gave up on, or those of one queue, newest first.
 * `npm run set-asides -- show QUEUE ID`: one of them, with what it was about and whether sending it again makes sense.
 * `npm run set-asides -- redrive QUEUE ID|all`: sends it again, as often as wanted. On AWS: TABLE_NAME, AWS_REGION and the
 * `..._QUEUE_URL` of the queue; here: those of the system that runs on the data folder.
 */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { openQueues } from '../../shared/aws/clients.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createDoorbells } from '../../shared/aws/sending/doorbells.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { createSubscriptions } from '../../shared/aws/sending/subscriptions.ts'
import { createSyncLedger } from '../../shared/aws/sending/sync-ledger.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { countAsides, explainAside, listAsides, redriveAside } from '../../shared/desk/set-asides/set-asides.ts'
import { isObjection, objections } from '../../shared/dossier/objections.ts'
import { type AsideQueue, asideId, asideQueues, placeOfAside } from '../../shared/messages/aside.ts'
import type { SetAside } from '../../shared/ports.ts'
import { queuesInReach } from './queues-in-reach.ts'
import { noTable, tableInReach } from './table-in-reach.ts'

const usage = `Cách dùng: npm run set-asides -- list [HÀNG_ĐỢI] | show HÀNG_ĐỢI SỐ_HIỆU | redrive HÀNG_ĐỢI SỐ_HIỆU|all
Hàng đợi: ${asideQueues.join(', ')}`
const page = 100

const [deed = '', queueName, id = ''] = process.argv.slice(2)
const queue = asideQueues.find((one) => one === queueName)
if (!['list', 'show', 'redrive'].includes(deed)) leave(usage, 2)
if (queue === undefined && (deed !== 'list' || queueName !== undefined)) leave(usage, 2)
const found = tableInReach()
if (!found) leave(noTable, 1)
const table = { db: DynamoDBDocumentClient.from(found.db), name: found.name }
const desk = {
  marks: createMarks(table),
  dossiers: createDossiers(table),
  syncLedger: createSyncLedger(table),
  subscriptions: createSubscriptions(table),
  doorbells: createDoorbells({ sqs: openQueues(), urlOf: queuesInReach() }),
  now: () => instantOf(new Date()),
}
if (queue === undefined) await listQueues()
else if (deed === 'list') await list(queue)
else if (deed === 'show') await show(queue)
else if (id === 'all') await redriveAll(queue)
else await redrive(queue, id)

async function listQueues() {
  for (const { queue: name, waiting, isMore, oldestAt } of await countAsides(desk))
    console.log(`${name}: ${isMore ? 'ít nhất ' : ''}${waiting} tin${oldestAt ? `, cũ nhất từ ${oldestAt}` : ''}`)
}

async function list(from: AsideQueue) {
  for await (const row of eachOf(from)) {
    const again = row.redriven ? `; đã gửi lại ${row.redriven.times} lần, gần nhất ${row.redriven.at}` : ''
    console.log(`${asideId(row)}  ${row.at}  ${row.reason}${again}`)
  }
}

async function show(from: AsideQueue) {
  const place = placeOfAside(id)
  const shown = place && (await explainAside(desk, from, place))
  if (!shown) leave('Không có tin này.', 1)
  const { row, about, code, explains } = shown
  console.log(
    [
      `${row.at}  ${row.reason}`,
      JSON.stringify(about ?? row.body),
      ...(code ? [`Hồ sơ ${code}`] : []),
      ...explains,
    ].join('\n'),
  )
}

async function redrive(from: AsideQueue, which: string): Promise<void> {
  const place = placeOfAside(which)
  const sent = place && (await redriveAside(desk, from, place, 'command'))
  if (!sent) leave('Không có tin này.', 1)
  if (isObjection(sent)) leave(objections[sent.objection].says, 1)
  console.log(`${which}: đã gửi lại (lần ${sent.redriven?.times ?? 1}).`)
}

/** Those that nobody sent again yet, oldest first, so that what came first is worked first. */
async function redriveAll(from: AsideQueue) {
  const rows: SetAside[] = []
  for await (const row of eachOf(from)) if (!row.redriven) rows.push(row)
  let sent = 0
  for (const row of rows.toReversed()) {
    const answer = await redriveAside(desk, from, row, 'command')
    if (answer && !isObjection(answer)) sent += 1
  }
  console.log(`Đã gửi lại ${sent} trong ${rows.length} tin.`)
}

async function* eachOf(from: AsideQueue): AsyncGenerator<SetAside> {
  for (let after: string | undefined; ; ) {
    const { rows, next } = await listAsides(desk, from, page, after)
    yield* rows
    if (next === undefined) return
    after = next
  }
}

function leave(says: string, code: number): never {
  console.error(says)
  process.exit(code)
}
