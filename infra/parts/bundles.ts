import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { fontFiles } from '../../shared/forms/fonts.ts'
import { routes } from '../../shared/http/routes.ts'
import { bundling, ownRows, writtenContract } from './bundling.ts'
import { type DeskCode, drawing, everyWayIn } from './desk-functions.ts'
import { lateParts } from './late-parts.ts'

const find = createRequire(import.meta.url)

/** Those that load a part of themselves when it is first needed: split, each in a run of its own. */
const split: readonly string[] = [
  'intake',
  'processing',
  'catalogue',
  'reports',
  'keeping',
  'indices',
  'imports',
  'scan-verdict',
  'overdue-report',
  'paying',
  'payment-queries',
  'portal',
  'portal-watch',
  'transfers',
  'partner-answers',
  'sheets',
  'printing',
  'reporting',
]

/** The one that tells the OpenAPI document. */
const describing = 'catalogue'

/**
 * What serves HTTP carries its own rows of the table of routes, and so is bundled in a run of its own. The others are bundled in one
 * run of esbuild, each into a folder of its own: one run for each function, as `NodejsFunction` makes them, takes several times as
 * long, and `npm start` waits for it.
 */
export async function bundles(): Promise<DeskCode> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bundles-'))
  // The assembly keeps its own copy of each bundle.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  // Every schema and example there is: loaded here, when bundles are made, and by no function.
  const { openapi } = await import('../../shared/http/openapi.ts')
  const contract = writtenContract(openapi())
  const whole = everyWayIn.filter((name) => !split.includes(name) && !isEntry(name))
  await Promise.all([
    bundle(folder, whole, {}),
    ...doors.map((name) =>
      bundle(folder, [name], optionsOf(name, [ownRows(name), ...(name === describing ? [contract] : [])])),
    ),
    ...split.filter((name) => !isEntry(name)).map((name) => bundle(folder, [name], optionsOf(name, []))),
  ])
  for (const name of drawing) copyFonts(join(folder, name))
  return (name) => Code.fromAsset(join(folder, name))
}

const doors = [...new Set(routes.map((row) => row.serves))]
const isEntry = (name: string) => doors.some((door) => door === name)
const sourceOf = (name: string) => `functions/${name}.ts`

function optionsOf(name: string, own: readonly Plugin[]): BuildOptions {
  const plugins = [...bundling.plugins, ...own]
  if (!split.includes(name)) return { plugins }
  return { splitting: true, chunkNames: `${name}/[hash]`, plugins: [lateParts(`./${sourceOf(name)}`), ...plugins] }
}

async function bundle(folder: string, names: readonly string[], options: BuildOptions) {
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, sourceOf(name)]))
  const { metafile } = await build({ ...bundling, ...options, entryPoints, outdir: folder, metafile: true })
  dropUnasked(metafile, Object.values(entryPoints))
}

/** What would come late is written even where whatever asks for it has fallen away. */
function dropUnasked(metafile: Metafile, entries: readonly string[]) {
  const asked = askedBy(metafile, entries)
  for (const file of Object.keys(metafile.outputs)) if (!asked.has(file)) rmSync(join(bundling.absWorkingDir, file))
}

/** The written files that these entries can come to ask for, themselves among them. */
export function askedBy({ outputs }: Metafile, entries: readonly string[]): ReadonlySet<string> {
  const asked = new Set(Object.keys(outputs).filter((file) => entries.includes(outputs[file]?.entryPoint ?? '')))
  for (const file of asked) for (const { path } of outputs[file]?.imports ?? []) asked.add(path)
  return asked
}

/** Half a megabyte each, read when the first sheet is drawn. */
function copyFonts(folder: string) {
  for (const file of Object.values(fontFiles)) {
    copyFileSync(find.resolve(`@expo-google-fonts/noto-serif/${file}`), join(folder, basename(file)))
  }
}
