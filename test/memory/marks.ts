import type { MachineEntry } from '../../shared/access/machine.ts'
import { outdatedAt, type TakenPlace, type Tried, tryLimits } from '../../shared/dossier/tries.ts'
import type { LookUps, Machines, Marks, OpenOverdue, OverdueReport, Reports, SetAside } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'
import type { DossierStore } from './dossiers.ts'

export function memoryMarks(): Marks {
  const cursors = new Map<string, number>()
  const values = new Map<string, string>()
  const aside = new Map<string, SetAside>()
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
    async swapValue(name, from, to) {
      if (values.get(name) !== from) return false
      values.set(name, to)
      return true
    },
    async setAside(message) {
      const name = `${message.queue}#${message.at}#${message.id}`
      if (!aside.has(name)) aside.set(name, copy(message))
    },
    async takeOut(queue, { at, id }) {
      aside.delete(`${queue}#${at}#${id}`)
    },
    setAsideAt: async (queue, { at, id }) => copy(aside.get(`${queue}#${at}#${id}`)),
    async noteRedriven(queue, { at, id }, sent) {
      const name = `${queue}#${at}#${id}`
      const kept = aside.get(name)
      if (!kept) return undefined
      const redriven = { ...sent, times: (kept.redriven?.times ?? 0) + 1 }
      aside.set(name, copy({ ...kept, redriven }))
      return redriven
    },
    async setAsides(queue, limit, after) {
      const own = [...aside.values()].filter((message) => message.queue === queue)
      return pageAfter(own, (message) => `${message.at}#${message.id}`, limit, after, 'falling')
    },
  }
}

export function memoryLookUps({ records }: DossierStore): LookUps {
  const kept = new Map<string, Tried & TakenPlace>()
  return {
    async underCode(code) {
      const heads = [...records.values()].map((record) => record.dossier)
      const shown = copy(heads.find((head) => head.code === code && head.parent === undefined))
      return shown && { id: shown.id, shown }
    },
    shown: async ({ shown }) => shown,
    async triesFrom(address, at) {
      const since = outdatedAt(tryLimits.address, at)
      const found = [...kept.values()].filter((one) => one.address === address && one.at > since)
      return Math.min(found.length, tryLimits.address.most + 1)
    },
    placesAt: async (code) => copy([...kept.values()].filter((one) => one.code === code)),
    async count(tried, place) {
      const name = `${tried.code}#${place}`
      const found = kept.get(name)
      if (found && found.at > outdatedAt(tryLimits.code, tried.at)) return 'overtaken'
      kept.set(name, { ...tried, place })
      return 'counted'
    },
  }
}

export function memoryMachines(): Machines {
  const listed = new Map<string, MachineEntry>()
  return {
    entry: async (client) => copy(listed.get(client)),
    async keep(entry) {
      listed.set(entry.client, copy(entry))
    },
  }
}

export function memoryReports(): Reports {
  const kept = new Map<string, OverdueReport>()
  let open: OpenOverdue | undefined
  return {
    async keepOpen(next) {
      const old = open?.day === next.day ? open.rows : []
      const rows = new Map([...old, ...next.rows].map((row) => [row.agency, row]))
      open = copy({ ...next, rows: [...rows.values()].sort((a, b) => (a.agency < b.agency ? -1 : 1)) })
    },
    open: async () => copy(open),
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
