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

/**
 * A font file without its table of pairs (GPOS): two thirds of the time of a drawing went into reading it, for pairs such as AV
 * set a hair closer. Signs are ours composed, so that no mark needs placing. The bytes stay where they are; the list of tables
 * names one less.
 */
export function withoutPairs(font: Uint8Array): Buffer {
  const bytes = Buffer.from(font)
  const count = bytes.readUInt16BE(4)
  const rows = Array.from({ length: count }, (_, n) => headBytes + n * rowBytes).map((at) =>
    Buffer.from(bytes.subarray(at, at + rowBytes)),
  )
  const kept = rows.filter((row) => row.toString('latin1', 0, 4) !== 'GPOS')
  bytes.writeUInt16BE(kept.length, 4)
  bytes.set(Buffer.concat(kept), headBytes)
  return bytes
}
