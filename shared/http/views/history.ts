import type * as z from 'zod'
import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { Read } from '../../desk/dossiers/read-dossier.ts'
import type { DossierEvent } from '../../dossier/dossier.ts'
import { canonical } from '../../dossier/history/history.ts'
import { ownersReason } from '../../dossier/history/told-of.ts'
import { papersNamed } from '../../dossier/post/carriages.ts'
import { eventTerm, statusTerms } from '../../dossier/terms.ts'
import type * as shown from '../schemas/shown.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'

export type HistoryRow = z.input<ReturnType<typeof shown.historyRow>>

const actorTerms = { citizen: 'Công dân', officer: 'Cán bộ', job: 'Hệ thống' } as const

/**
 * Quá trình xử lý: both sides of every liên thông in one line of time. Each side keeps its own order, also where a clock was set
 * back between two of its events.
 */
export function showHistory(read: Read, scene: Scene, reader: Person['kind']): HistoryRow[] {
  const sides = [read, ...read.kin].flatMap(({ history }, side) => {
    let latest = ''
    return history
      .toSorted((a, b) => a.n - b.n)
      .map((event) => {
        if (event.at > latest) latest = event.at
        return { event, side, latest }
      })
  })
  return sides
    .sort((a, b) => compare(a.latest, b.latest) || a.side - b.side || a.event.n - b.event.n)
    .map(({ event }) => showEvent(event, scene, reader))
}

/** What a citizen needs to know of an act is its reason and the papers asked for; notes are between officers. */
export function showEvent(event: DossierEvent, scene: Scene, reader: Person['kind']): HistoryRow {
  const isInside = reader !== 'citizen'
  const tellsNote = isInside || event.by.kind === 'citizen'
  return {
    dossier: event.dossier,
    n: event.n,
    at: event.at,
    agency: showUnit(scene, agencyOf(event.by.unit ?? event.holder), event.at),
    act: { code: event.act, term: eventTerm(event) },
    by: showActor(event, scene, isInside),
    from: event.from === 'none' ? undefined : statusTerms[event.from],
    to: statusTerms[event.to],
    step: event.step,
    note: tellsNote ? event.note : undefined,
    reason: isInside ? event.reason : ownersReason(event),
    papers: papersNamed(event.detail),
    dueAt: event.dueAt,
    // In one order, whatever order the table gives: an answer repeated is the same to the byte.
    detail: isInside && event.detail ? JSON.parse(canonical(event.detail)) : undefined,
    digest: isInside ? event.digest : undefined,
  }
}

function showActor({ by, at }: DossierEvent, scene: Scene, isInside: boolean): HistoryRow['by'] {
  const unit = by.unit === undefined ? {} : { unit: showUnit(scene, by.unit, at) }
  const named = isInside && by.kind === 'officer' ? showOfficer(scene, by.id) : {}
  const inPlaceOf = isInside && by.standsFor !== undefined ? { standsFor: showOfficer(scene, by.standsFor) } : {}
  return { kind: by.kind, term: actorTerms[by.kind], ...named, ...unit, ...inPlaceOf }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
