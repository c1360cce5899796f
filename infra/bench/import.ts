/** Chapter `import`: seconds and units of a whole catalogue. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { hueProvince } from '../../shared/agencies/hue.ts'
import { openBuckets } from '../../shared/aws/buckets/bucket-client.ts'
import { createLongTexts } from '../../shared/aws/buckets/long-texts.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { openCatalogueAt } from '../commands/catalogue-in-reach.ts'
import { importFile } from '../commands/import-file.ts'
import { startEverything } from '../local/everything.ts'
import { projectFolder } from '../local/stores/child-process.ts'
import { measureSearch, metered } from './catalogue-units.ts'
import { atMost, type Figure } from './figure.ts'
import { readsIn, writesIn } from './table-meter.ts'

const running = z.object({ dynamodb: z.string(), tableName: z.string() })
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
    const { dynamodb: url, tableName } = running.parse(
      JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8')),
    )
    const units = await measureRows({ url, name: tableName }, (one) =>
      importFile({ ...desk, catalogue: one, imports }, few(dataDir)),
    )
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
      ...units,
      ...(await measureSearch({ url, name: tableName })),
    ]
  } finally {
    await system.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Units of a row that is new, and of the same row once more; texts go into the bucket and take none. */
function measureRows(at: { url: string; name: string }, take: (catalogue: Catalogue) => Promise<unknown>) {
  return metered(at, async (table, calls): Promise<Figure[]> => {
    const texts = createLongTexts({ s3: openBuckets(), catalogueBucket: process.env.CATALOGUE_BUCKET ?? '' })
    const figures: Figure[] = []
    for (const which of ['new', 'unchanged']) {
      await take(createCatalogue({ ...table, texts }))
      const asked = calls()
      figures.push(
        { name: `import, write units of a row, ${which}`, value: writesIn(asked) / fewRows, unit: 'units' },
        { name: `import, read units of a row, ${which}`, value: readsIn(asked) / fewRows, unit: 'units' },
      )
    }
    return figures
  })
}

const fewRows = 347
const few = (folder: string): string => written(folder, 'few.jsonl', '8', fewRows)
const multiplied = (folder: string): string => written(folder, 'catalogue.jsonl', '9', rows)

/** The shipped rows again and again, each time under codes that nobody uses. */
function written(folder: string, name: string, series: string, count: number): string {
  const sample = readFileSync(join(projectFolder, 'shared/catalogue/sample/procedures.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const lines = Array.from({ length: count }, (_, n) => {
    const row: object = JSON.parse(sample[n % sample.length] ?? '{}')
    return JSON.stringify({ ...row, code: `${series}.${String(n).padStart(6, '0')}` })
  })
  const file = join(folder, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
