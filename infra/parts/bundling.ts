import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { BuildOptions, Plugin } from 'esbuild'
import { publishedDays, publishedUntil } from '../../shared/calendar/published.ts'
import { type Entry, routes } from '../../shared/http/routes.ts'
import { namedParts } from './named-parts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const neverRun = join(root, 'infra/parts/never-run.ts')

/**
 * The SDK writes the names of its traits as computed keys, and esbuild keeps every object that has one. Written out, the
 * schemas of operations that a function never calls fall away: 50 KB with S3, 45 KB with SES. So do the errors, some dozens a
 * client, once they are not registered: an error that is not known by its class is thrown as one of the service with the same
 * name, fault and fields, and we know errors by their names.
 */
const writtenOutSchemas: Plugin = {
  name: 'written-out-schemas',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const names = new Map(
        [...text.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name = '', value = '']) => [name, value]),
      )
      const contents = text
        .replaceAll(/\[(\w+)\]:/g, (key, name: string) => {
          const value = names.get(name)
          return value === undefined ? key : `${value}:`
        })
        .replaceAll(/^n\d+_registry\.registerError\(.*\);$/gm, '')
      return { contents, loader: 'js' }
    })
  },
}

/** Each client names its version from its package file; the rest of that file is never read. */
const onlyVersions: Plugin = {
  name: 'only-versions',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, ({ path }) => {
      const { version }: { version?: unknown } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

/** What the SDK keeps for machines that are not ours, by the file it stands in and what stands in for it. */
const elsewhere: Readonly<Record<string, string>> = {
  // Digests in plain JavaScript, for a Node without OpenSSL.
  'checksum/sha256/Sha256Js.js': 'export class Sha256Js {}',
  'checksum/md5/Md5Js.js': 'export class Md5Js {}',
  'sha/sha1/Sha1Js.js': 'export class Sha1Js {}',
  // Node's own requests never hand over a stream of the web.
  'serde/util-stream/sdk-stream-mixin.browser.js': ofTheWeb('sdkStreamMixin'),
  'serde/util-stream/checksum/createChecksumStream.browser.js': ofTheWeb('createChecksumStream'),
  'serde/util-stream/getAwsChunkedEncodingStream.browser.js': ofTheWeb('getAwsChunkedEncodingStream'),
  // Lambda says everything in the environment: no profile lies in a file, and no machine is to be asked where it stands.
  'config/shared-ini-file-loader/loadSharedConfigFiles.js': `
    export const CONFIG_PREFIX_SEPARATOR = '.'
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} })`,
  'config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'export const getInstanceMetadataRegion = async () => undefined',
}

function ofTheWeb(name: string): string {
  return `export const ${name} = () => { throw new Error('no stream of the web is expected') }`
}

const onlyLambda: Plugin = {
  name: 'only-lambda',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](@smithy[\\/]core|@aws-sdk[\\/]checksums)[\\/]dist-es[\\/]submodules[\\/]/ }, ({ path }) => {
      const [, file = ''] = path.replaceAll('\\', '/').split('/dist-es/submodules/')
      const contents = elsewhere[file]
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
  },
}

/** Of Node's own modules those that no start needs. */
const neededLate = ['node:zlib', 'node:dns']

/**
 * An `import` of one of Node's own modules reads all of its names, and `node:http` has some behind which Node then loads its
 * fetch, a third of what a start takes. Asked for as the module itself, only the names that are used are read. What no start needs is
 * loaded when one of its functions is called.
 */
const ownModules: Plugin = {
  name: 'own-modules',
  setup({ onLoad, onResolve }) {
    const namespace = 'own-modules'
    const late = `${namespace}-late`
    const told = (path: string) => `process.getBuiltinModule(${JSON.stringify(path)})`
    onResolve({ filter: /^node:/ }, ({ path, kind }) => {
      if (kind === 'import-statement') return { path, namespace, sideEffects: false }
      return kind === 'dynamic-import' ? { path, namespace: late } : { path, external: true }
    })
    onLoad({ filter: /.*/, namespace }, ({ path }) => {
      const own = Object.entries(process.getBuiltinModule(path) ?? {}).filter(([name]) => name !== 'default')
      const each = own.map(([name, value], n) => {
        const isAsked = neededLate.includes(path) && typeof value === 'function' && /^[a-z]/.test(name)
        const read = isAsked
          ? `(...said)=>${told(path)}.${name}(...said)`
          : `/* @__PURE__ */of(${JSON.stringify(name)})`
        return `const n${n}=${read};export{n${n} as ${name}}`
      })
      const all = `const all=/* @__PURE__ */${told(path)}`
      return { contents: [all, 'export default all', 'const of=(name)=>all[name]', ...each].join('\n'), loader: 'js' }
    })
    onLoad({ filter: /.*/, namespace: late }, ({ path }) => ({
      contents: `module.exports=${told(path)}`,
      loader: 'js',
    }))
  },
}

