/**
 * `npm run import -- FILE [--check]`: procedures of a `.jsonl` or `.jsonl.gz` into the catalogue; `--check` only reads.
 * `npm run import -- --sample`: the shipped organisation, workflows and procedures, for a table that is still empty.
 */
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { createCatalogue } from '../../shared/aws/catalogue.ts'
import { openBuckets, openTable } from '../../shared/aws/clients.ts'
import { createLongTexts } from '../../shared/aws/long-texts.ts'
import { dayOf, instantOf } from '../../shared/calendar/day.ts'
import { lintWorkflow } from '../../shared/catalogue/linter.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import { Outage } from '../../shared/outage.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { credentials, region } from '../local/account.ts'
import { isHeld } from '../local/data-lock.ts'
import { loadSampleInto } from '../local/load-sample.ts'
import { addWorkflows, importLines, type LineOutcome, linesOf } from './import-file.ts'

const begun = performance.now()
const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
const reportFile = join(dataDir, 'import-report.jsonl')
const endpointsFile = join(dataDir, 'endpoints.json')
const running = z.object({ dynamodb: z.string(), s3: z.string(), tableName: z.string(), catalogueBucket: z.string() })

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, sample: { type: 'boolean', default: false } },
})
const [file] = positionals
if (values.sample) {
  const loaded = await loadSampleInto(openCatalogue())
  console.log(`Đã nạp mẫu: ${loaded.units} đơn vị, ${loaded.workflows} quy trình, ${loaded.procedures} thủ tục.`)
  process.exit(0)
}
if (file === undefined || !existsSync(file)) {
  console.error(file === undefined ? 'Cách dùng: npm run import -- TỆP [--check]' : `Không có tệp ${file}.`)
  process.exit(2)
}

/** The table the environment names (as on AWS), or the one of the system that runs on the data folder. */
function openCatalogue(): Catalogue {
  if (process.env.TABLE_NAME === undefined) {
    if (!isHeld(dataDir) || !existsSync(endpointsFile)) {
      console.error(`Không có hệ thống nào đang chạy trên ${dataDir}.`)
      console.error('Hãy chạy npm start trước (ở cửa sổ khác), rồi nhập lại.')
      console.error('Để nhập vào AWS: đặt TABLE_NAME, CATALOGUE_BUCKET và AWS_REGION. Chỉ đọc thử: thêm --check.')
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
  if (name === '' || catalogueBucket === '') {
    console.error('Cần đặt cả TABLE_NAME và CATALOGUE_BUCKET.')
    process.exit(2)
  }
  return createCatalogue({ db: openTable(), name, texts: createLongTexts({ s3: openBuckets(), catalogueBucket }) })
}

const workflows = sampleWorkflows()
const catalogue = values.check ? undefined : openCatalogue()
const options = { now: dayOf(instantOf(new Date())), workflows, ...(catalogue && { catalogue }) }
mkdirSync(dataDir, { recursive: true })
const report = createWriteStream(reportFile)
const counts = { published: 0, draft: 0, refused: 0 }
const became = new Map<string, number>()
const whyRefused = new Map<string, number>()
const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1)

try {
  const added = catalogue === undefined ? 0 : await addWorkflows(catalogue, workflows)
  if (added > 0) {
    console.log(`Quy trình nội bộ mới: ${added}.`)
    const directory = directoryOf(hueUnits, hueOfficers)
    for (const row of workflows)
      for (const { says } of lintWorkflow(row, undefined, directory)) console.log(`  ${says}`)
  }
  for await (const outcome of importLines(linesOf(file), options)) tell(outcome)
} catch (error) {
  const why = error instanceof Outage ? error.cause : error
  console.error(`Dừng giữa chừng: ${why instanceof Error ? `${why.name}: ${why.message}` : String(why)}`)
  console.error('Những dòng đã nhập được giữ; nhập lại cùng tệp sẽ làm tiếp phần còn lại.')
  process.exitCode = 1
}
report.end()
await finished(report)

function tell(outcome: LineOutcome): void {
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
  kept: 'giữ phiên bản đang công khai (dòng nhập chỉ là bản nháp)',
  read: 'chỉ đọc thử',
}
console.log(`Nhập được ${counts.published + counts.draft}: công khai ${counts.published}, bản nháp ${counts.draft}.`)
for (const [name, n] of became) console.log(`  ${deeds[name]}: ${n}`)
console.log(`Từ chối ${counts.refused}.`)
for (const [name, n] of whyRefused) console.log(`  ${reasons[name] ?? name}: ${n}`)
console.log(`Trong ${((performance.now() - begun) / 1000).toFixed(1)} giây. Từng trường hợp: ${reportFile}`)
