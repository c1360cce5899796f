/** Chapter `bundles`: how large each function's bundle is. `imports` and `speed` run the same bundles. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import { readModel } from '../local/templates/read-model.ts'
import { drawing } from '../parts/desk-functions.ts'
import { atMost, type Figure, median } from './figure.ts'

export interface Bundle {
  name: string
  file: string
  /** What the template tells the function. */
  environment: Readonly<Record<string, string>>
}

/** What one that draws nothing may have. */
export const mostKilobytes = 650

/** The bundles that are deployed, by the folder name of their function. */
export async function deployedBundles(): Promise<Bundle[]> {
  const model = readModel(readAssembly(await synthesise(console.error)), { sqsEndpoint: 'http://127.0.0.1' })
  return model.functions.flatMap(({ path, folder, environment }) =>
    folder && !path.includes('Custom::') ? [{ name: path, file: join(folder, 'index.mjs'), environment }] : [],
  )
}

export function measureBundles(bundles: readonly Bundle[]): Figure[] {
  const sizes = bundles.map(({ name, file }) => ({ name, kb: kilobytesIn(join(file, '..')) }))
  const draws = (name: string) => drawing.some((one) => name.split('/').includes(one))
  const each = sizes.map(({ name, kb }) => {
    const figure = { name: `bundle, ${name}`, value: kb, unit: 'KB' }
    // Those that draw carry their fonts.
    return draws(name) ? figure : { ...figure, ...atMost(mostKilobytes) }
  })
  const all = sizes.filter(({ name }) => !draws(name)).map(({ kb }) => kb)
  return [
    ...each,
    { name: 'bundle, median', value: median(all), unit: 'KB', ...atMost(420) },
    { name: 'bundle, largest', value: Math.max(...all), unit: 'KB', ...atMost(mostKilobytes) },
  ]
}

function kilobytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) / 1024
}
