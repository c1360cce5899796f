/**
 * `npm run import -- FILE [--check]`: procedures of a `.jsonl`, of the portal's JSON or of a LayThuTuc answer (each also as
 * `.gz`) into the catalogue; `--check` only reads.
 * `npm run import -- --sample`: the shipped organisation, workflows and procedures, for a table that is still empty.
 */
import { createWriteStream, existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueOfficers, hueProvince, hueUnits } from '../../shared/agencies/hue.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { importFindings } from '../../shared/catalogue/import-findings.ts'
import { type ImportRun, type QuarantinedRow, rowStates } from '../../shared/catalogue/import-run.ts'
import { lintWorkflow } from '../../shared/catalogue/linter.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import { BadImportFile } from '../../shared/desk/keeping/read-import-file.ts'
import { Outage } from '../../shared/outage.ts'
import type { Imports } from '../../shared/ports.ts'
import { drawXlsx } from '../../shared/reports/files/xlsx.ts'
import {
  becameTerms,
  importTables,
  type ReportedRow,
  rankedFindings,
  reportedRow,
  rowStateTerms,
} from '../../shared/reports/import-sheet.ts'
import { whyUnusable } from '../local/data-folder.ts'
import { loadSampleInto } from '../local/load-sample.ts'
import { openCatalogueAt } from './catalogue-in-reach.ts'
import { addWorkflows, checkFile, importFile } from './import-file.ts'

const begun = performance.now()
const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
const reportFile = join(dataDir, 'import-report.jsonl')
const sheetFile = join(dataDir, 'import-report.xlsx')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, sample: { type: 'boolean', default: false } },
})
const [file] = positionals
if (values.sample) {
  const loaded = await loadSampleInto(openCatalogueAt(dataDir).catalogue)
  console.log(`Đã nạp mẫu: ${loaded.units} đơn vị, ${loaded.workflows} quy trình, ${loaded.procedures} thủ tục.`)
  process.exit(0)
}
if (file === undefined || !existsSync(file)) {
  console.error(file === undefined ? 'Cách dùng: npm run import -- TỆP [--check]' : `Không có tệp ${file}.`)
  process.exit(2)
}

const unusable = whyUnusable(dataDir, 0)
if (unusable !== undefined) {
  console.error(`Không nhập được: ${unusable}`)
  process.exit(1)
}
const report = createWriteStream(reportFile)
const workflows = sampleWorkflows()
const desk = { now: () => instantOf(new Date()), province: process.env.PROVINCE_CODE ?? hueProvince, workflows }

try {
  const run = values.check ? await check(file) : await take(file)
  tellRun(run)
  if (run.state === 'failed') process.exitCode = 1
} catch (error) {
  if (error instanceof BadImportFile) {
    console.error(`Không nhập được: ${error.message}`)
  } else {
    const why = error instanceof Outage ? error.cause : error
    console.error(`Dừng giữa chừng: ${why instanceof Error ? `${why.name}: ${why.message}` : String(why)}`)
    console.error('Những dòng đã nhập được giữ; nhập lại cùng tệp sẽ làm tiếp phần còn lại.')
  }
  process.exitCode = 1
}
report.end()
await finished(report)

async function check(path: string): Promise<ImportRun> {
  const rows: ReportedRow[] = []
  const run = await checkFile(desk, path, (settled) => {
    for (const row of settled) {
      rows.push(reportedRow(row))
      note(row)
    }
  })
  writeFileSync(sheetFile, await drawXlsx(importTables(run, rows)))
  return run
}

async function take(path: string): Promise<ImportRun> {
  const { catalogue, imports } = openCatalogueAt(dataDir)
  const added = await addWorkflows(catalogue, workflows)
  if (added > 0) {
    console.log(`Quy trình nội bộ mới: ${added}.`)
    const directory = directoryOf(hueUnits, hueOfficers)
    for (const row of workflows)
      for (const { says } of lintWorkflow(row, undefined, directory)) console.log(`  ${says}`)
  }
  const { run, ended } = await importFile({ ...desk, catalogue, imports: noting(imports) }, path)
  if (ended === 'overtaken') console.error('Một tiến trình khác đang nhập cùng tệp này.')
  return run
}

/** What goes into quarantine and into the report is noted here too. */
function noting(imports: Imports): Imports {
  return {
    ...imports,
    async keepSheet(id, n, rows) {
      await imports.keepSheet(id, n, rows)
      if (rows.every(({ state }) => state !== 'waiting')) rows.forEach(note)
    },
    async keepReport(id, bytes, type) {
      await imports.keepReport(id, bytes, type)
      writeFileSync(sheetFile, bytes)
    },
  }
}

function note({ raw: _, cleaned, ...row }: QuarantinedRow): void {
  const isWorthTelling = row.state !== 'unchanged' && (row.state !== 'taken' || row.findings.length > 0)
  if (isWorthTelling) report.write(`${JSON.stringify({ ...row, name: cleaned?.name })}\n`)
}

function tellRun(run: ImportRun): void {
  const { counts } = run
  console.log(
    `${run.rowsDone} dòng: ${rowStates.map((state) => `${rowStateTerms[state].toLowerCase()} ${counts[state]}`).join('; ')}.`,
  )
  if (!values.check) {
    for (const [became, term] of Object.entries(becameTerms)) {
      const rows = Object.entries(run.became).find(([name]) => name === became)?.[1]
      if (rows) console.log(`  ${term}: ${rows}`)
    }
  }
  console.log('Phát hiện (số dòng):')
  for (const { code, rows } of rankedFindings(run.findings))
    console.log(`  ${code}: ${rows}  ${importFindings[code].says}`)
  if (run.failure !== undefined) console.error(`Không nhập được: ${run.failure}`)
  const seconds = (performance.now() - begun) / 1000
  console.log(`Trong ${seconds.toFixed(1)} giây (${Math.round(run.rowsDone / seconds)} dòng/giây).`)
  console.log(`Từng trường hợp: ${reportFile}, ${sheetFile}`)
}
