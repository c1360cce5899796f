import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../infra/local/stores/child-process.ts'
import { bundling, undescribed } from '../../infra/parts/bundling.ts'

const schema = `import * as z from 'zod'
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
  const schema = z.object({ day: z.iso.date(), rows: z.array(z.record(z.string(), z.json())), n: z.coerce.number() })
  export const parse = (value) => schema.safeParse(value)
  export const describe = () => z.toJSONSchema(schema)
  export const open = () => new DynamoDBClient({ region: 'x' }).config.endpointDiscoveryEnabled`

const folder = mkdtempSync(join(tmpdir(), 'bundling-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function load(plugins = bundling.plugins) {
  const stdin = { contents: schema, resolveDir: projectFolder, loader: 'ts' } as const
  const outfile = join(folder, String(plugins.length), 'index.mjs')
  await build({ ...bundling, plugins, stdin, outfile })
  const code: {
    parse(value: unknown): { success: boolean; data?: unknown }
    describe(): unknown
    open(): unknown
  } = await import(pathToFileURL(outfile).href)
  return { ...code, bytes: statSync(outfile).size }
}

describe('a bundle', () => {
  it('parses as the libraries do, opens the table, and leaves out what tells a schema as JSON Schema', async () => {
    const [short, whole] = await Promise.all([load(), load(bundling.plugins.filter((one) => one !== undescribed))])
    const said = { day: '2026-11-26', rows: [{ a: [1] }], n: '3' }
    for (const { parse, open } of [short, whole]) {
      expect(parse(said)).toEqual({ success: true, data: { ...said, n: 3 } })
      expect(parse({ ...said, day: '2026-11-31' }).success).toBe(false)
      expect(open()).toBeUndefined()
    }
    expect(() => short.describe()).toThrow('does not describe')
    expect(whole.describe()).toMatchObject({ type: 'object', required: ['day', 'rows', 'n'] })
    expect(whole.bytes - short.bytes).toBeGreaterThan(10_000)
  })
})
