import type { Person } from '../../shared/access/person.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Circumstances } from '../../shared/dossier/circumstances.ts'
import { decide } from '../../shared/dossier/decide.ts'
import type { Dossier, DossierEvent, DossierFile, Plan, Scan } from '../../shared/dossier/dossier.ts'
import { record } from '../../shared/dossier/history/history.ts'
import { isObjection, type ObjectionCode } from '../../shared/dossier/objections.ts'
import { calendar, circumstancesOf, citizen, dossier, fileOf, scan } from '../given.ts'
import { brokenBy, brokenHistory, brokenRules, effectOf, type Lying } from '../invariants.ts'
import { directory } from './whims.ts'

type Kept = DossierFile & { events: DossierEvent[]; versions: Dossier[] }

/** Sử ký. Dossiers moved by the pure rules alone, with their events as they would be written, and what is broken by it. */
export function chronicle(plan: Plan, start: string, policy: Circumstances['policy']) {
  const kept = new Map<string, Kept>()
  const taken = new Map<string, number>()
  const rules = { calendarOf: () => calendar, policy }
  const broken: string[] = []
  const effects = new Set<string>()
  const said = (n: number) => ({ key: `khoa-${n}`, body: 'b' })
  const results: Scan = scan({ n: 9, role: 'result', fileName: 'ket-qua.pdf' })

  const draft = dossier({ status: 'draft', createdAt: start, updatedAt: start, submittedAt: start })
  const first = record({ next: draft, event: { act: 'open' } }, undefined, citizen, start, said(0))
  const { applicant } = fileOf().parties
  const parties = {
    applicant,
    deliverTo: { name: applicant.name, phone: '+84905000101', detail: '1 đường Thử', communeCode: '19789' },
  }
  keep(first.dossier, first.event, { parties, scans: [scan(), results] })

  function keep(next: Dossier, event: DossierEvent, parts: Partial<DossierFile>) {
    const before = kept.get(next.id)
    const base = before ?? { ...fileOf(), scans: [results], events: [], versions: [] }
    const now = { ...base, ...parts, dossier: next }
    const after = { ...now, events: [...base.events, event], versions: [...base.versions, next] }
    kept.set(next.id, after)
    broken.push(...brokenBy(before, after))
    if (before) effects.add(`${event.act} ${effectOf(before, after)}`)
  }

  function attempt(act: Act, person: Person, at: string, id: string): 'done' | ObjectionCode {
    const outcome = decide(act, circumstancesOf(kept, taken, { id, at, person, plan, directory, policy }))
    if (isObjection(outcome)) return outcome.objection
    for (const { scope, value } of outcome.serials ?? []) {
      if (value !== (taken.get(scope) ?? 0) + 1) broken.push(`${act.act}: a gap in ${scope}`)
      taken.set(scope, value)
    }
    const written = outcome.changes.map((change) => {
      const { next, event, ...parts } = change
      const before = kept.get(next.id)?.dossier
      return { parts, ...record({ next, event, ...parts }, before, person, at, said(kept.size + next.version)) }
    })
    for (const change of written) keep(change.dossier, change.event, change.parts)
    for (const change of written) {
      const now = kept.get(change.dossier.id)
      if (now) broken.push(...brokenRules(now, find, rules).map((what) => `${act.act}: ${what}`))
    }
    return 'done'
  }

  const find = (id: string): Lying | undefined => kept.get(id)
  return {
    attempt,
    broken,
    /** `<act> <what it did to the clock>`, of everything that was done. */
    effects,
    ids: () => [...kept.keys()],
    of: (id: string) => kept.get(id),
    /** The whole history of every dossier, looked at once. */
    historyBroken: () => [...kept.values()].flatMap((file) => brokenHistory(file, file.versions)),
    told: () => JSON.stringify([...kept.values()].map(({ events }) => events)),
  }
}
