/**
 * `npm run machine -- add CLIENT --name NAME --agency ID --expires YYYY-MM-DD`: lets a machine read for one agency, through
 * that day. Said again it replaces the entry; a day that is past shuts the machine out at its next request.
 * `npm run machine -- show CLIENT`: what the list says. On AWS: TABLE_NAME and AWS_REGION.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { agencyOf } from '../../shared/agencies/unit.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createMachines } from '../../shared/aws/catalogue/machines.ts'
import { openTable } from '../../shared/aws/clients.ts'
import { dayOf, instantOf, isDay } from '../../shared/calendar/day.ts'
import { credentials, region } from '../local/account.ts'
import { isHeld } from '../local/data-lock.ts'

const usage =
  'Cách dùng: npm run machine -- add MÃ_KHÁCH --name "TÊN" --agency MÃ_CƠ_QUAN --expires NĂM-THÁNG-NGÀY\n' +
  '           npm run machine -- show MÃ_KHÁCH'
const running = z.object({ dynamodb: z.string(), tableName: z.string() })

const { values, positionals } = readWords()
const [deed, client = ''] = positionals
if ((deed !== 'add' && deed !== 'show') || !/^[\w.-]{1,128}$/.test(client) || positionals.length > 2) leave(usage)
const table = openListed()
const machines = createMachines(table)
if (deed === 'show') await show()
else await add()

async function show(): Promise<void> {
  const entry = await machines.entry(client)
  if (!entry) leave(`${client} không có trong danh sách.`, 1)
  console.log(`${entry.client}: ${entry.name}, thay mặt ${entry.agency}, đến hết ngày ${entry.expiresOn}.`)
}

async function add(): Promise<void> {
  const { agency = '', expires = '' } = values
  const name = (values.name ?? '').normalize('NFC').trim()
  if (name === '' || name.length > 200) leave(`Thiếu --name.\n${usage}`)
  if (!isDay(expires)) leave(`--expires phải là một ngày có thật, dạng NĂM-THÁNG-NGÀY.\n${usage}`)
  // Only its lists are read; whatever lies in S3 is not asked for.
  const units = await createCatalogue(table).units()
  if (agencyOf(agency) !== agency || !units.some((unit) => unit.id === agency)) {
    leave(`${agency || '(trống)'} không phải mã của một cơ quan ở đây; xem /v1/public/units.`)
  }
  await machines.keep({ client, name, agency, expiresOn: expires })
  const isPast = expires < dayOf(instantOf(new Date()))
  console.log(`Đã ghi ${client} (${name}), thay mặt ${agency}, đến hết ngày ${expires}.`)
  if (isPast) console.log('Ngày này đã qua: từ bây giờ hệ thống đó không vào được nữa.')
}

function readWords() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ allowPositionals: true, options: { name: text, agency: text, expires: text } })
  } catch {
    leave(usage)
  }
}

/** The table the environment names (as on AWS), or the one of the system that runs on the data folder. */
function openListed() {
  if (process.env.TABLE_NAME === undefined) {
    const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
    const endpointsFile = join(dataDir, 'endpoints.json')
    if (!isHeld(dataDir) || !existsSync(endpointsFile)) {
      leave(`Không có hệ thống nào đang chạy trên ${dataDir}. Trên AWS: đặt TABLE_NAME và AWS_REGION.`, 1)
    }
    const found = running.parse(JSON.parse(readFileSync(endpointsFile, 'utf8')))
    process.env.TABLE_NAME = found.tableName
    process.env.AWS_ENDPOINT_URL_DYNAMODB = found.dynamodb
    process.env.AWS_REGION = region
    process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
    process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  }
  return { db: openTable(), name: process.env.TABLE_NAME }
}

function leave(says: string, code = 2): never {
  console.error(says)
  process.exit(code)
}