/**
 * Zod ties to each schema how it is told as JSON Schema: 15 KB that run only where the OpenAPI document is made, which is
 * here (`writtenContract`). Whoever asks a bundle for it is told that it is not there.
 */
export const undescribed: Plugin = {
  name: 'undescribed',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const names = [...text.matchAll(/^export (?:const |function |\{ \w+ as )(\w+)/gm)].map(([, name = '']) => name)
      // Ways of asking are made with each schema; only when one is asked does it say no.
      const stands = names.map((name) => `export{${name.startsWith('create') ? 'later' : 'absent'} as ${name}}`)
      const absent = `const absent=()=>{throw new Error('this bundle does not describe its schemas')}`
      return { contents: [absent, 'const later=()=>absent', ...stands].join('\n'), loader: 'js' }
    })
  },
}

/** Tables of days, names and criteria stand as text: a start passes it by faster than the same as code. */
const tablesAsText: Plugin = {
  name: 'tables-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]shared[\\/].*\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))
      return { contents: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(text)})`, loader: 'js' }
    })
  },
}

/**
 * The published days say the same names and sources again and again: written once each, with rows that tell them by their places,
 * they take 6 KB instead of 32, in nearly every function.
 */
const writtenDays: Plugin = {
  name: 'written-days',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]shared[\\/]calendar[\\/]published\.ts$/ }, () => {
      const fields = Object.keys(publishedDays[0] ?? {})
      const values = [...new Set(publishedDays.flatMap((day) => Object.values(day)))]
      const rows = publishedDays.map((day) => Object.values(day).map((value) => values.indexOf(value)))
      const contents = `const read = () => {
          const { fields, values, rows } = JSON.parse(${JSON.stringify(JSON.stringify({ fields, values, rows }))})
          return rows.map((row) => Object.fromEntries(row.map((at, n) => [fields[n], values[at]])))
        }
        export const publishedDays = /* @__PURE__ */ read()
        export const publishedUntil = ${JSON.stringify(publishedUntil)}`
      return { contents, loader: 'js' }
    })
  },
}

/** Of the table of routes a function carries its own rows, without their headings, which only the OpenAPI document shows. */
export function ownRows(serves: Entry): Plugin {
  const rows = routes.filter((row) => row.serves === serves).map(({ summary: _, ...row }) => row)
  const contents = `export const routes = ${JSON.stringify(rows)}`
  return {
    name: 'own-rows',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]shared[\\/]http[\\/]routes\.ts$/ }, () => ({ contents, loader: 'js' }))
    },
  }
}

/**
 * The OpenAPI document as it is told by this source, written when the bundles are: whoever serves it carries the finished document, pressed,
 * instead of the schemas, texts and examples of every door and what writes them down.
 */
export function writtenContract(document: object): Plugin {
  const pressed = brotliCompressSync(JSON.stringify(document)).toString('base64')
  const contents = `import { brotliDecompressSync } from 'node:zlib'
    export const openapi = () => JSON.parse(brotliDecompressSync(Buffer.from('${pressed}', 'base64')).toString('utf8'))`
  return {
    name: 'written-contract',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]shared[\\/]http[\\/]openapi\.ts$/ }, ({ path }) => ({
        contents,
        loader: 'js',
        resolveDir: dirname(path),
      }))
    },
  }
}

/** How every bundle is made: the functions', and in the bench the ones they are measured against. */
export const bundling = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': join(root, 'infra/parts/lambda-credentials.ts'),
    bowser: neverRun,
    '@smithy/core/event-streams': neverRun,
    '@aws-sdk/middleware-endpoint-discovery': neverRun,
  },
  plugins: [
    writtenOutSchemas,
    onlyVersions,
    onlyLambda,
    ownModules,
    namedParts,
    tablesAsText,
    writtenDays,
    undescribed,
  ],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  // Packages still written for `require` find it here; an ES module has none of its own.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} satisfies BuildOptions
