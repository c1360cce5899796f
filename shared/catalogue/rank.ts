import type { Searched } from './search.ts'
import { searchKey } from './search-key.ts'

export interface Ranked<T> {
  row: T
  score: number
}

/** Words of a question that say nothing of what is asked. */
const empty = new Set(
  (
    'toi em minh ban chung ta muon can phai lam thi la gi the nao sao o dau khi nao bao lau bao nhieu co duoc khong cho ve cua va hay voi ' +
    'nhu thu tuc ho so giay to trinh tu thuc hien cach thuc dieu kien yeu cau quy dinh theo xin hoi a ah nhe nhi di den tai tu cac nhung mot ' +
    'nay do ay se da dang bi boi trong ngoai tren duoi de ma con roi chua vay hien nay viec nguoi ai giup huong dan nop can gi gom nhung ' +
    'thoi han gian le phi bao moi lai co quan tham quyen de nghi em con cu bi'
  ).split(' '),
)

/** What people call a thing, and what the catalogue calls it. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/\bso do\b|\bso hong\b/g, 'giay chung nhan quyen su dung dat'],
  [/\bgiay khai sinh\b|\blam khai sinh\b/g, 'dang ky khai sinh'],
  [/\bcuoi\b|\bket hon\b|\blay chong\b|\blay vo\b/g, 'dang ky ket hon'],
  [/\bdoc than\b/g, 'xac nhan tinh trang hon nhan'],
  [/\bmat nguoi\b|\bqua doi\b|\bchet\b|\bmat roi\b/g, 'khai tu'],
  [/\bcccd\b|\bchung minh thu\b|\bcmnd\b/g, 'can cuoc'],
  [/\bgplx\b|\bbang lai\b/g, 'giay phep lai xe'],
  [/\bxay nha\b|\blam nha\b/g, 'giay phep xay dung nha o rieng le'],
  [/\btach so\b/g, 'tach thua dat'],
  [/\bbhyt\b/g, 'bao hiem y te'],
  [/\bbhxh\b/g, 'bao hiem xa hoi'],
  [/\bho kd\b|\bmo cua hang\b|\bmo quan\b/g, 'dang ky ho kinh doanh'],
  [/\bcong ty\b/g, 'cong ty doanh nghiep'],
  [/\bsang ten\b/g, 'chuyen nhuong dang ky bien dong sang ten'],
  [/\blop 6\b|\bvao lop\b|\bthcs\b/g, 'tuyen sinh trung hoc co so'],
  [/\bho khau\b|\bchuyen ve o\b/g, 'dang ky thuong tru'],
  [/\bbao tu\b|\b(?:bo|me|ba|ma|ong|chong|vo)(?: \w+)? (?:moi|vua) mat\b/g, 'dang ky khai tu'],
  [/\b(?:moi|vua) (?:de|sinh)\b/g, 'dang ky khai sinh'],
  [/\bbo roi\b|\bnhan nuoi\b|\bve nuoi\b/g, 'nuoi con nuoi'],
  [/\bluong huu\b/g, 'huu tri xa hoi'],
  [/\bdong cua\b|\bnghi ban\b/g, 'cham dut hoat dong'],
  [/\bdntn\b/g, 'doanh nghiep tu nhan'],
  [/\bpccc\b/g, 'phong chay chua chay'],
  [/\batvstp\b|\batttp\b/g, 'an toan thuc pham'],
]

interface Words {
  key: string
  words: readonly string[]
  pairs: ReadonlySet<string>
}

const known = new WeakMap<object, Words>()

function wordsOf(row: Searched): Words {
  const found = known.get(row)
  if (found) return found
  const key = ` ${searchKey(row.name)} `
  const words = key.trim().split(' ')
  const made = { key, words, pairs: new Set(pairsOf(words)) }
  known.set(row, made)
  return made
}

const pairsOf = (words: readonly string[]) => words.slice(1).map((word, n) => `${words[n]} ${word}`)

/** Rows with a score: exact ones alone where there are any, else the nearest. */
export function rankOf<T extends Searched>(rows: readonly T[], phrase: string): Ranked<T>[] {
  const asked = phrase.split(' ')
  const exact = rows.flatMap((row): Ranked<T>[] => {
    const score = exactScore(row, phrase, asked)
    return score === 0 ? [] : [{ row, score }]
  })
  return exact.length > 0 ? exact : nearest(rows, phrase)
}

function exactScore(row: Searched, phrase: string, asked: readonly string[]): number {
  if (row.code === phrase) return 4
  const { key, words } = wordsOf(row)
  // Of names that hold the phrase, the one that says least beside it is meant.
  const own = Math.min(1, asked.length / words.length)
  if (key.includes(` ${phrase} `)) return 2 + own
  return asked.every((word) => key.includes(` ${word}`) || row.code.startsWith(word)) ? 1 + own : 0
}

/** How much of the best score a row must reach to be shown, and how many are. */
const least = 0.45
const most = 100

function nearest<T extends Searched>(rows: readonly T[], phrase: string): Ranked<T>[] {
  const said = synonyms.reduce((text, [pattern, word]) => text.replace(pattern, (own) => `${own} ${word}`), phrase)
  const all = said.split(' ')
  const telling = [...new Set(all.filter((word) => !empty.has(word) && word.length > 1))]
  const words = telling.length > 0 ? telling : [...new Set(all)]
  const pairs = [...new Set(pairsOf(all))].filter((pair) => pair.split(' ').some((word) => !empty.has(word)))
  const weights = weigh(rows, words, pairs)
  const scored = rows.flatMap((row): Ranked<T>[] => {
    const score = nearScore(wordsOf(row), words, pairs, weights)
    return score > 0 ? [{ row, score }] : []
  })
  const best = scored.reduce((top, { score }) => Math.max(top, score), 0)
  return scored
    .filter(({ score }) => score >= best * least)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}

/** A word is worth the more, the fewer names have it. */
function weigh(rows: readonly Searched[], words: readonly string[], pairs: readonly string[]): Map<string, number> {
  const counts = new Map([...words, ...pairs].map((term) => [term, 0]))
  for (const row of rows) {
    const own = wordsOf(row)
    for (const word of new Set(own.words)) counts.set(word, (counts.get(word) ?? -1) + (counts.has(word) ? 1 : 0))
    for (const pair of pairs) if (own.pairs.has(pair)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return new Map([...words, ...pairs].map((term) => [term, Math.log(1 + rows.length / (1 + (counts.get(term) ?? 0)))]))
}

function nearScore(
  own: Words,
  words: readonly string[],
  pairs: readonly string[],
  weights: ReadonlyMap<string, number>,
) {
  const weightOf = (term: string) => weights.get(term) ?? 0
  const had = new Set(own.words)
  const single = words.filter((word) => had.has(word)).reduce((sum, word) => sum + weightOf(word), 0)
  if (single === 0) return 0
  const double = pairs.filter((pair) => own.pairs.has(pair)).reduce((sum, pair) => sum + weightOf(pair), 0)
  return (single + 1.5 * double) / (1 + 0.04 * own.words.length)
}
