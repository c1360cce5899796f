import type { FindingsBook } from './import-findings.ts'
import { totalIn } from './read-words.ts'
import type { ProcedureRow } from './row.ts'

const odd = /[\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD\u00A0]|(?!\s)\p{Cc}|^\s|\s$| {2}/u

/** Every text of a raw row, wherever it stands. */
function* textsIn(value: unknown, depth = 0): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null && depth < 12) {
    for (const inner of Object.values(value)) yield* textsIn(inner, depth + 1)
  }
}

/** Ways in which published text differs from what is kept: not composed, blanks that nobody sees. */
export function tellText(row: unknown, book: FindingsBook): void {
  let blanks: string | undefined
  let composed: string | undefined
  for (const text of textsIn(row)) {
    if (composed === undefined && text.normalize('NFC') !== text) composed = text
    if (blanks === undefined && odd.test(text)) blanks = text
    if (blanks !== undefined && composed !== undefined) break
  }
  if (composed !== undefined) book.add('not-nfc', composed.normalize('NFC').slice(0, 80))
  if (blanks !== undefined) book.add('blanks', JSON.stringify(blanks.slice(0, 80)))
}

/** Totals that are not the sum of their parts, or that add working days to calendar days. */
export function tellTotals({ channels, steps }: ProcedureRow, book: FindingsBook): void {
  const texts = channels.flatMap(({ time_raw: raw, description }) => [raw ?? '', description ?? ''])
  for (const text of [...texts, ...steps.map((step) => step.text)]) {
    const total = totalIn(text)
    if (total?.isMixed) book.add('mixed-days', total.says)
    else if (total && !total.isWhole) book.add('total-mismatch', total.says)
  }
}

const resultCode = /^(?:000\.00\.00\.)?(?:KQ\.[GH]\d{2}\.\d{6}|[GH]\d{2}-KQ\d{6})$/u
const agencyCode = /^[GH]\d{2}(?:\.\d{1,3}){0,4}$/u
const district = /cấp huyện|\b(?:huyện|thị xã|quận)\s+\p{Lu}|UBND (?:quận|huyện)/u

/** Codes that follow no pattern, and texts that name a level that is gone. */
export function tellCodes(raw: ProcedureRow, book: FindingsBook): void {
  for (const { code } of raw.results) if (code && !resultCode.test(code.trim())) book.add('result-code-odd', code)
  for (const code of raw.agency_codes) if (!agencyCode.test(code)) book.add('agency-code-old', code)
  const agencies = [...raw.executing_agencies, ...raw.authority_agencies, raw.receiving_address ?? '']
  const found = [...agencies, ...raw.steps.map(({ text }) => text)].find((text) => district.test(text))
  if (found !== undefined)
    book.add('abolished-level', /.{0,40}(?:cấp huyện|huyện|thị xã|quận).{0,40}/u.exec(found)?.[0])
}
