import { instantOf, toDate } from '../../shared/calendar/day.ts'
import type { Marks, OverdueReport, Reports, SetAside } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'

export function memoryMarks(): Marks {
  const cursors = new Map<string, number>()
  const claims = new Set<string>()
  const values = new Map<string, string>()
  const aside = new Map<string, SetAside>()
  const failures = new Map<string, { count: number; until: string }>()
  return {
    cursor: async (dossier, worker) => cursors.get(`${dossier}#${worker}`) ?? 0,
    async moveCursor(dossier, worker, to) {
      const name = `${dossier}#${worker}`
      cursors.set(name, Math.max(to, cursors.get(name) ?? 0))
    },
    async claim(name) {
      if (claims.has(name)) return false
      claims.add(name)
      return true
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
    async countFailure(name, windowSeconds, at) {
      const window = failures.get(name)
      if (window && window.until > at) window.count += 1
      else failures.set(name, { count: 1, until: instantOf(new Date(toDate(at).getTime() + windowSeconds * 1000)) })
    },
    async failures(names, at = instantOf(new Date())) {
      return names.map((name) => {
        const window = failures.get(name)
        return window && window.until > at ? window.count : 0
      })
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
