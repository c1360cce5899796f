import { crc32 } from 'node:zlib'

export interface ZipEntry {
  /** ASCII, with slashes between folders. */
  name: string
  bytes: Uint8Array
}

const [localMark, centralMark, endMark] = [0x04034b50, 0x02014b50, 0x06054b50]
/** 1 January 1980, the first day a zip can name: the same content is the same file. */
const firstDay = 0x0021
const mostBytes = 0xffff_ffff
const mostEntries = 0xffff

/**
 * A zip of entries as they come, stored and not deflated: scans are compressed already, and whoever checks reads the very bytes.
 * One entry is held at a time. Throws RangeError past 4 GB or 65,535 entries.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = []
  let at = 0
  for await (const { name, bytes } of entries) {
    const path = Buffer.from(name, 'ascii')
    const facts = factsOf(bytes, path.length)
    central.push(Buffer.concat([mark(centralMark), two(20), facts, Buffer.alloc(10), four(at), path]))
    const head = Buffer.concat([mark(localMark), facts, path])
    yield head
    yield bytes
    at += head.length + bytes.length
    if (at > mostBytes || central.length > mostEntries) throw new RangeError('more than one zip holds')
  }
  const directory = Buffer.concat(central)
  yield directory
  const count = two(central.length)
  yield Buffer.concat([mark(endMark), Buffer.alloc(4), count, count, four(directory.length), four(at), two(0)])
}

/** What a local header and a row of the directory say alike: version, flags, stored, time, CRC, sizes, lengths of name and extra. */
function factsOf(bytes: Uint8Array, nameLength: number): Buffer {
  const size = four(bytes.length)
  return Buffer.concat([
    two(20),
    two(0),
    two(0),
    two(0),
    two(firstDay),
    four(crc32(bytes)),
    size,
    size,
    two(nameLength),
    two(0),
  ])
}

const mark = (value: number): Buffer => four(value)

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
