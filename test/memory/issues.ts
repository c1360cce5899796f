import type { Issue, Issues } from '../../shared/reports/figures/issue.ts'
import { copy } from './copy.ts'

export function memoryIssues(): Issues {
  const kept = new Map<string, Issue>()
  const nameOf = (agency: string, month: string, report: string) => `${agency}#${month}#${report}`
  return {
    async keep(issue) {
      const name = nameOf(issue.agency, issue.month, issue.report.definition.id)
      const there = kept.get(name)
      if (!there) kept.set(name, copy(issue))
      return copy(there ?? issue)
    },
    async finish(issue) {
      kept.set(nameOf(issue.agency, issue.month, issue.report.definition.id), copy({ ...issue, isDrawn: true }))
    },
    find: async (agency, month, report) => copy(kept.get(nameOf(agency, month, report))),
    async ofMonth(agency, month) {
      const own = [...kept].filter(([name]) => name.startsWith(`${agency}#${month}#`))
      return copy(own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, issue]) => issue))
    },
  }
}
