/** What is wrong with a text that should be one JSON value, or the value. */
export type JsonRead =
  | { value: unknown }
  /** `at`: how many characters were read until it broke. */
  | { broken: 'not-json' | 'too-deep'; at: number }
  | { repeated: readonly string[] }

const deepest = 20

/** Reads JSON more strictly than `JSON.parse`: a name said twice in one object, or nesting beyond 20, is refused. */
export function readJson(text: string): JsonRead {
  const repeated = new Set<string>()
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '{' || sign === '[') {
      if (open.length === deepest) return { broken: 'too-deep', at }
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
  if (value === undefined) return { broken: 'not-json', at: brokenAt(text) }
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

/**
 * Where it breaks: the parser does not always say, so the shortest beginning that breaks is looked for. The text's length when it breaks
 * nowhere and only ends too early.
 */
function brokenAt(text: string): number {
  if (!breaks(text)) return text.length
  let [whole, broken] = [0, text.length]
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1
    if (breaks(text.slice(0, middle))) broken = middle
    else whole = middle
  }
  return broken - 1
}

/** Whether a sign in it is wrong: what only ends too early may still become JSON. */
function breaks(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    const says = String(error)
    // At its end: before that the parser may repeat what was sent.
    const [, at] = / JSON at position (\d+) \(line \d+ column \d+\)$/.exec(says) ?? []
    return at === undefined ? says.includes('Unexpected token') : Number(at) < text.length
  }
}
