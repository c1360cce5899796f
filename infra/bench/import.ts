import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hueProvince } from '../../shared/agencies/hue.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import { openCatalogueAt } from '../commands/catalogue-in-reach.ts'
import { importFile } from '../commands/import-file.ts'
import { startEverything } from '../local/everything.ts'
import { projectFolder } from '../local/stores/child-process.ts'
import { atMost, type Figure } from './figure.ts'

/** As many as the national catalogue of 2026 that concerns a province. */
const rows = 5_283

/** Seconds to bring a whole catalogue into the local stack: `IMPORT_FILE`, or the sample under as many codes of its own. */
export async function measureImport(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-import-'))
  const file = process.env.IMPORT_FILE ?? multiplied(dataDir)
  const system = await startEverything({ dataDir })
  try {
    const { catalogue, imports } = openCatalogueAt(dataDir)
    const desk = { now: () => instantOf(new Date()), province: hueProvince, workflows: sampleWorkflows() }
    const take = async () => {
      const begun = performance.now()
      const { run } = await importFile({ ...desk, catalogue, imports }, file)
      return { run, seconds: (performance.now() - begun) / 1000 }
    }
    const first = await take()
    const again = await take()
    return [
      { name: 'import, rows', value: first.run.rowsDone, unit: 'rows' },
      { name: 'import, first time', value: first.seconds, unit: 's', ...atMost(60) },
      { name: 'import, rows taken in', value: first.run.counts.taken + first.run.counts.draft, unit: 'rows' },
      { name: 'import, second time', value: again.seconds, unit: 's' },
      {
        name: 'import, versions written the second time',
        value: again.run.counts.taken + again.run.counts.draft,
        unit: 'rows',
        ...atMost(0),
      },
    ]
  } finally {
    await system.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The shipped rows again and again, each time under codes that nobody uses. */
function multiplied(folder: string): string {
  const sample = readFileSync(join(projectFolder, 'shared/catalogue/sample/procedures.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const lines = Array.from({ length: rows }, (_, n) => {
    const row: object = JSON.parse(sample[n % sample.length] ?? '{}')
    return JSON.stringify({ ...row, code: `9.${String(n).padStart(6, '0')}` })
  })
  const file = join(folder, 'catalogue.jsonl')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
