import { isOpenRow, isOwedBack, type MoneyRow, nameOfRow, type PaymentAttempt } from '../../shared/messages/attempts.ts'
import type { GatewayWord, HandedIn, Reconciliation, StatementRow } from '../../shared/messages/reconciliation.ts'
import type { Payments } from '../../shared/payment-ports.ts'
import { copy } from './copy.ts'

export function memoryPayments(): Payments {
  const attempts = new Map<string, PaymentAttempt>()
  const rows = new Map<string, Map<string, MoneyRow>>()
  const strays = new Map<string, string>()
  const handings: { handed: HandedIn; rows: readonly StatementRow[] }[] = []
  const words = new Map<string, Map<string, readonly GatewayWord[]>>()
  const lists = new Map<string, Reconciliation>()
  const placeOf = ({ day, source, n }: HandedIn) => `${day}#${source}#${String(n).padStart(6, '0')}`
  const of = (day: string) =>
    handings.filter(({ handed }) => handed.day === day).sort((a, b) => (placeOf(a.handed) < placeOf(b.handed) ? -1 : 1))
  return {
    attempt: async (reference) => copy(attempts.get(reference)),
    async attemptsOf(dossier) {
      const own = [...attempts.values()].filter((attempt) => attempt.dossier === dossier)
      return copy(own.sort((a, b) => (a.at < b.at ? -1 : 1)))
    },
    async keepAttempt(attempt) {
      if ((attempts.get(attempt.reference)?.revision ?? 0) !== attempt.revision - 1) return false
      attempts.set(attempt.reference, copy(attempt))
      return true
    },
    async toAsk(by, limit) {
      const due = [...attempts.values()].filter(({ askAt }) => askAt !== undefined && askAt <= by)
      const turnOf = ({ askAt, reference }: PaymentAttempt) => `${askAt}#${reference}`
      return due
        .sort((a, b) => (turnOf(a) < turnOf(b) ? -1 : 1))
        .slice(0, limit)
        .map(({ reference }) => reference)
    },
    async toGiveBack() {
      const owing = [...attempts.values()].filter(({ askAt, backs }) => askAt === undefined && backs.some(isOwedBack))
      return owing.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ reference }) => reference)
    },
    async noteRow(day, row) {
      rows.set(day, (rows.get(day) ?? new Map()).set(nameOfRow(row), copy(row)))
    },
    async noteGivenBack(day, row) {
      const own = rows.get(day) ?? new Map()
      if (own.get(nameOfRow(row))?.givenBack) return false
      rows.set(day, own.set(nameOfRow(row), copy(row)))
      return true
    },
    async noteStray(day, row) {
      const name = nameOfRow(row)
      const first = strays.get(name) ?? day
      strays.set(name, first)
      const own = rows.get(first) ?? new Map()
      if (!own.has(name)) rows.set(first, own.set(name, copy(row)))
    },
    async keepStatement(handed, given) {
      const isTaken = handings.some(({ handed: of }) => placeOf(of) === placeOf(handed))
      if (!isTaken) handings.push({ handed: copy(handed), rows: copy(given) })
      return !isTaken
    },
    handedIn: async (day) => copy(of(day).map(({ handed }) => handed)),
    rowsOfStatement: async ({ day, source, body }) =>
      copy(of(day).find(({ handed }) => handed.source === source && handed.body === body)?.rows ?? []),
    statements: async (day) => copy(Object.fromEntries(of(day).map(({ handed, rows: all }) => [handed.source, all]))),
    async keepWords(day, night, piece) {
      const name = `${day}#${night}`
      const kept = words.get(name) ?? new Map()
      if (kept.has(piece[0].reference)) return false
      words.set(name, kept.set(piece[0].reference, copy(piece)))
      return true
    },
    words: async (day, night) => copy([...(words.get(`${day}#${night}`) ?? new Map()).values()].flat()),
    async keepReconciliation(found) {
      lists.set(found.day, copy(found))
    },
    reconciliation: async (day) => copy(lists.get(day)),
    reconciledDays: async (limit) => [...lists.keys()].sort().reverse().slice(0, limit),
    row: async (day, name) => copy(rows.get(day)?.get(name)),
    openRows: async () =>
      copy(
        [...rows.values()].flatMap((day) => [...day.values()].filter(isOpenRow)).sort((a, b) => (a.at < b.at ? -1 : 1)),
      ),
    rowsOf: async (day) =>
      copy([...(rows.get(day) ?? new Map<string, MoneyRow>()).entries()].sort(byName).map(([, row]) => row)),
  }
}

const byName = ([a]: [string, MoneyRow], [b]: [string, MoneyRow]) => (a < b ? -1 : 1)
