import { dayOf, isWithin } from '../../shared/calendar/day.ts'
import { numberIn, type Print, printId } from '../../shared/forms/print.ts'
import type { Prints, RegisterLine } from '../../shared/ports.ts'
import { copy } from './copy.ts'
import type { DossierStore } from './dossiers.ts'

export function memoryPrints({ records, serials, prints: kept }: DossierStore): Prints {
  const lines = new Map<string, RegisterLine>()
  const nameOf = (print: Print) => `${print.dossier}#${printId(print)}`
  return {
    async begin(print, series) {
      const there = kept.get(nameOf(print))
      if (there) return copy(there)
      const value = series ? (serials.get(series.scope) ?? 0) + 1 : 0
      if (series) serials.set(series.scope, value)
      const begun = series ? { ...print, number: numberIn(series, value) } : print
      kept.set(nameOf(print), copy(begun))
      return copy(begun)
    },
    async finish(print, drawn) {
      const there = kept.get(nameOf(print))
      if (there?.drawn) return copy(there)
      const done = { ...print, drawn }
      kept.set(nameOf(print), copy(done))
      return copy(done)
    },
    async ofDossier(dossier) {
      const own = [...kept.values()].filter((print) => print.dossier === dossier)
      const placeOf = ({ event, sheet, revision }: Print) => `${String(event).padStart(6, '0')}#${sheet}#${revision}`
      return copy(own.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)))
    },
    async enter(line) {
      lines.set(`${line.agency}#${line.at}#${line.dossier}`, copy(line))
    },
    async received(agency, from, to, limit) {
      return received(agency, from, to).slice(0, limit)
    },
    async *walkReceived(agency, from, to) {
      yield* received(agency, from, to)
    },
  }

  function received(agency: string, from: string, to: string) {
    const own = [...lines.values()]
      .filter((line) => line.agency === agency && isWithin(dayOf(line.at), { from, to }))
      .sort((a, b) => (`${a.at}#${a.dossier}` < `${b.at}#${b.dossier}` ? -1 : 1))
    return own.flatMap(({ dossier }) => {
      const record = records.get(dossier)
      return record?.parties ? [copy({ dossier: record.dossier, parties: record.parties })] : []
    })
  }
}
