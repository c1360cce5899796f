/** The three cuts a sheet is set in, as the bytes of their TrueType files. */
export interface Fonts {
  regular: Uint8Array
  bold: Uint8Array
  italic: Uint8Array
}

/** Where each cut lies in its package, and under which name beside a bundle. */
export const fontFiles = {
  regular: '400Regular/NotoSerif_400Regular.ttf',
  bold: '700Bold/NotoSerif_700Bold.ttf',
  italic: '400Regular_Italic/NotoSerif_400Regular_Italic.ttf',
} as const satisfies Record<keyof Fonts, string>

const headBytes = 12
const rowBytes = 16

/** Pairs such as AV set a hair closer, and one sign for letters such as fi: reading these took most of a drawing. */
const unread: ReadonlySet<string> = new Set(['GPOS', 'GSUB'])
/** What sets letters and finds signs needs no names of them: of this table only its head is read, as of its version 3. */
const names = { table: 'post', version: 0x0003_0000, headBytes: 32 } as const

/**
 * A font file with its signs and their widths alone. Signs are ours composed, so that no mark needs placing. The bytes stay where they are;
 * the list of tables names fewer.
 */
export function signsOnly(font: Uint8Array): Buffer {
  const bytes = Buffer.from(font)
  const count = bytes.readUInt16BE(4)
  const rows = Array.from({ length: count }, (_, n) => headBytes + n * rowBytes).map((at) =>
    Buffer.from(bytes.subarray(at, at + rowBytes)),
  )
  const kept = rows.filter((row) => !unread.has(nameOf(row)))
  for (const row of kept.filter((row) => nameOf(row) === names.table)) {
    bytes.writeUInt32BE(names.version, row.readUInt32BE(8))
    row.writeUInt32BE(names.headBytes, 12)
  }
  bytes.writeUInt16BE(kept.length, 4)
  bytes.set(Buffer.concat(kept), headBytes)
  return bytes
}

/** Of a row: name, checksum, place and length of a table. */
const nameOf = (row: Buffer): string => row.toString('latin1', 0, 4)
