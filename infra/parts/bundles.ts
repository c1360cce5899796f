import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { build } from 'esbuild'
import { bundling } from './bundling.ts'
import { type DeskCode, everyWayIn } from './desk-functions.ts'

/**
 * All functions bundled in one run of esbuild, each into a folder of its own. One run for each function, as
 * `NodejsFunction` makes them, takes several times as long, and `npm start` waits for it.
 */
export async function bundles(): Promise<DeskCode> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bundles-'))
  // The assembly keeps its own copy of each bundle.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await build({
    ...bundling,
    entryPoints: Object.fromEntries(everyWayIn.map((name) => [`${name}/index`, `functions/${name}.ts`])),
    outdir: folder,
  })
  return (name) => Code.fromAsset(join(folder, name))
}
