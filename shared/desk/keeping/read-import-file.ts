import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { rowsOf, type ShapedRow } from '../../catalogue/shapes.ts'
import { type JsonRead, readJson } from '../../read-json.ts'

/** A file that is no file of procedures: trying again would change nothing. */
export class BadImportFile extends Error {
  override name = 'BadImportFile'
}

/** Characters: of the whole text, and of one line or a document that is not in lines. */
const most = { whole: 400_000_000, document: 80_000_000 }

/**
 * Rows of a `.jsonl`, a `.json` or either of them gzipped, as they come; what is no JSON comes as a row nobody can read. A file
 * without any is no file of procedures: who handed it in meant another.
 */
export async function* readImportFile(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ShapedRow> {
  let isEmpty = true
  for await (const row of rowsOfFile(bytes)) {
    isEmpty = false
    yield row
  }
  if (isEmpty) throw new BadImportFile('Tệp không có thủ tục nào: tệp trống, hoặc danh sách trong tệp trống.')
}

async function* rowsOfFile(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ShapedRow> {
  const lines = linesOf(await unzipped(bytes))
  const head = await lines.next()
  if (head.done) return
  const first = readJson(head.value.replace(/^\uFEFF/, ''))
  if ('broken' in first && first.broken === 'not-json') {
    yield* readDocument(head.value, lines)
    return
  }
  yield* rowsIn(first, head.value)
  for await (const line of lines) yield* rowsIn(readJson(line), line)
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
  const whole = readJson(all.join('\n'))
  if ('value' in whole) {
    yield* rowsOf(whole.value)
    return
  }
  const rows = all.map((line) => ({ line, read: readJson(line) }))
  if (!rows.some(({ read }) => 'value' in read)) throw new BadImportFile(saysOfWhole(whole))
  for (const { line, read } of rows) yield* rowsIn(read, line)
}

function rowsIn(read: JsonRead, line: string): ShapedRow[] {
  if ('value' in read) return rowsOf(read.value)
  return [{ shape: 'project', raw: line.slice(0, 2_000), row: undefined, why: saysOf(read) }]
}

type Unread = Exclude<JsonRead, { value: unknown }>

function saysOf(read: Unread): string {
  if ('repeated' in read) return `nêu hai lần ${read.repeated.join(', ')}`
  return read.broken === 'too-deep' ? 'lồng nhau quá sâu' : `JSON hỏng ở ký tự thứ ${read.at + 1}`
}

const saysOfWhole = (read: Unread): string =>
  'broken' in read && read.broken === 'not-json' ? 'Tệp không phải JSON.' : `Tệp không đọc được: ${saysOf(read)}.`

async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  const other = first.done
    ? undefined
    : otherKinds.find(({ begins }) => begins.every((byte, n) => first.value[n] === byte))
  if (other) throw new BadImportFile(other.says)
  const whole = rejoined(first, source)
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b
  if (!isGzip) return whole
  const from = Readable.from(whole)
  const plain = createGunzip()
  from.on('error', (error) => plain.destroy(error))
  return from.pipe(plain)
}

/** What people hand in by mistake, by its first bytes. */
const otherKinds = [
  { begins: [0x50, 0x4b], says: 'Tệp là XLSX hoặc ZIP; hãy gửi JSON (mỗi thủ tục một dòng), có thể nén gzip.' },
  { begins: [0xff, 0xfe], says: 'Tệp ở dạng UTF-16; hãy lưu lại ở dạng UTF-8.' },
  { begins: [0xfe, 0xff], says: 'Tệp ở dạng UTF-16; hãy lưu lại ở dạng UTF-8.' },
]

async function* rejoined(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>) {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value
}

/** Lines that say something. What has no end yet is kept in pieces: one line of a whole file is not walked anew with each of them. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let begun: string[] = []
  let length = 0
  let total = 0
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true })
      const [first = '', ...lines] = text.split('\n')
      begun.push(first)
      length += first.length
      total += text.length
      if (total > most.whole || length > most.document) throw new BadImportFile('Tệp quá dài.')
      const last = lines.pop()
      if (last === undefined) continue
      for (const line of [begun.join(''), ...lines]) if (line.trim() !== '') yield line
      begun = [last]
      length = last.length
    }
  } catch (error) {
    if (isZipFault(error)) throw new BadImportFile('Tệp nén bị hỏng hoặc không trọn vẹn.', { cause: error })
    throw error
  }
  const rest = begun.join('') + decoder.decode()
  if (rest.trim() !== '') yield rest
}

function isZipFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
}
