import { agencyOf } from '../../shared/agencies/unit.ts'
import { holderKey, workPlace } from '../../shared/aws/table/work-order.ts'
import type { Consultation, Dossier, DossierEvent, Ledger, Parties, Plan, Scan } from '../../shared/dossier/dossier.ts'
import { type OutboxMark, openedBy } from '../../shared/dossier/history/outbox-mark.ts'
import type { MoneyBook } from '../../shared/dossier/money/money-book.ts'
import { isInPost } from '../../shared/dossier/post/carriages.ts'
import type { MovedRow } from '../../shared/dossier/system/recount.ts'
import { type Print, printId } from '../../shared/forms/print.ts'
import type { Change, Commit, Dossiers, Outbox, Scans, StoredRecord } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'

interface Record {
  dossier: Dossier
  parties?: Parties
  ledger: Ledger
  money?: MoneyBook
  consultations?: readonly Consultation[]
  events: DossierEvent[]
}

/** What the table would hold of dossiers. */
export interface DossierStore {
  records: Map<string, Record>
  /** By the digest that heads name. */
  plans: Map<string, Plan>
  scans: Map<string, Map<number, Scan>>
  /** By `<dossier>#<name of the print>`. */
  prints: Map<string, Print>
  serials: Map<string, number>
  /** What declarations moved, by `<number>#<agency>#<dossier>`. */
  moved: Map<string, MovedRow>
  /** Outbox marks by `<dossier>#<n>`. */
  marks: Map<string, OutboxMark>
}

export function emptyDossierStore(): DossierStore {
  return {
    records: new Map(),
    plans: new Map(),
    scans: new Map(),
    prints: new Map(),
    serials: new Map(),
    moved: new Map(),
    marks: new Map(),
  }
}

export function memoryDossiers(store: DossierStore): Dossiers {
  const { records, serials } = store
  const heads = () => [...records.values()].map((record) => record.dossier)
  const workOf = (holder: Parameters<Dossiers['workOf']>[0]) =>
    heads().filter((dossier) => workPlace(dossier)?.holder === holderKey(holder))
  const orderOf = (dossier: Dossier) => workPlace(dossier)?.order ?? ''
  const load: Dossiers['load'] = async (id) => {
    const record = records.get(id)
    if (!record?.parties) return undefined
    const { dossier, parties, ledger, money, consultations } = record
    const plan = dossier.planRef === undefined ? undefined : store.plans.get(dossier.planRef)
    const scans = [...(store.scans.get(id)?.values() ?? [])].sort((a, b) => a.n - b.n)
    const beside = { ...(money && { money }), ...(consultations && { consultations }) }
    return copy({ dossier, parties, ledger, ...(plan && { plan }), ...beside, scans })
  }
  return {
    load,
    async whole(id) {
      const file = await load(id)
      return file && { file, history: copy(records.get(id)?.events ?? []) }
    },
    async since(id, n) {
      const { dossier, events = [] } = records.get(id) ?? {}
      return dossier && copy({ dossier, history: events.filter((event) => event.n > n) })
    },
    async clocked(id) {
      const file = await load(id)
      return file && { dossier: file.dossier, ledger: file.ledger, history: copy(records.get(id)?.events ?? []) }
    },
    async commit(commit) {
      refuseTwice(commit)
      if (!holds(store, commit)) return 'overtaken'
      for (const change of copy(commit.changes)) apply(store, change)
      for (const claim of commit.serials ?? []) serials.set(claim.scope, claim.value)
      for (const row of copy(commit.moved ?? [])) {
        store.moved.set(`${row.declaration}#${row.agency}#${row.dossier}`, row)
      }
      return 'committed'
    },
    history: async (id, after = 0) => copy(records.get(id)?.events.filter((event) => event.n > after) ?? []),
    event: async (id, n) => copy(records.get(id)?.events.find((event) => event.n === n)),
    idOfCode: async (code) => heads().find((dossier) => dossier.code === code && dossier.parent === undefined)?.id,
    workOf: async (holder, limit, after) => pageAfter(workOf(holder), orderOf, limit, after),
    async *dueBefore(holder, before) {
      const due = workOf(holder).filter((dossier) => orderOf(dossier) < before)
      yield* pageAfter(due, orderOf, due.length, undefined).rows
    },
    async ofOwner(ownerRef, limit, after) {
      const own = heads().filter((dossier) => dossier.ownerRef === ownerRef && dossier.parent === undefined)
      return pageAfter(own, (dossier) => `${dossier.createdAt}#${dossier.id}`, limit, after, 'falling')
    },
    async opinionsOf(agency, limit, after) {
      const waiting = [...records.values()].flatMap(({ dossier, consultations = [] }) =>
        consultations
          .filter(({ unit, answeredAt, closedAt }) => agencyOf(unit) === agency && !answeredAt && !closedAt)
          .map(({ n, unit, dueAt }) => ({ dossier, consultation: n, unit, dueAt })),
      )
      return pageAfter(
        waiting,
        ({ dossier, consultation, dueAt, unit }) => `${dueAt}#${dossier.id}#${consultation}#${unit}`,
        limit,
        after,
      )
    },
    async *withErrands() {
      const open = heads().flatMap(({ id, errand, recalled, carriage, finishedAt }) => {
        const since = errand?.since ?? recalled?.[0]?.since
        const isElsewhere = finishedAt !== undefined && isInPost(carriage)
        return since === undefined || isElsewhere ? [] : [{ id, place: `${since}#${id}` }]
      })
      for (const { id } of open.sort((a, b) => (a.place < b.place ? -1 : 1))) yield id
    },
    async *withNotices(from) {
      for (const { id, errand, recalled, taxNotice, carriage, finishedAt } of heads()) {
        const isElsewhere =
          errand !== undefined || recalled !== undefined || (finishedAt !== undefined && isInPost(carriage))
        if (!isElsewhere && taxNotice !== undefined && taxNotice.since >= from) yield id
      }
    },
    async *withCarriages() {
      for (const { id, carriage, finishedAt } of heads()) if (finishedAt !== undefined && isInPost(carriage)) yield id
    },
    async *movedSince(from) {
      yield* copy(heads().filter((dossier) => dossier.updatedAt > from))
    },
    async movedBy(declaration, agency) {
      const rows = [...store.moved.values()].filter((row) => row.declaration === declaration)
      const placeOf = (row: MovedRow) => `${row.agency}#${row.dossier}`
      const asked = rows.filter((row) => agency === undefined || row.agency === agency)
      return copy(asked.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)))
    },
    heads: async (ids) => copy(ids.flatMap((id) => records.get(id)?.dossier ?? [])),
    withPeople: async (ids) =>
      ids.flatMap((id) => {
        const { dossier, parties } = records.get(id) ?? {}
        return dossier && parties ? [copy({ dossier, parties })] : []
      }),
    serial: async (scope) => serials.get(scope) ?? 0,
  }
}

