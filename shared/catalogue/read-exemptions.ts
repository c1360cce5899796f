import type { Exemption } from './offer.ts'
import type { FeeLine } from './procedure.ts'

const waived =
  /mi[eễ]n (lệ phí|phí|thu phí, lệ phí|nộp lệ phí|nộp phí)\s*(?:cho|đối với)(?: các)?(?: (?:trường hợp|đối tượng)(?: sau)?)?\s*:?\s*([^.\n]{4,500})/giu
const halved = /([^.;:\n]{4,120}?)\s*:\s*mức thu bằng (\d{1,2})\s*%/giu
const reduced = /giảm (\d{1,2})\s*%[^.;\n]{0,60}?\s(?:cho|đối với)\s+([^.;\n]{4,160})/giu

/** Miễn, giảm: who pays nothing or less, as the notes of published fees say it for certain. */
export function readExemptions(fees: readonly FeeLine[]): Exemption[] {
  const found = new Map<string, Exemption>()
  const add = (who: string, percent: number, ground: string, kinds?: Exemption['kinds']) => {
    const name = who.replace(/^[\s\-+•:,]+|[\s,;:]+$/gu, '')
    const key = `${name}|${percent}|${kinds?.join('') ?? ''}`
    if (name.length < 4 || name.length > 200 || found.has(key)) return
    found.set(key, { id: `m${found.size + 1}`, who: name, percent, ground, ...(kinds && { kinds }) })
  }
  for (const { note = '' } of fees) {
    for (const [, kind = '', people = ''] of note.matchAll(waived)) {
      for (const who of people.split(/[;+]|\s-\s/u)) add(who, 100, note, kindsOf(kind))
    }
    for (const [, who = '', share = ''] of note.matchAll(halved)) add(who, 100 - Number(share), note)
    for (const [, share = '', who = ''] of note.matchAll(reduced)) add(who, Number(share), note)
  }
  return [...found.values()]
}

function kindsOf(text: string): Exemption['kinds'] | undefined {
  const lower = text.toLowerCase()
  if (/phí, lệ phí/u.test(lower)) return undefined
  return /lệ phí/u.test(lower) ? ['charge'] : ['fee']
}
