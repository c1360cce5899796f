/** Chapter `imports`: processor time of each function's start. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { region } from '../local/account.ts'
import { projectFolder } from '../local/stores/child-process.ts'
import { bundling } from '../parts/bundling.ts'
import type { Bundle } from './bundles.ts'
import { atMost, type Figure } from './figure.ts'

const rounds = 15
const run = promisify(execFile)

/** A handler with nothing, and the libraries alone as a bundle carries them: what an import can cost at least. */
const yardsticks = {
  bare: 'export const handler = async () => ({ statusCode: 204 })',
  libraries: `
    import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
    import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
    import middy from '@middy/core'
    import * as z from 'zod'
    const shape = z.strictObject({ id: z.string() })
    const db = DynamoDBDocumentClient.from(new DynamoDBClient({}))
    const commands = { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand }
    export const handler = middy(async (event) => [shape.parse(event), db, commands])`,
} as const

/**
 * Milliseconds of processor a fresh process takes to import each bundle, next to the two yardsticks of the same run: on a machine
 * that has other things to do the clock on the wall tells of those.
 */
export async function measureImports(bundles: readonly Bundle[]): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-imports-'))
  try {
    const bare = await bundled(folder, 'bare')
    const libraries = await bundled(folder, 'libraries')
    const told = new Map([
      [bare, {}],
      [libraries, {}],
      ...bundles.map(({ file, environment }) => [file, environment] as const),
    ])
    const times = new Map<string, number[]>([...told.keys()].map((file) => [file, []]))
    // One round after the other, so that a busy moment of the machine falls on all alike.
    for (let round = 0; round < rounds; round += 1) {
      for (const [file, environment] of told) times.get(file)?.push(await importTime(file, environment))
    }
    // What else the machine does only adds to a time: the fastest round is the nearest to the truth.
    const of = (file: string) => Math.min(...(times.get(file) ?? []))
    const ratios = bundles.map(({ name, file }) => ({ name, ratio: of(file) / of(libraries) }))
    return [
      { name: 'import, bare handler', value: of(bare), unit: 'ms' },
      { name: 'import, SDK + middy + zod alone', value: of(libraries), unit: 'ms' },
      ...bundles.map(({ name, file }) => ({
        name: `import, ${name}, of bare`,
        value: of(file) / of(bare),
        unit: 'times',
      })),
      ...ratios.map(({ name, ratio }) => ({
        name: `import, ${name}, of SDK + middy + zod`,
        value: ratio,
        unit: 'times',
        ...atMost(1.15),
      })),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bundled with the functions' own options. */
export async function bundled(folder: string, name: string, contents?: string): Promise<string> {
  const outfile = join(folder, name, 'index.mjs')
  await build({
    ...bundling,
    stdin: {
      contents: contents ?? (name === 'bare' ? yardsticks.bare : yardsticks.libraries),
      resolveDir: projectFolder,
      loader: 'ts',
    },
    outfile,
  })
  return outfile
}

async function importTime(file: string, told: Readonly<Record<string, string>>): Promise<number> {
  const url = JSON.stringify(pathToFileURL(file).href)
  const code = `const b=process.cpuUsage();await import(${url});const{user,system}=process.cpuUsage(b);console.log((user+system)/1000)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, AWS_REGION: region, ...told },
  })
  return Number(stdout.trim().split('\n').at(-1))
}
