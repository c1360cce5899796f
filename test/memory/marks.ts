import type { FailureNames, Marks, OverdueReport, Reports, SetAside } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'

export function memoryMarks(): Marks {
  const cursors = new Map<string, number>()
  const values = new Map<string, string>()
  const aside = new Map<string, SetAside>()
  const failures: (FailureNames & { at: string })[] = []
  return {
    cursor: async (dossier, worker) => cursors.get(`${dossier}#${worker}`) ?? 0,
    async moveCursor(dossier, worker, to) {
      const name = `${dossier}#${worker}`
      cursors.set(name, Math.max(to, cursors.get(name) ?? 0))
    },
    value: async (name) => values.get(name),
    async setValue(name, value) {
      values.set(name, value)
    },
    async setAside(message) {
      aside.set(`${message.queue}#${message.at}#${message.id}`, copy(message))
    },
    async setAsides(queue, limit, after) {
      const own = [...aside.values()].filter((message) => message.queue === queue)
      return pageAfter(own, (message) => `${message.at}#${message.id}`, limit, after, 'falling')
    },
    async countFailure(names, _keepSeconds, at) {
      failures.push({ ...names, at })
    },
    async failures(names, after, most) {
      const count = (name: keyof FailureNames) =>
        Math.min(most, failures.filter((row) => row[name] === names[name] && row.at > after[name]).length)
      return { code: count('code'), address: count('address') }
    },
  }
}

export function memoryReports(): Reports {
  const kept = new Map<string, OverdueReport>()
  return {
    async keep(report) {
      kept.set(`${report.day}#${report.agency}`, copy(report))
    },
    async ofDay(day, agency) {
      const own = [...kept.values()].filter(
        (report) => report.day === day && (agency === undefined || report.agency === agency),
      )
      return copy(own.sort((a, b) => (a.agency < b.agency ? -1 : 1)))
    },
    async days(limit) {
      return [...new Set([...kept.values()].map((report) => report.day))].sort().reverse().slice(0, limit)
    },
  }
}
