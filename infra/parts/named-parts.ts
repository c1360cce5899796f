import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'

/** Files of the SDK that do little else than hand on what others hold. */
const handingOn = /^(@aws-sdk\/core\/protocols|@smithy\/core\/(protocols|serde))$/
const namespace = 'named-parts'

/**
 * A bundle that is split keeps beside its entry every file that the entry can reach, used or not: by way of the SDK's files that
 * only hand on, all of XML for the tables, 35 KB of each start. Whoever asks such a file for names is given the files that hold them.
 */
export const namedParts: Plugin = {
  name: namespace,
  setup({ onLoad, onResolve, resolve }) {
    const made = new Map<string, { contents: string; resolveDir: string }>()
    onResolve({ filter: handingOn }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === namespace) return undefined
      const names = namesAsked(made.get(importer)?.contents ?? readFileSync(importer, 'utf8'), path)
      const { path: whole } = await resolve(path, { importer, resolveDir, kind, pluginData: namespace })
      if (!names) return undefined
      const text = readFileSync(whole, 'utf8')
      const [part, own] = [`${whole}?${names}`, `${namespace}:${whole}`]
      made.set(part, { contents: partsOf(text, names, own), resolveDir: dirname(whole) })
      made.set(own, { contents: text.replaceAll(handedOn, ''), resolveDir: dirname(whole) })
      return { path: part, namespace, sideEffects: false }
    })
    onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({ path, namespace, sideEffects: false }))
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ ...made.get(path), loader: 'js' }))
  },
}

/** Names that a text imports or hands on from a file; `undefined` where it asks for all of it. */
function namesAsked(text: string, from: string): readonly string[] | undefined {
  const all = text.split(`"${from}"`).length - 1
  const asked = [...text.matchAll(/(?:import|export) ?\{([^}]*)\} ?from ?"([^"]+)"/g)].filter(
    ([, , file]) => file === from,
  )
  if (asked.length === 0 || asked.length !== all) return undefined
  return [...new Set(asked.flatMap(([, names = '']) => namesIn(names).map(([name]) => name)))].sort()
}

const handedOn = /export ?\{([^}]*)\} ?from ?"([^"]+)";?/g

/** Lines that hand on these names, each from the file that holds it; what the text makes itself comes from `own`. */
function partsOf(text: string, names: readonly string[], own: string): string {
  const held = new Map<string, string>()
  for (const [, listed = '', file = ''] of text.matchAll(handedOn))
    for (const [name, as] of namesIn(listed)) held.set(as, `export { ${name} as ${as} } from ${JSON.stringify(file)}`)
  return names.map((name) => held.get(name) ?? `export { ${name} } from ${JSON.stringify(own)}`).join('\n')
}

/** Each name with the one it goes under from there on. */
function namesIn(list: string): readonly (readonly [string, string])[] {
  const listed = list.split(',').map((one) => one.trim())
  return listed.flatMap((one) => {
    const [name = '', as = name] = one.split(/\s+as\s+/)
    return name === '' ? [] : [[name, as] as const]
  })
}
