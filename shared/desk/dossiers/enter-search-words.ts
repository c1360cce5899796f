import type { UnitId } from '../../agencies/unit.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { type WordRow, wordsOf } from '../../dossier/people/search-words.ts'
import type { Message } from '../../messages/messages.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'digests'> & {
  dossiers: Pick<Desk['dossiers'], 'load'>
  marks: Pick<Desk['marks'], 'value' | 'setValue'>
  searchWords: Pick<Desk['searchWords'], 'enter' | 'remove'>
}

/** Under which words a dossier is entered, and where: what the worker remembers of its last visit. */
interface Entered {
  agencies: readonly UnitId[]
  words: readonly string[]
}

/**
 * Ghi từ tìm kiếm. Enters a dossier under the words of its people at every agency that has or had it, and takes out what is
 * no longer true. It looks at the dossier as it stands, so a bell that comes late or twice changes nothing. Throws Outage.
 */
export async function enterSearchWords(
  desk: Needs,
  { dossier: id }: Extract<Message, { kind: 'doorbell' }>,
): Promise<'worked' | 'absent'> {
  const rung = await desk.dossiers.load(id)
  // A part is found by the dossier it belongs to, which names its agency too.
  const file = rung?.dossier.parent === undefined ? rung : await desk.dossiers.load(rung.dossier.parent)
  if (!file) return 'absent'
  const name = `WORDS#${file.dossier.id}`
  const kept = await desk.marks.value(name)
  const wanted = wantedOf(desk, file)
  if (kept === JSON.stringify(wanted)) return 'worked'
  const before: Entered = kept === undefined ? { agencies: [], words: [] } : JSON.parse(kept)
  const [old, fresh] = [rowsOf(before, file), rowsOf(wanted, file)]
  const places = new Set(fresh.map(placeOf))
  // The words beside a row tell of all of them: when the words change, each row is written anew.
  const known = isSame(before.words, wanted.words) ? new Set(old.map(placeOf)) : new Set<string>()
  await desk.searchWords.enter(fresh.filter((row) => !known.has(placeOf(row))))
  await desk.searchWords.remove(old.filter((row) => !places.has(placeOf(row))))
  await desk.marks.setValue(name, JSON.stringify(wanted))
  return 'worked'
}

function wantedOf(desk: Pick<Desk, 'digests'>, { dossier, parties }: DossierFile): Entered {
  // A draft is nobody's at a desk yet.
  if (dossier.status === 'draft') return { agencies: [], words: [] }
  return { agencies: dossier.agencies, words: wordsOf(parties).map((word) => wordDigest(desk, word)) }
}

/** Ninety-six bits of a keyed digest: enough to tell words apart, too little to carry about. */
export function wordDigest({ digests }: Pick<Desk, 'digests'>, word: string): string {
  return digests.ofLookupFactor('#word', word).slice(0, 16)
}

/** Tháng của hồ sơ: the month it was opened in. */
function rowsOf({ agencies, words }: Entered, { dossier }: DossierFile): readonly WordRow[] {
  const month = dossier.createdAt.slice(0, 7)
  return agencies.flatMap((agency) =>
    words.map((word) => ({ agency, word, month, dossier: dossier.id, beside: words })),
  )
}

const placeOf = ({ agency, word }: WordRow): string => `${agency} ${word}`
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join()
