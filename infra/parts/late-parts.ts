import type { Plugin } from 'esbuild'

const namespace = 'late-parts'
const held = `${namespace}:`

/**
 * esbuild writes a file for each set of late parts that use something together, also where the entry uses it: a start then reads
 * five or eight files, half a millisecond each. A late part that says it stands on the whole entry leaves one file for all of the start.
 */
export function lateParts(entry: string): Plugin {
  return {
    name: namespace,
    setup({ onLoad, onResolve, resolve, initialOptions }) {
      const parts = new Map<string, { path: string; namespace: string }>()
      onResolve({ filter: /.*/ }, async ({ pluginData, path, ...from }) => {
        if (from.kind !== 'dynamic-import' || pluginData === namespace) return undefined
        const part = await resolve(path, { ...from, pluginData: namespace })
        const name = `${part.namespace}:${part.path}`
        parts.set(name, { path: part.path, namespace: part.namespace })
        return { path: name, namespace, errors: part.errors }
      })
      onResolve({ filter: new RegExp(`^${held}`) }, ({ path }) => parts.get(path.slice(held.length)))
      onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const part = JSON.stringify(`${held}${path}`)
        const contents = `export { handler as entry } from ${JSON.stringify(entry)}
          export * from ${part}
          import * as part from ${part}
          export default Reflect.get(part, 'default')`
        return { contents, loader: 'js', resolveDir: initialOptions.absWorkingDir ?? '' }
      })
    },
  }
}
