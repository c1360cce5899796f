import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { madeFile } from '../infra/client/write-client.ts'

/** The rules of the house, checked: floors, names, and what may stand at the top. */
const root = join(import.meta.dirname, '..')
const floors: readonly (readonly [string, number])[] = [
  ['infra', 10],
  ['portal', 10],
  ['functions', 9],
  ['shared/http', 8],
  ['shared/desk', 7],
  ['shared/aws', 7],
  ['shared/connectors', 7],
  ['shared/reports', 6],
  ['shared/partner-ports.ts', 5],
  ['shared/payment-ports.ts', 5],
  ['shared/ports.ts', 5],
  ['shared/notices', 4],
  ['shared/satisfaction', 4],
  ['shared/messages', 4],
  ['shared/forms', 4],
  ['shared/counters', 4],
  ['shared/dossier', 3],
  ['shared/catalogue', 2],
  ['shared/agencies', 1],
  ['shared/calendar', 0],
  ['shared/access', 2],
  ['shared/settings.ts', 0],
  ['shared/outage.ts', 0],
  ['shared/log.ts', 0],
  ['shared/in-turn.ts', -1],
  ['shared/read-json.ts', -1],
  ['shared/lazily.ts', -1],
  ['shared/place.ts', -1],
  ['shared/near-zero.ts', -1],
  ['shared/foreign-cursor.ts', -1],
  ['shared/with-changes.ts', -1],
]

/** Types may look up: they are gone when the code runs. */
const typeOnly = /^(import|export) type /

const files = ['infra', 'functions', 'shared', 'test'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name)),
)
const product = files.filter((file) => !file.startsWith('test/'))

function roomOf(file: string): readonly [string, number] | undefined {
  return floors.find(([room]) => file === room || file.startsWith(`${room}/`))
}

function importsOf(file: string): { line: string; target: string }[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^(?:import|export)[^;]*?from '(\.[^']+)'/gms)].map((match) => ({
    line: match[0],
    target: relative(root, join(root, dirname(file), match[1] ?? '')),
  }))
}

describe('the house', () => {
  it('lets a file import from its own room or a lower floor only', () => {
    const wrong = product.flatMap((file) => {
      const own = roomOf(file)
      if (!own) return [`${file} lies in no room`]
      return importsOf(file)
        .filter(({ line, target }) => {
          const other = roomOf(target)
          const inside = other?.[0] === own[0]
          return !inside && target !== 'cdk.json' && !typeOnly.test(line) && (other === undefined || other[1] >= own[1])
        })
        .map(({ target }) => `${file} -> ${target}`)
    })
    expect(wrong).toEqual([])
  })
  it.each([
    ['desk', 'shared/desk', 10],
    ['ports on AWS', 'shared/aws', 8],
    ['reports', 'shared/reports', 5],
    ['rules', 'shared/dossier', 10],
  ])('lets the rooms of the %s ask each other in one direction only', (_, whole, rooms) => {
    const roomIn = (file: string) => (dirname(file) === whole ? file : dirname(file))
    const asked = new Map<string, Set<string>>()
    for (const file of product.filter((one) => one.startsWith(`${whole}/`))) {
      const targets = importsOf(file).filter(
        ({ line, target }) => target.startsWith(`${whole}/`) && !typeOnly.test(line),
      )
      const others = targets.map(({ target }) => roomIn(target)).filter((room) => room !== roomIn(file))
      asked.set(roomIn(file), new Set([...(asked.get(roomIn(file)) ?? []), ...others]))
    }
    expect(asked.size).toBeGreaterThan(rooms)
    const reached = (from: string, seen = new Set<string>()): Set<string> => {
      for (const next of asked.get(from) ?? []) if (!seen.has(next)) reached(next, seen.add(next))
      return seen
    }
    expect([...asked.keys()].filter((room) => reached(room).has(room))).toEqual([])
  })
  it('has no file whose name says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|managers?|services?|common|misc|base|abstract)(\.|\/|-)/
    expect(files.filter((file) => empty.test(file))).toEqual([])
  })
  it('exports no function or constant that no other file asks for', () => {
    // Put in the place of the SDK's own by the bundler, which asks for them by name; tables of classes are read by the compiler.
    const askedElsewhere =
      /^infra\/parts\/(never-run|lambda-credentials)\.ts$|^functions\/|^shared\/dossier\/people\/personal-data\.ts$/
    const words = new Map(files.map((file) => [file, new Set(readFileSync(join(root, file), 'utf8').match(/\w+/g))]))
    const unasked = files
      .filter((file) => file !== madeFile && !askedElsewhere.test(file))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
          .map((match) => match[1] ?? '')
          .filter((name) => !files.some((other) => other !== file && words.get(other)?.has(name)))
          .map((name) => `${file}: ${name}`),
      )
    expect(unasked).toEqual([])
  })
  it('keeps every file of the product under 300 lines', () => {
    const written = product.filter((file) => file !== madeFile)
    const long = written.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300)
    expect(long).toEqual([])
  })
  it('lets the rules touch nothing: no clock, no input or output, no waiting', () => {
    const rules = product.filter((file) => /^shared\/(dossier|calendar|agencies|counters|satisfaction)\//.test(file))
    const touching = rules.filter((file) =>
      /\bDate\.now\(|new Date\(\)|\basync \b|\bawait \b|from 'node:(fs|http|net)|Math\.random/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )
    expect(touching).toEqual([])
  })
  it('says of everything that is refused for the state of a dossier what stands otherwise', () => {
    const silent = product.filter((file) => /object\('not-now'\)/.test(readFileSync(join(root, file), 'utf8')))
    expect(silent).toEqual([])
  })
  it('imports nothing for its effect alone, since bundles leave out whatever nobody asks a name of', () => {
    const forEffect = product.filter((file) => /^import ['"]/m.test(readFileSync(join(root, file), 'utf8')))
    expect(forEffect).toEqual([])
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toMatchObject({ sideEffects: false })
  })
  it('keeps no promise of a part that comes late: one that failed is asked for again', () => {
    const kept = product.filter((file) =>
      /lazily\(\s*(async\b|\(\) => import\()/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(kept).toEqual([])
  })
  it('bundles no locale of zod it does not speak', () => {
    const greedy = product.filter((file) => /import \{ z \} from 'zod'/.test(readFileSync(join(root, file), 'utf8')))
    expect(greedy).toEqual([])
  })
  it('gives every alarm a heading in the runbook', () => {
    const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
    const stacks = product.filter((file) => /^infra\/(parts\/|desk-stack)/.test(file))
    const headings = stacks.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/heading: ['`]([^'`]+)['`]/g)].map((match) => match[1] ?? ''),
    )
    expect(headings.length).toBeGreaterThan(5)
    const missing = headings.filter((heading) => !runbook.includes(`## ${heading.replace(/\$\{\w+\}/, 'NAME')}\n`))
    expect(missing).toEqual([])
  })
})
