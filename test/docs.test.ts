import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routes } from '../shared/http/routes.ts'

/** What the documents name has to be there: files, commands, routes, decisions, headings, libraries. */
const root = join(import.meta.dirname, '..')
const rooms = ['shared', 'infra', 'functions', 'test', 'docs', '.ci']
const files = [
  ...readdirSync(root),
  ...rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  ),
]
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const documents = files.filter((file) => file.endsWith('.md')).map((file) => ({ file, text: read(file) }))
const decisions = files.filter((file) => /^docs\/decisions\/\d{4}-.+\.md$/.test(file)).sort()
const packaged: { scripts: Record<string, string>; [kind: `${string}ependencies`]: Record<string, string> } =
  JSON.parse(read('package.json'))

/** Everything of a kind that the documents name and that is not there, each with the document that names it. */
function wrongly(pattern: RegExp, isThere: (named: string, file: string) => boolean, of = documents): string[] {
  return of.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)]
      .map((match) => (match[1] ?? match[0]).replace(/[.,:;/]+$/, ''))
      .filter((named) => !isThere(named, file))
      .map((named) => `${file}: ${named}`),
  )
}

describe('the documents', () => {
  it('name files and rooms that are there', () => {
    const inRooms = /(?<![\w./-])((?:shared|infra|functions|test|docs|\.ci)\/[\w./*-]+)/g
    const matching = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`)
    expect(wrongly(inRooms, (path) => files.some((file) => matching(path).test(file)))).toEqual([])
    const alone = /`((?:[\w-]+\/)*[\w-]+\.(?:ts|mjs|sql))`/g
    expect(wrongly(alone, (path) => files.some((file) => file === path || file.endsWith(`/${path}`)))).toEqual([])
  })
  it('name every deed and every function in the map of its room', () => {
    const unmapped = ['shared/desk', 'shared/dossier', 'functions'].flatMap((room) => {
      const map = read(join(room, 'README.md'))
      const names = files.filter((file) => file.startsWith(`${room}/`) && file.endsWith('.ts'))
      return names.filter((file) => map.split(`\`${basename(file, '.ts')}\``).length !== 2)
    })
    expect(unmapped).toEqual([])
    const inMaps = documents.filter(({ file }) =>
      ['shared/desk/README.md', 'shared/dossier/README.md', 'functions/README.md'].includes(file),
    )
    const isInRoom = (name: string, file: string) =>
      name === 'shared' ||
      !/^[a-z-]+\/?$/.test(name) ||
      files.some(
        (one) => one.startsWith(`${dirname(file)}/`) && (one.endsWith(`/${name}.ts`) || one.includes(`/${name}`)),
      )
    expect(wrongly(/`([^`]+)`/g, isInRoom, inMaps)).toEqual([])
  })
  it('name every room, and every file that lies in none', () => {
    const map = read('docs/rooms.md')
    const inside = (room: string) => readdirSync(join(root, room), { withFileTypes: true })
    const rooms = [
      ...['shared', 'infra'].flatMap((room) =>
        inside(room)
          .filter((one) => one.isDirectory())
          .map(({ name }) => `${room}/${name}/`),
      ),
      ...inside('shared')
        .filter((one) => one.isFile())
        .map(({ name }) => `shared/${name}`),
    ]
    expect(rooms.length).toBeGreaterThan(20)
    expect(rooms.filter((room) => !map.includes(`\`${room}\``))).toEqual([])
  })
  it('lead to pages that are there', () => {
    const links = /\]\((?!https?:)([^)#]+)\)/g
    expect(wrongly(links, (path, file) => existsSync(join(root, dirname(file), path)))).toEqual([])
  })
  it('name commands that package.json has, and the README names every one of them', () => {
    const builtIn = ['ci', 'run', 'install']
    const commands = /(?:`|^|&& |=\S+ )npm (?:run )?(?:-s )?([a-z][\w-]*)/gm
    const known = (name: string) => name in packaged.scripts || builtIn.includes(name)
    expect(wrongly(commands, known)).toEqual([])
    const unsaid = Object.keys(packaged.scripts).filter(
      (name) => !new RegExp(`npm (run )?(-s )?${name}\\b`).test(read('README.md')),
    )
    expect(unsaid).toEqual([])
  })
  it('name routes that are served', () => {
    const shape = (path: string) => path.replace(/\{[^}]*\}/g, '[^/]+').replaceAll('.', '\\.')
    const served = routes.map(({ method, path }) => new RegExp(`^${method} ${shape(path)}$`))
    const ends = routes.map(({ method, path }) => ({ method, path: path.replace(/\{[^}]*\}/g, '{}') }))
    const named = /\b((?:GET|POST) (?:\.\.\.)?\/[\w/{}.-]+)/g
    const isServed = (route: string) => {
      const [, method, end] = /^(\w+) \.\.\.(.+)$/.exec(route.replace(/\{[^}]*\}/g, '{}')) ?? []
      if (end === undefined) return served.some((one) => one.test(route))
      return ends.some((one) => one.method === method && one.path.endsWith(end))
    }
    expect(wrongly(named, isServed)).toEqual([])
  })
  it('refer to decisions that were taken and to no text that is kept elsewhere, and so do comments', () => {
    const sources = files.filter((file) => file.endsWith('.ts')).map((file) => ({ file, text: read(file) }))
    expect(wrongly(/§[\d.]+/g, () => false, [...documents, ...sources])).toEqual([])
    const taken = new Set(decisions.map((file) => String(Number(file.slice('docs/decisions/'.length).slice(0, 4)))))
    const numbers = /\b[Dd]ecisions? (\d{1,2})\b(?!\d|\/)/g
    expect(wrongly(numbers, (number) => taken.has(number), [...documents, ...sources])).toEqual([])
  })
  it('list every decision in their index, under its own title', () => {
    const index = read('docs/decisions/README.md')
    const unlisted = decisions.filter((file) => {
      const [, number, title] = /^# (\d+)\. (.+)\n/.exec(read(file)) ?? []
      return !index.includes(`| ${number} | [${title}](${file.slice('docs/decisions/'.length)}) |`)
    })
    expect(unlisted).toEqual([])
  })
  it('send whoever reads the runbook to headings that it has', () => {
    const runbook = documents.filter(({ file }) => file === 'docs/runbook.md')
    const headings = new Set(runbook.flatMap(({ text }) => [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])))
    const elsewhere = /(?<!\*)\*([A-Z][^*]+)\*(?!\*)/g
    expect(wrongly(elsewhere, (heading) => headings.has(heading), runbook)).toEqual([])
  })
  it('say why each library is there', () => {
    const said = [...read('docs/decisions/0001-libraries.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap((match) =>
      (match[1] ?? '').split(',').map((name) => new RegExp(`^(@aws-sdk/)?${name.trim().replace('*', '.*')}$`)),
    )
    const libraries = Object.entries(packaged).flatMap(([kind, of]) =>
      /ependencies$/.test(kind) ? Object.keys(of) : [],
    )
    expect(libraries.filter((name) => !name.startsWith('@types/') && !said.some((one) => one.test(name)))).toEqual([])
  })
})
