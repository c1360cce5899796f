import { type Limit, tellLimit } from '../calendar/limit.ts'

/** What a text says of time for certain. Several cases when it tells them apart itself. */
export type WordsRead =
  | { limit: Limit; cutoff?: string }
  | { cases: readonly { name: string; limit: Limit }[]; cutoff?: string }

const duration = /(\d+(?:[.,]\d+)?)\s*(?:\([^)]*\)\s*)?(ngày làm việc|ngày|giờ làm việc|tháng)/giu
const atOnce = /(?:ngay\s+)?trong\s+ngày(?:\s+làm việc)?(?=\s|,|;|\.|$)/iu
const cutoff = /(?:sau|quá)\s+(\d{1,2})\s*(?:giờ|h)(?!\s*làm việc)/iu
const verifying = /(?:cần|phải)\s+(?:kiểm tra,\s*)?xác minh/iu
const opening =
  /^(?:[-+•a-z\d.)\s]{0,5})?(?:thời (?:gian|hạn)[^.;:\d]{0,160}?:?\s*)?(?:là\s+)?(?:không quá|tối đa(?: là)?|chậm nhất(?: là)?(?: trong)?|trong (?:vòng|thời hạn|thời gian)(?: không quá)?|là)?\s*:?\s*$/iu
const added = /tăng thêm|cộng thêm|\d\s*ngày[^.;]{0,20}\+|kéo dài/iu

export interface Duration {
  limit: Limit
  at: number
}

function durationsIn(text: string): Duration[] {
  return [...text.matchAll(duration)].map((match) => ({ at: match.index, limit: limitOf(match[1], match[2]) }))
}

function limitOf(amount = '', unit = ''): Limit {
  const lower = unit.toLowerCase()
  const kind =
    lower === 'ngày làm việc' ? 'working_day' : lower === 'ngày' ? 'day' : lower === 'tháng' ? 'month' : 'hour'
  return { amount: Number(amount.replace(',', '.')), unit: kind }
}

/** Reads a limit out of a text; `undefined` where it could be read in more than one way. */
export function readWords(text: string): WordsRead | undefined {
  const found = durationsIn(text)
  const hour = cutoff.exec(text)?.[1]
  const cut = hour === undefined ? {} : { cutoff: `${hour.padStart(2, '0')}:00` }
  if (atOnce.test(text)) return readAtOnce(text, found, cut)
  const [first, ...parts] = found
  if (first === undefined || first.limit.amount <= 0 || added.test(text)) return undefined
  if (!opening.test(text.slice(0, first.at))) return undefined
  if (parts.length === 0) return { limit: first.limit }
  const total = totalIn(text)
  return total?.isWhole ? { limit: first.limit } : undefined
}

const immediate: Limit = { amount: 0, unit: 'immediate' }

function readAtOnce(text: string, found: readonly Duration[], cut: { cutoff?: string }): WordsRead | undefined {
  const [only] = found
  if (only === undefined) return { limit: immediate, ...cut }
  const before = text.slice(0, only.at)
  if (found.length > 1 || !verifying.test(before.slice(before.search(atOnce)))) return undefined
  const cases = [
    { name: 'Không phải xác minh', limit: immediate },
    { name: 'Phải xác minh', limit: only.limit },
  ]
  return { cases, ...cut }
}

export interface Total {
  told: Limit
  sum: number
  /** Working days and calendar days stand in one sum. */
  isMixed: boolean
  isWhole: boolean
  says: string
}

/** "Không quá 15 ngày làm việc, trong đó: a 12 ngày; b 3 ngày": the total and what its parts come to. */
export function totalIn(text: string): Total | undefined {
  const split = text.search(/trong đó/iu)
  if (split === -1) return undefined
  const told = durationsIn(text.slice(0, split)).at(-1)?.limit
  const rest = text.slice(split)
  const end = rest.search(/(?:^|[.\n])\s*(?:đối với|trường hợp|lưu ý)/iu)
  const parts = durationsIn(end === -1 ? rest : rest.slice(0, end))
  if (told === undefined || parts.length < 2) return undefined
  const sum = Math.round(parts.reduce((all, { limit }) => all + limit.amount, 0) * 100) / 100
  const isMixed = parts.some(({ limit }) => limit.unit !== told.unit)
  const says = `Tổng ${tellLimit(told)}, các phần: ${parts.map(({ limit }) => tellLimit(limit)).join(' + ')}.`
  return { told, sum, isMixed, isWhole: !isMixed && sum === told.amount, says }
}

/** A longer text: read where all it says of time stands in one line, its parts below it included. */
export function readDescription(text: string): WordsRead | undefined {
  const lines = text.split('\n')
  const timed = lines.flatMap((line, n) => (durationsIn(line).length > 0 || atOnce.test(line) ? [n] : []))
  const [first] = timed
  if (first === undefined) return undefined
  if (timed.length === 1) return readWords(lines[first] ?? '')
  return /trong đó/iu.test(lines[first] ?? '') ? readWords(lines.slice(first).join('\n')) : undefined
}
