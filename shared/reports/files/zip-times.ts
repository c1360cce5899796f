const endMark = 0x06054b50
const entryMark = 0x02014b50
const endLength = 22
/** 1 January 1980, the first day a zip can name. */
const firstDay = 0x00210000

/** A zip whose entries bear no clock time, so that the same content is the same file. */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.byteLength - endLength
  while (end >= 0 && view.getUint32(end, true) !== endMark) end -= 1
  if (end < 0) return bytes
  let entry = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== entryMark) return bytes
    view.setUint32(entry + 12, firstDay, true)
    view.setUint32(view.getUint32(entry + 42, true) + 10, firstDay, true)
    const lengths =
      view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true)
    entry += 46 + lengths
  }
  return bytes
}
