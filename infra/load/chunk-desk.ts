import type { Unit } from '../../shared/agencies/unit.ts'
import { addWorkedMinutes, calendarFor, officeHours } from '../../shared/calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../../shared/calendar/day.ts'
import { publishedDays, publishedUntil } from '../../shared/calendar/published.ts'
import type { DossierEvent, DossierFile, Ledger, Parties, Plan, Scan } from '../../shared/dossier/dossier.ts'
import { isOfADay } from '../../shared/dossier/numbering.ts'
import type { Catalogue, Change, Digests, Dossiers } from '../../shared/ports.ts'
import { unaskedDossiers } from '../replay/unasked.ts'
import { paperFile } from '../tour/paper-files.ts'

interface Real {
  catalogue: Catalogue
  dossiers: Dossiers
  /** The units as a list of each day's own: a directory is built from it once a day, however the days alternate. */
  unitsOn: (day: Day) => readonly Unit[]
}

interface Kept {
  file: DossierFile
  events: DossierEvent[]
}

/**
 * Bàn làm việc of one chunk: rules and numbers of the real stack, dossiers in memory until the chunk is written. `known`: numbers of days
 * gone by, which nobody else gives out any more.
 */
export function chunkDesk(real: Real, digests: Digests, known: Map<string, number>) {
  const kept = new Map<string, Kept>()
  const plans = new Map<string, Plan>()
  const taken = new Map<string, number>()
  const clock: { at: Instant } = { at: '' }
  const calendar = calendarFor(['VN'], publishedDays, officeHours, publishedUntil)

  function keep({ dossier, event, plan, parties, ledger, money, consultations }: Change): void {
    const { file, events = [] } = kept.get(dossier.id) ?? {}
    if (plan && dossier.planRef !== undefined) plans.set(dossier.planRef, plan)
    const pinned = dossier.planRef === undefined ? undefined : plans.get(dossier.planRef)
    const people: Parties | undefined = parties ?? file?.parties
    if (!people) throw new Error(`${dossier.id} has no people`)
    const lines: Ledger = ledger ?? file?.ledger ?? []
    const next = {
      dossier,
      parties: people,
      ledger: lines,
      scans: file?.scans ?? [],
      ...(pinned ? { plan: pinned } : {}),
    }
    const [book, opinions] = [money ?? file?.money, consultations ?? file?.consultations]
    const beside = { ...(book ? { money: book } : {}), ...(opinions ? { consultations: opinions } : {}) }
    // The outbox would draw a sheet and send a notice for each: what is loaded is told to nobody.
    const { wants: _, ...quiet } = event
    kept.set(dossier.id, { file: { ...next, ...beside }, events: [...events, quiet] })
  }

  const dossiers: Dossiers = {
    ...unaskedDossiers,
    load: async (id) => kept.get(id)?.file,
    event: async () => undefined,
    history: async (id, after = 0) => kept.get(id)?.events.filter(({ n }) => n > after) ?? [],
    async serial(scope) {
      const last = taken.get(scope) ?? known.get(scope) ?? (await real.dossiers.serial(scope))
      if (isOfADay(scope)) known.set(scope, last)
      return last
    },
    async commit({ changes, serials = [] }) {
      for (const { scope, value } of serials) {
        taken.set(scope, value)
        if (isOfADay(scope)) known.set(scope, value)
      }
      for (const change of changes) keep(change)
      return 'committed'
    },
  }
  return {
    desk: {
      dossiers,
      catalogue: { ...real.catalogue, units: async () => real.unitsOn(dayOf(clock.at)) },
      digests,
      now: () => clock.at,
      pause: async () => {},
      chance: () => 0,
      province: 'H57',
    },
    clock,
    /** So many working minutes on. */
    pass: (minutes: number): void => {
      clock.at = addWorkedMinutes(calendar, clock.at, minutes)
    },
    /** The file of the decision, the same for all. */
    withResult(id: string): void {
      const one = kept.get(id)
      if (one) kept.set(id, { ...one, file: { ...one.file, scans: [resultScan(clock.at)] } })
    },
    kept,
    plans,
    /** The last number of every scope that moved. */
    taken,
  }
}

/** Where the one result lies that all loaded dossiers share. */
export const resultKey = 'scans/nap-thu/ket-qua.pdf'
export const resultFile = paperFile('ket-qua.pdf', 'Ket qua nap thu')

function resultScan(at: Instant): Scan {
  const { fileName, type, bytes, sha256 } = resultFile
  const where = { quarantineKey: resultKey, cleanKey: resultKey }
  const by = { kind: 'job', id: 'archive' } as const
  return {
    n: 1,
    role: 'result',
    fileName,
    type,
    size: bytes.length,
    sha256,
    state: 'clean',
    ...where,
    by,
    at,
    verdictAt: at,
  }
}

export type ChunkDesk = ReturnType<typeof chunkDesk>
