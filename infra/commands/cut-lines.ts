import { createReadStream } from 'node:fs'

/**
 * Lines of a text that comes in pieces, cut at `\\n` and nowhere else: JSON may hold the other line ends of Unicode as they
 * are. A line beyond `longest` characters comes as `undefined` and is never held; one at the end needs no line end.
 */
export async function* cutLines(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<string | undefined> {
  let line = ''
  let isTooLong = false
  let isFirst = true
  const taken = (): string | undefined => {
    const text = isFirst ? line.replace(/^\uFEFF/, '') : line
    const whole = isTooLong ? undefined : text.replace(/\r$/, '')
    line = ''
    isTooLong = false
    isFirst = false
    return whole
  }
  const add = (text: string) => {
    isTooLong ||= line.length + text.length > longest
    line = isTooLong ? '' : line + text
  }
  for await (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      add(piece.slice(from, end))
      yield taken()
      from = end + 1
    }
    add(piece.slice(from))
  }
  if (line !== '' || isTooLong) yield taken()
}

/** The lines of a file, of any length, cut the same way: an export holds whatever people and partners wrote, U+2028 too. */
export async function* linesOfFile(file: string): AsyncGenerator<string> {
  const pieces = createReadStream(file, { encoding: 'utf8' })
  for await (const line of cutLines(pieces, Number.POSITIVE_INFINITY)) if (line !== undefined) yield line
}
