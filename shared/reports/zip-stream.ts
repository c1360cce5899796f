import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface StreamedEntry {
  /** ASCII, with slashes between folders. */
  name: string
  pieces: AsyncIterable<Uint8Array>
}

const [localMark, describedMark, centralMark, endMark] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50]
/** 1 January 1980, the first day a zip can name: the same content is the same file. */
const firstDay = 0x0021
/** Bit 3: lengths and check sum follow the content, for nobody knows them before. */
const flags = 0x0008
const deflated = 8
const mostBytes = 0xffff_ffff
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
    const [begin, count] = [at, { crc: 0, plain: 0, packed: 0 }]
    const head = Buffer.concat([four(localMark), factsOf({ crc: 0, plain: 0, packed: 0 }, path.length), path])
    yield head
    for await (const block of deflatedOf(pieces, count)) yield block
    yield Buffer.concat([four(describedMark), four(count.crc), four(count.packed), four(count.plain)])
    at += head.length + count.packed + 16
    if (at > mostBytes || count.plain > mostBytes) throw new RangeError('more than one zip holds')
    central.push(
      Buffer.concat([four(centralMark), two(20), factsOf(count, path.length), Buffer.alloc(10), four(begin), path]),
    )
  }
  const directory = Buffer.concat(central)
  yield directory
  const number = two(central.length)
  yield Buffer.concat([four(endMark), Buffer.alloc(4), number, number, four(directory.length), four(at), two(0)])
}

interface Count {
  crc: number
  plain: number
  packed: number
}

/** Deflates what comes; waits while what came before has not been taken. */
async function* deflatedOf(pieces: AsyncIterable<Uint8Array>, count: Count): AsyncGenerator<Uint8Array> {
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

/** What a local header and a row of the directory say alike: version, flags, method, time, CRC, sizes, lengths of name and extra. */
function factsOf({ crc, packed, plain }: Count, nameLength: number): Buffer {
  return Buffer.concat([
    two(20),
    two(flags),
    two(deflated),
    two(0),
    two(firstDay),
    four(crc),
    four(packed),
    four(plain),
    two(nameLength),
    two(0),
  ])
}

function two(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function four(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
