import type { SearchWords, WordRow } from '../../dossier/people/search-words.ts'
import { type Item, textOf } from '../table/items.ts'
import { readSome, type Table, writeOne } from '../table/table.ts'

/** Rows read of one word before another gets its turn, and how often in all. */
const perTurn = 300
const mostTurns = 20

const keyOf = ({ agency, word, month, dossier }: WordRow) => ({ pk: pkOf(agency, word), sk: `${month}#${dossier}` })
const pkOf = (agency: string, word: string): string => `WORD#${agency}#${word}`

export const wordItem = (row: WordRow): Item => ({ ...keyOf(row), w: row.beside })

/** One small item for each agency, word and dossier: it names nobody, the word is a keyed digest. */
export function createSearchWords(table: Table): SearchWords {
  return {
    async enter(rows) {
      await Promise.all(rows.map((row) => writeOne(table, wordItem(row))))
    },
    async remove(rows) {
      // Nothing may delete from this table: what has expired counts as gone, and the table sweeps it away itself.
      await Promise.all(rows.map((row) => writeOne(table, { ...keyOf(row), ttl: 1 })))
    },
    async find(agency, words, { from, to }, most) {
      const readers = words.map((word) => openReader(table, pkOf(agency, word), words, from, to))
      for (let turn = 0; turn < mostTurns; turn += 1) {
        // In turns, so that a rare word is read to its end before a common one costs much.
        await Promise.all(readers.map((reader) => reader.turn()))
        const whole = readers.find(({ state }) => state.isDone)
        if (whole) return { dossiers: whole.state.found.slice(0, most), more: whole.state.found.length > most }
        const rich = readers.find(({ state }) => state.found.length >= most)
        if (rich) return { dossiers: rich.state.found.slice(0, most), more: true }
      }
      const best = readers.map(({ state }) => state.found).sort((a, b) => b.length - a.length)[0] ?? []
      return { dossiers: best.slice(0, most), more: true }
    },
  }
}

/** Reads the rows of one word, newest first, and keeps the dossiers that have the other words too. */
function openReader(table: Table, pk: string, words: readonly string[], from: string, to: string) {
  const state: { found: string[]; isDone: boolean } = { found: [], isDone: false }
  let place: Record<string, unknown> | undefined
  return {
    state,
    async turn() {
      if (state.isDone) return
      const page = await readSome(
        table,
        {
          KeyConditionExpression: 'pk = :word AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':word': pk, ':from': from, ':to': `${to}#~` },
          ScanIndexForward: false,
        },
        perTurn,
        place,
      )
      state.found.push(...page.items.filter((item) => hasAll(item, words)).map(dossierIn))
      place = page.next
      state.isDone = place === undefined
    },
  }
}

function hasAll(item: Item, words: readonly string[]): boolean {
  if (item.ttl !== undefined) return false
  const beside: readonly unknown[] = Array.isArray(item.w) ? item.w : []
  return words.every((word) => beside.includes(word))
}

function dossierIn(item: Item): string {
  const sk = textOf(item, 'sk')
  return sk.slice(sk.indexOf('#') + 1)
}
