/** Records of a zip, as PKWARE's APPNOTE 6.3 lays them out (4.3.7, 4.3.9, 4.3.12, 4.3.16). */
const [localMark, describedMark, centralMark, endMark] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50]
/** 1 January 1980, the first day a zip can name: the same content is the same file. */
const firstDay = 0x0021
export const mostBytes = 0xffff_ffff

/** Lengths in bytes, the check sum, and how the content lies: flags and method of the format. */
export interface ZipFacts {
  flags: number
  method: number
  crc: number
  packed: number
  plain: number
}

/** What stands before a content. */
export const localHead = (facts: ZipFacts, path: Buffer): Buffer =>
  Buffer.concat([four(localMark), factsOf(facts, path.length), path])

/** What follows a content whose lengths were not known before. */
export const described = ({ crc, packed, plain }: ZipFacts): Buffer =>
  Buffer.concat([four(describedMark), four(crc), four(packed), four(plain)])

/** A row of the directory; `at` is where its local head begins. */
export const directoryRow = (facts: ZipFacts, path: Buffer, at: number): Buffer =>
  Buffer.concat([four(centralMark), two(20), factsOf(facts, path.length), Buffer.alloc(10), four(at), path])

/** The last record: how many rows the directory has, how long it is, where it begins. */
export function endRecord(rows: number, length: number, at: number): Buffer {
  return Buffer.concat([four(endMark), Buffer.alloc(4), two(rows), two(rows), four(length), four(at), two(0)])
}

/** What a local head and a row of the directory say alike: version, flags, method, time, CRC, sizes, lengths of name and extra. */
function factsOf({ flags, method, crc, packed, plain }: ZipFacts, nameLength: number): Buffer {
  const [how, when] = [
    [two(20), two(flags), two(method)],
    [two(0), two(firstDay)],
  ]
  return Buffer.concat([...how, ...when, four(crc), four(packed), four(plain), two(nameLength), two(0)])
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
