import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { rowsOf, type ShapedRow } from '../catalogue/shapes.ts'

/** A file that is no file of procedures: trying again would change nothing. */
export class BadImportFile extends Error {
  override name = 'BadImportFile'
}

/** Characters: of the whole text, of one line, and of a document that is not in lines. */
const most = { whole: 400_000_000, line: 8_000_000, document: 80_000_000 }

/** Rows of a `.jsonl`, a `.json` or either of them gzipped, as they come; what is no JSON comes as a row nobody can read. */
export async function* readImportFile(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ShapedRow> {
  const lines = linesOf(await unzipped(bytes))
  const head = await lines.next()
  if (head.done) return
  const first = parsed(head.value.replace(/^\uFEFF/, ''))
  if (first === undefined) {
    yield* readDocument(head.value, lines)
    return
  }
  yield* rowsOf(first.value)
  for await (const line of lines) {
    if (line.trim() === '') continue
    const read = parsed(line)
    yield* read ? rowsOf(read.value) : [{ shape: 'project' as const, raw: line.slice(0, 2_000), row: undefined }]
  }
}

/** A document on several lines. A broken first line of many good ones is a bad row, not a bad file. */
async function* readDocument(head: string, lines: AsyncGenerator<string>): AsyncGenerator<ShapedRow> {
  const all = [head.replace(/^\uFEFF/, '')]
  let length = head.length
  for await (const line of lines) {
    length += line.length
    if (length > most.document) throw new BadImportFile('Tệp JSON quá dài; hãy tách mỗi thủ tục một dòng.')
    all.push(line)
  }
  const whole = parsed(all.join('\n'))
  if (whole) {
    yield* rowsOf(whole.value)
    return
  }
  const rows = all.filter((line) => line.trim() !== '').map((line) => ({ line, read: parsed(line) }))
  if (!rows.some(({ read }) => read)) throw new BadImportFile('Tệp không phải JSON.')
  for (const { line, read } of rows) {
    yield* read ? rowsOf(read.value) : [{ shape: 'project' as const, raw: line.slice(0, 2_000), row: undefined }]
  }
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  const whole = rejoined(first, source)
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b
  if (!isGzip) return whole
  const from = Readable.from(whole)
  const plain = createGunzip()
  from.on('error', (error) => plain.destroy(error))
  return from.pipe(plain)
}

async function* rejoined(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>) {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let total = 0
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true })
      total += text.length
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      yield* lines
      if (total > most.whole || rest.length > most.line * 10) throw new BadImportFile('Tệp quá dài.')
    }
  } catch (error) {
    if (isZipFault(error)) throw new BadImportFile('Tệp nén bị hỏng hoặc không trọn vẹn.', { cause: error })
    throw error
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

function isZipFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
}
