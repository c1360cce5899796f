/** What is wrong with a text that should be one JSON value, or the value. */
export type JsonRead = { value: unknown } | { broken: 'not-json' | 'too-deep' } | { repeated: readonly string[] }

const deepest = 20

/** Reads JSON more strictly than `JSON.parse`: a name said twice in one object, or nesting beyond 20, is refused. */
export function readJson(text: string): JsonRead {
  const repeated = new Set<string>()
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '{' || sign === '[') {
      if (open.length === deepest) return { broken: 'too-deep' }
      open.push(sign === '{' ? new Set() : undefined)
    } else if (sign === '}' || sign === ']') {
      open.pop()
    } else if (sign === '"') {
      const end = closingQuote(text, at)
      const names = open.at(-1)
      if (names && isFollowedByColon(text, end + 1)) {
        const name = plain(text.slice(at, end + 1))
        if (names.has(name)) repeated.add(name)
        names.add(name)
      }
      at = end
    }
  }
  const value = parsed(text)
  if (value === undefined) return { broken: 'not-json' }
  return repeated.size > 0 ? { repeated: [...repeated] } : { value }
}

function closingQuote(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return text[at] === ':'
}

/** `"\u0061"` and `"a"` are one name. */
function plain(quoted: string): string {
  const name = parsed(quoted)
  return typeof name === 'string' ? name : quoted
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