/** One transaction names each item once, as the table demands. */
function refuseTwice({ changes, serials = [] }: Commit): void {
  const names = [...changes.map(({ dossier }) => dossier.id), ...serials.map(({ scope }) => `SERIAL#${scope}`)]
  if (new Set(names).size < names.length) throw new RangeError('one transaction names an item twice')
}

function holds(store: DossierStore, { changes, serials = [] }: Commit): boolean {
  return (
    changes.every(({ dossier, event }) => (store.records.get(dossier.id)?.dossier.version ?? 0) === event.n - 1) &&
    serials.every((claim) => (store.serials.get(claim.scope) ?? 0) === claim.value - 1)
  )
}

function apply(store: DossierStore, { dossier, event, parties, ledger, plan, money, consultations }: Change): void {
  const before = store.records.get(dossier.id)
  store.records.set(dossier.id, {
    ...(before ?? { ledger: [] }),
    dossier,
    events: [...(before?.events ?? []), event],
    ...(parties && { parties }),
    ...(ledger && { ledger }),
    ...(money && { money }),
    ...(consultations && { consultations }),
  })
  if (plan && dossier.planRef !== undefined) store.plans.set(dossier.planRef, plan)
  if (event.wants && event.wants.length > 0) {
    const { wants, at, n } = event
    store.marks.set(`${dossier.id}#${n}`, { dossier: dossier.id, n, wants, at, ...openedBy(event) })
  }
}

export function memoryScans({ scans, prints }: DossierStore): Scans {
  return {
    async reserve(dossier, scan) {
      const own = scans.get(dossier) ?? new Map<number, Scan>()
      if (own.has(scan.n)) return 'taken'
      scans.set(dossier, own.set(scan.n, copy(scan)))
      return 'reserved'
    },
    async settle(dossier, scan, from) {
      const own = scans.get(dossier)
      if (own?.get(scan.n)?.state !== from) return 'overtaken'
      own.set(scan.n, copy(scan))
      return 'settled'
    },
    async ofKey(quarantineKey) {
      for (const [dossier, own] of scans) {
        const scan = [...own.values()].find((each) => each.quarantineKey === quarantineKey)
        if (scan) return copy({ dossier, scan })
      }
      return undefined
    },
    find: async (dossier, n) => copy(scans.get(dossier)?.get(n)),
    at: async (place) => copy([...(scans.get(place)?.values() ?? [])].sort((a, b) => a.n - b.n)),
    async walk(limit, after) {
      const own = [...scans].flatMap(([dossier, some]) => [...some.values()].map((scan) => ({ dossier, scan })))
      const all: StoredRecord[] = [...own, ...[...prints.values()].map((print) => ({ dossier: print.dossier, print }))]
      return pageAfter(all, placeOfRecord, limit, after)
    },
  }
}

function placeOfRecord(record: StoredRecord): string {
  const within = 'scan' in record ? `scan#${String(record.scan.n).padStart(4, '0')}` : printId(record.print)
  return `${record.dossier}#${within}`
}

export function memoryOutbox({ marks }: DossierStore): Outbox {
  return {
    async waiting(before, limit) {
      const old = [...marks.values()].filter((mark) => mark.at < before)
      const oldest = pageAfter(old, (mark) => `${mark.at}#${mark.dossier}#${mark.n}`, limit, undefined).rows
      return oldest.map((mark) => ({ ...mark }))
    },
    async clear(dossier, n) {
      marks.delete(`${dossier}#${n}`)
    },
  }
}
