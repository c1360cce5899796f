import { inflateRawSync } from 'node:zlib'

/** The entries of a zip, by its own list at the end. */
export function unzip(zip: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(zip)
  const entries = new Map<string, string>()
  const end = bytes.lastIndexOf('PK\u0005\u0006')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString()
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    entries.set(name, inflateRawSync(packed).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** The numbers of each row of the first sheet; texts are left out, so that a figure written as text is missed. */
export function numbersIn(workbook: Uint8Array): number[][] {
  const sheet = unzip(workbook).get('xl/worksheets/sheet1.xml') ?? ''
  return [...sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<c\b([^>]*)>\s*<v>([^<]*)<\/v>/g)].flatMap(([, about = '', value]) =>
      /\bt="(?!n")/.test(about) ? [] : [Number(value)],
    ),
  )
}
