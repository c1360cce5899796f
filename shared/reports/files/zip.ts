import { crc32 } from 'node:zlib'
import { directoryRow, endRecord, localHead, mostBytes } from './zip-records.ts'

export interface ZipEntry {
  /** ASCII, with slashes between folders. */
  name: string
  bytes: Uint8Array
}

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
    const facts = { flags: 0, method: 0, crc: crc32(bytes), packed: bytes.length, plain: bytes.length }
    central.push(directoryRow(facts, path, at))
    const head = localHead(facts, path)
    yield head
    yield bytes
    at += head.length + bytes.length
    if (at > mostBytes || central.length > mostEntries) throw new RangeError('more than one zip holds')
  }
  const directory = Buffer.concat(central)
  yield directory
  yield endRecord(central.length, directory.length, at)
}
