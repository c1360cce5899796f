import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorkflows, importLines, type LineOutcome } from '../../infra/commands/import-file.ts'
import { loadSampleInto } from '../../infra/local/load-sample.ts'
import { createCatalogue } from '../../shared/aws/catalogue.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { memoryPorts } from '../memory/ports.ts'
import { startTable, type TableStore } from '../promises/stores.ts'

const sample = new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url)
const rows = readFileSync(sample, 'utf8').trim().split('\n')
const [first = ''] = rows
const { code }: { code: string } = JSON.parse(first)
const renamed = JSON.stringify({ ...JSON.parse(first), name: 'Tên mới của thủ tục' })

async function* each(lines: readonly string[]) {
  yield* lines
}

/** Imports and collects; a catalogue that counts what is written to it tells the rest. */
async function importInto(catalogue: Catalogue | undefined, lines: readonly string[]) {
  const outcomes: LineOutcome[] = []
  const options = { now: '2026-07-18', workflows: sampleWorkflows(), ...(catalogue && { catalogue }) }
  for await (const outcome of importLines(each(lines), options)) outcomes.push(outcome)
  return outcomes
}

function counting(catalogue: Catalogue) {
  const written: string[] = []
  const counted: Catalogue = {
    ...catalogue,
    async putProcedure(procedure) {
      written.push(`${procedure.code} v${procedure.version}`)
      await catalogue.putProcedure(procedure)
    },
  }
  return { catalogue: counted, written }
}

const deeds = (outcomes: readonly LineOutcome[]) => outcomes.map(({ became }) => became)

describe('an import', () => {
  it('of the rows a first start loaded changes nothing', async () => {
    const { catalogue, written } = counting(memoryPorts().catalogue)
    await loadSampleInto(catalogue)
    written.length = 0
    expect(new Set(deeds(await importInto(catalogue, rows)))).toEqual(new Set(['unchanged']))
    expect(written).toEqual([])
  })

  it('done twice writes once', async () => {
    const { catalogue, written } = counting(memoryPorts().catalogue)
    expect(new Set(deeds(await importInto(catalogue, rows)))).toEqual(new Set(['new']))
    expect(written).toHaveLength(rows.length)
    expect(new Set(deeds(await importInto(catalogue, rows)))).toEqual(new Set(['unchanged']))
    expect(written).toHaveLength(rows.length)
  })

  it('of changed content makes the next version and leaves the one dossiers run under', async () => {
    const { catalogue } = memoryPorts()
    await importInto(catalogue, [first])
    const before = await catalogue.procedure(code)
    expect(deeds(await importInto(catalogue, [renamed]))).toEqual(['changed'])
    expect(await catalogue.procedure(code, 1)).toEqual(before)
    expect(await catalogue.procedure(code)).toMatchObject({ version: 2, name: 'Tên mới của thủ tục' })
    expect(deeds(await importInto(catalogue, [first]))).toEqual(['changed'])
    expect(await catalogue.procedure(code)).toMatchObject({ version: 3, name: before?.name })
  })

  it('goes on after bad lines, and tells each in the order of the file', async () => {
    const { catalogue, written } = counting(memoryPorts().catalogue)
    const outcomes = await importInto(catalogue, ['{', '', first, renamed, ...rows.slice(1, 40)])
    expect(outcomes.slice(0, 3)).toMatchObject([
      { line: 1, became: 'refused', why: 'unreadable' },
      { line: 3, code, became: 'new' },
      { line: 4, code, became: 'refused', why: 'twice' },
    ])
    expect(outcomes.map(({ line }) => line)).toEqual(outcomes.map(({ line }) => line).toSorted((a, b) => a - b))
    expect(written).toHaveLength(outcomes.length - 2)
  })

  it('without a catalogue only reads', async () => {
    expect(deeds(await importInto(undefined, [first]))).toEqual(['read'])
  })

  it('brings the workflows its procedures are bound to, once', async () => {
    const { catalogue } = memoryPorts()
    expect(await addWorkflows(catalogue, sampleWorkflows())).toBe(sampleWorkflows().length)
    expect(await addWorkflows(catalogue, sampleWorkflows())).toBe(0)
  })
})

describe('an import into the table', () => {
  let store: TableStore
  beforeAll(async () => {
    store = await startTable()
  })
  afterAll(() => store.stop())

  it('reads back what it wrote as the same, and keeps every version', async () => {
    const catalogue = createCatalogue(store.table)
    const some = rows.slice(0, 20)
    expect(new Set(deeds(await importInto(catalogue, some)))).toEqual(new Set(['new']))
    expect(new Set(deeds(await importInto(catalogue, some)))).toEqual(new Set(['unchanged']))
    expect(deeds(await importInto(catalogue, [renamed]))).toEqual(['changed'])
    expect(await catalogue.procedure(code, 1)).toMatchObject({ version: 1, name: JSON.parse(first).name })
    expect(await catalogue.procedure(code)).toMatchObject({ version: 2, name: 'Tên mới của thủ tục' })
  })
})
