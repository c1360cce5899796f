const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const others = /[{}[\]:,]|[^\s"{}[\]:,]+/y

/**
 * What stands under `name` in the first object of the list under `list`, as it is written, in an answer that was cut off or breaks off:
 * read as far as it can be told apart. `undefined` where that comes first.
 */
export function firstInList(text: string, list: string, name: string): string | undefined {
  let depth = 0
  let isInList = false
  let key: string | undefined
  let last = ''
  for (const token of tokensOf(text)) {
    if (token === '{' || token === '[') {
      if (depth === 1) isInList = token === '[' && key === list
      depth += 1
      key = undefined
    } else if (token === '}' || token === ']') {
      // The first one is over, and had none.
      if (isInList && depth === 3) return undefined
      depth -= 1
      key = undefined
    } else if (token === ':') key = unquoted(last)
    else if (token === ',') key = undefined
    else if (isInList && depth === 3 && key === name) return unquoted(token)
    last = token
  }
  return undefined
}

function* tokensOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1
      continue
    }
    const form = text[at] === '"' ? strings : others
    form.lastIndex = at
    const token = form.exec(text)?.[0]
    at += token?.length ?? 0
    // A word that was cut off may have been any: what touches the end is not told, and behind an open quote nothing is.
    if (token === undefined || at >= text.length) return
    yield token
  }
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1) : token
}
