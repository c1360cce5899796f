import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'
import { described, directoryRow, endRecord, localHead, mostBytes, type ZipFacts } from './zip-records.ts'

export interface StreamedEntry {
  /** ASCII, with slashes between folders. */
  name: string
  pieces: AsyncIterable<Uint8Array>
}

/** Bit 3: lengths and check sum follow the content, for nobody knows them before. */
const flags = 0x0008
const deflated = 8
/** Rows of a register are much alike: a quick pass makes them a tenth, a slow one little less. */
const quick = 3

/**
 * A zip of entries whose length nobody knows yet, deflated as they come: a few blocks in memory, however long they are. Throws
 * RangeError past 4 GB.
 */
export async function* zipStream(entries: Iterable<StreamedEntry>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = []
  let at = 0
  for (const { name, pieces } of entries) {
    const path = Buffer.from(name, 'ascii')
    const [begin, count] = [at, { flags, method: deflated, crc: 0, plain: 0, packed: 0 }]
    const head = localHead(count, path)
    yield head
    for await (const block of deflatedOf(pieces, count)) yield block
    yield described(count)
    at += head.length + count.packed + 16
    if (at > mostBytes || count.plain > mostBytes) throw new RangeError('more than one zip holds')
    central.push(directoryRow(count, path, begin))
  }
  const directory = Buffer.concat(central)
  yield directory
  yield endRecord(central.length, directory.length, at)
}

/** Deflates what comes; waits while what came before has not been taken. */
async function* deflatedOf(pieces: AsyncIterable<Uint8Array>, count: ZipFacts): AsyncGenerator<Uint8Array> {
  const pack = createDeflateRaw({ level: quick })
  const feed = async () => {
    for await (const piece of pieces) {
      count.crc = crc32(piece, count.crc)
      count.plain += piece.length
      if (!pack.write(piece)) await once(pack, 'drain')
    }
    pack.end()
  }
  const fed = feed().catch((error: unknown) => pack.destroy(error instanceof Error ? error : new Error(String(error))))
  for await (const block of pack) {
    count.packed += block.length
    yield block
  }
  await fed
}
