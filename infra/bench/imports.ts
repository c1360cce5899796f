import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { projectFolder } from '../local/stores/child-process.ts'
import { bundling } from '../parts/bundling.ts'
import type { Bundle } from './bundles.ts'
import { atMost, type Figure, median } from './figure.ts'

const rounds = 9
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

/** Milliseconds a fresh process takes to import each bundle, next to the two yardsticks of the same run. */
export async function measureImports(bundles: readonly Bundle[]): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-imports-'))
  try {
    const bare = await bundled(folder, 'bare')
    const libraries = await bundled(folder, 'libraries')
    const files = [bare, libraries, ...bundles.map(({ file }) => file)]
    const times = new Map<string, number[]>(files.map((file) => [file, []]))
    // One round after the other, so that a busy moment of the machine falls on all alike.
    for (let round = 0; round < rounds; round += 1) {
      for (const file of files) times.get(file)?.push(await importTime(file))
    }
    const of = (file: string) => median(times.get(file) ?? [])
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

/** What bundles look for while they are imported; nothing is called. */
const environment = {
  AWS_REGION: 'ap-southeast-1',
  TABLE_NAME: 'table',
  QUARANTINE_BUCKET: 'quarantine',
  CLEAN_BUCKET: 'clean',
  CATALOGUE_BUCKET: 'catalogue',
  STAGE: 'bench',
  PROVINCE_CODE: 'H57',
  MAIL_FROM: 'bench@example.invalid',
  SECRETS_ID: 'secrets',
  CITIZEN_ISSUER: 'https://citizens.invalid',
  STAFF_ISSUER: 'https://staff.invalid',
  VNPOST_URL: 'https://post.invalid',
  PARTNER_HOSTS: 'post.invalid',
  POST_SECRETS_ID: 'post',
  SCAN_MAX_BYTES: '20971520',
  SCAN_MAX_COUNT: '100',
  TRANSFERS_QUEUE_URL: 'https://queue.invalid/transfers',
  POSTAL_RETURNS_QUEUE_URL: 'https://queue.invalid/returns',
  NOTICES_QUEUE_URL: 'https://queue.invalid/notices',
  SHEETS_QUEUE_URL: 'https://queue.invalid/sheets',
  LOOK_UP_ADDRESS: 'https://look-up.invalid/?ma={code}',
}

async function importTime(file: string): Promise<number> {
  const code = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});console.log(performance.now()-t)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, ...environment },
  })
  return Number(stdout.trim().split('\n').at(-1))
}
