/** What is wrong with a text that should be one JSON value, or the value. */
export type JsonRead =
  | { value: unknown }
  /** `at`: how many characters were read until it broke. */
  | { broken: 'not-json' | 'too-deep'; at: number }
  /** Where a name is said twice (`applicant.phone`), and the value as its last sayings make it. */
  | { repeated: readonly string[]; last: unknown }

const deepest = 20

/** An object or list that is open: the names it has said, and where in it we are. */
interface Open {
  names?: Set<string>
  at: string | number
}

/** Reads JSON more strictly than `JSON.parse`: a name said twice in one object, or nesting beyond 20, is refused. */
export function readJson(text: string): JsonRead {
  const repeated = new Set<string>()
  const open: Open[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    const inner = open.at(-1)
    if (sign === '{' || sign === '[') {
      if (open.length === deepest) return { broken: 'too-deep', at }
      open.push(sign === '{' ? { names: new Set(), at: '' } : { at: 0 })
    } else if (sign === '}' || sign === ']') {
      open.pop()
    } else if (sign === ',') {
      if (inner && typeof inner.at === 'number') inner.at += 1
    } else if (sign === '"') {
      const end = closingQuote(text, at)
      if (inner?.names && isFollowedByColon(text, end + 1)) {
        inner.at = plain(text.slice(at, end + 1))
        if (inner.names.has(inner.at)) repeated.add(open.map((one) => one.at).join('.'))
        inner.names.add(inner.at)
      }
      at = end
    }
  }
  const value = parsed(text)
  if (value === undefined) return { broken: 'not-json', at: brokenAt(text) }
  return repeated.size > 0 ? { repeated: [...repeated], last: value } : { value }
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
