/** `npm run import -- FILE [--check]`: procedures of a `.jsonl` or `.jsonl.gz` into the catalogue; `--check` only reads. */
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { createCatalogue } from '../../shared/aws/catalogue.ts'
import { openBuckets, openTable } from '../../shared/aws/clients.ts'
import { dayOf, instantOf } from '../../shared/calendar/day.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { credentials, region } from '../local/account.ts'
import { importLines, linesOf } from './import-file.ts'

const reportFile = '.data/import-report.jsonl'
const endpointsFile = '.data/endpoints.json'
const running = z.object({ dynamodb: z.string(), s3: z.string(), tableName: z.string(), catalogueBucket: z.string() })

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
const [file] = positionals
if (file === undefined || !existsSync(file)) {
  console.error(file === undefined ? 'Cách dùng: npm run import -- TỆP [--check]' : `Không có tệp ${file}.`)
  process.exit(2)
}

/** The table of the environment, or the one of the system that runs here. */
function openCatalogue(): Catalogue {
  if (process.env.TABLE_NAME === undefined) {
    if (!existsSync(endpointsFile)) {
      console.error('Hệ thống chưa chạy: hãy chạy npm start trước, hoặc dùng --check để chỉ đọc thử.')
      process.exit(1)
    }
    const found = running.parse(JSON.parse(readFileSync(endpointsFile, 'utf8')))
    process.env.TABLE_NAME = found.tableName
    process.env.CATALOGUE_BUCKET = found.catalogueBucket
    process.env.AWS_ENDPOINT_URL_DYNAMODB = found.dynamodb
    process.env.AWS_ENDPOINT_URL_S3 = found.s3
    process.env.AWS_REGION = region
    process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
    process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  }
  const { TABLE_NAME: name = '', CATALOGUE_BUCKET: catalogueBucket = '' } = process.env
  return createCatalogue({ db: openTable(), name, s3: openBuckets(), catalogueBucket })
}

const now = dayOf(instantOf(new Date()))
const options = { now, workflows: sampleWorkflows(), ...(values.check ? {} : { catalogue: openCatalogue() }) }
mkdirSync('.data', { recursive: true })
const report = createWriteStream(reportFile)
const counts = { published: 0, draft: 0, refused: 0 }
const became = new Map<string, number>()
const whyRefused = new Map<string, number>()
const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1)

for await (const outcome of importLines(linesOf(file), options)) {
  if (outcome.became === 'refused') {
    counts.refused++
    count(whyRefused, outcome.why)
  } else {
    counts[outcome.state === 'published' ? 'published' : 'draft']++
    count(became, outcome.became)
  }
  const isWorthTelling = outcome.became === 'refused' || outcome.state !== 'published' || outcome.remarks.length > 0
  if (isWorthTelling) report.write(`${JSON.stringify(outcome)}\n`)
}
report.end()
await finished(report)

const reasons: Readonly<Record<string, string>> = {
  unreadable: 'dòng không đọc được',
  'bad-code': 'mã không hợp lệ',
  internal: 'thủ tục nội bộ',
  'no-agency': 'không công bố cơ quan thực hiện',
  'agency-not-here': 'không cơ quan nào ở đây có thẩm quyền',
  twice: 'mã lặp lại trong tệp',
}
const deeds: Readonly<Record<string, string>> = {
  new: 'mới',
  changed: 'phiên bản mới',
  unchanged: 'không đổi',
  read: 'chỉ đọc thử',
}
console.log(`Nhập được ${counts.published + counts.draft}: công khai ${counts.published}, bản nháp ${counts.draft}.`)
for (const [name, n] of became) console.log(`  ${deeds[name]}: ${n}`)
console.log(`Từ chối ${counts.refused}.`)
for (const [name, n] of whyRefused) console.log(`  ${reasons[name] ?? name}: ${n}`)
console.log(`Từng trường hợp: ${reportFile}`)
