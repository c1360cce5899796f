import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { build } from 'esbuild'
import { fontFiles } from '../../shared/forms/fonts.ts'
import { bundling } from './bundling.ts'
import { type DeskCode, drawing, everyWayIn } from './desk-functions.ts'

const find = createRequire(import.meta.url)

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
  for (const name of drawing) copyFonts(join(folder, name))
  return (name) => Code.fromAsset(join(folder, name))
}

/** Half a megabyte each, read when the first sheet is drawn. */
function copyFonts(folder: string) {
  for (const file of Object.values(fontFiles)) {
    copyFileSync(find.resolve(`@expo-google-fonts/noto-serif/${file}`), join(folder, basename(file)))
  }
}
