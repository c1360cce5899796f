import type { SearchWords, WordRow } from '../../shared/dossier/people/search-words.ts'

export function memorySearchWords(): SearchWords & { rows: ReadonlyMap<string, WordRow> } {
  const rows = new Map<string, WordRow>()
  const keyOf = ({ agency, word, month, dossier }: WordRow) => [agency, word, month, dossier].join(' ')
  return {
    rows,
    async enter(entered) {
      for (const row of entered) rows.set(keyOf(row), { ...row, beside: [...row.beside] })
    },
    async remove(removed) {
      for (const row of removed) rows.delete(keyOf(row))
    },
    async find(agency, words, { from, to }, most) {
      const [first] = words
      const found = [...rows.values()]
        .filter((row) => row.agency === agency && row.word === first && from <= row.month && row.month <= to)
        .filter((row) => words.every((word) => row.beside.includes(word)))
        .sort((a, b) => (`${a.month}#${a.dossier}` < `${b.month}#${b.dossier}` ? 1 : -1))
        .map(({ dossier }) => dossier)
      return { dossiers: found.slice(0, most), more: found.length > most }
    },
  }
}
