import { inflateSync } from 'node:zlib'

interface Part {
  id: string
  dictionary: string
  stream: string
}

/** The text of a PDF of ours, page by page: enough of a reader for fonts with a ToUnicode map, as every sheet has. */
export function readPdf(bytes: Uint8Array): { pages: string[]; width: number; height: number } {
  const parts = partsOf(Buffer.from(bytes))
  const byId = new Map(parts.map((part) => [part.id, part]))
  const maps = new Map(
    parts.flatMap((part) => {
      const map = byId.get(/\/ToUnicode (\d+) 0 R/.exec(part.dictionary)?.[1] ?? '')
      return map ? [[part.id, signsOf(map.stream)] as const] : []
    }),
  )
  const pages = parts.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
  const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pages[0]?.dictionary ?? '') ?? []
  return {
    width: Math.round(Number(width)),
    height: Math.round(Number(height)),
    pages: pages.map((page) => textOn(page, byId, maps)),
  }
}

/** How often two signs are set closer or wider than they are. */
export function pairsIn(bytes: Uint8Array): number {
  return shownIn(bytes).reduce((sum, said) => sum + (said.match(/> -?[1-9][\d.]* </g) ?? []).length, 0)
}

/** How many signs of the fonts are set, one or several letters each. */
export function glyphsIn(bytes: Uint8Array): number {
  return shownIn(bytes).reduce((sum, said) => sum + glyphsOf(said).length, 0)
}

function shownIn(bytes: Uint8Array): string[] {
  const all = partsOf(Buffer.from(bytes)).flatMap(({ stream }) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)])
  return all.map(([, said = '']) => said)
}

const glyphsOf = (shown: string): string[] =>
  [...shown.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])

/** The bytes of the file that is attached to a PDF of ours. */
export function attachedTo(bytes: Uint8Array): Buffer | undefined {
  const file = partsOf(Buffer.from(bytes)).find(({ dictionary }) => dictionary.includes('/Type /EmbeddedFile'))
  return file && Buffer.from(file.stream, 'latin1')
}

function partsOf(file: Buffer): Part[] {
  const text = file.toString('latin1')
  return [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', content = '']) => {
    const at = content.indexOf('\nstream\n')
    if (at === -1) return { id, dictionary: content, stream: '' }
    const dictionary = content.slice(0, at)
    const raw = Buffer.from(content.slice(at + 8, content.lastIndexOf('\nendstream')), 'latin1')
    const stream = /FlateDecode/.test(dictionary) ? inflateSync(raw) : raw
    return { id, dictionary, stream: stream.toString('latin1') }
  })
}

/** Sign by glyph number, from `<0001> <0120> [<0041> <0042> ...]`. */
function signsOf(map: string): Map<number, string> {
  const signs = new Map<number, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [index, [, sign = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const units = sign.replaceAll(' ', '').match(/.{4}/g) ?? []
      signs.set(
        Number.parseInt(from, 16) + index,
        String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))),
      )
    }
  }
  return signs
}

function textOn(page: Part, byId: Map<string, Part>, maps: Map<string, Map<number, string>>): string {
  const resources = byId.get(/\/Resources (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '')?.dictionary ?? page.dictionary
  const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
  const content = byId.get(/\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '')?.stream ?? ''
  const lines: string[] = []
  let font = ''
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = name
    else lines.push(spoken(shown ?? '', maps.get(fonts.get(font) ?? '')))
  }
  return lines.join('\n')
}

function spoken(shown: string, signs: Map<number, string> | undefined): string {
  return glyphsOf(shown)
    .map((glyph) => signs?.get(Number.parseInt(glyph, 16)) ?? '\uFFFD')
    .join('')
}
