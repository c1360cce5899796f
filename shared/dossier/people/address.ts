/** Cấp huyện and thị trấn, which ended on 30/6/2025 (NQ 203/2025/QH15). */
const abolished = /(?<![\p{L}\d])(huyện|quận|thị xã|thị trấn)\s+[\p{L}\d]/iu

/** Whether an address on one line still names a level that is no more. It is kept as said: papers bear old addresses. */
export function namesAbolishedLevel(address: string): boolean {
  return abolished.test(address.normalize('NFC'))
}

/** A commune code of our own province that none of its present communes bears: it went into another one. */
export function isFormerCommune(code: string, present: readonly string[]): boolean {
  const codes = present.toSorted()
  const [first, last] = [codes[0], codes.at(-1)]
  return first !== undefined && last !== undefined && code >= first && code <= last && !codes.includes(code)
}
