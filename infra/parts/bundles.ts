import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { buildSync } from 'esbuild'
import { type DeskCode, everyWayIn } from './desk-functions.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * All functions bundled in one run of esbuild, each into a folder of its own. One run for each function, as
 * `NodejsFunction` makes them, takes several times as long, and `npm start` waits for it.
 */
export function bundles(): DeskCode {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bundles-'))
  // The assembly keeps its own copy of each bundle.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(everyWayIn.map((name) => [`${name}/index`, `functions/${name}.ts`])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(root, 'infra/parts/lambda-credentials.ts') },
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    // Packages still written for `require` find it here; an ES module has none of its own.
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
  })
  return (name) => Code.fromAsset(join(folder, name))
}
