import { randomUUID } from 'node:crypto'
import type { Dossier, DossierEvent, Parties, Scan } from '../../shared/dossier/dossier.ts'
import type { Change } from '../../shared/ports.ts'

export const freshId = (): string => randomUUID()

/** A dossier in the middle of its way, with nothing special about it. */
export function dossierWith(changes: Partial<Dossier> = {}): Dossier {
  return {
    id: freshId(),
    version: 1,
    procedure: '1.001193',
    procedureVersion: 1,
    procedureName: 'Đăng ký khai sinh',
    channel: 'direct',
    status: 'in-progress',
    clock: 'running',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: 'H57.29',
    competentAgency: 'H57.29',
    holder: 'H57.29/office',
    agencies: ['H57.29'],
    supplementCount: 0,
    returnBy: 'counter',
    createdAt: '2026-11-02T08:00:00+07:00',
    dueAt: '2026-11-09T17:00:00+07:00',
    ownerRef: 'owner',
    shipmentCount: 0,
    chain: 'digest-1',
    applicantMasked: 'Nguyễn V** A**',
    updatedAt: '2026-11-02T08:00:00+07:00',
    ...changes,
  }
}

export const parties: Parties = { applicant: { name: 'Nguyễn Văn An', identityNumber: '046090000001' } }

export function eventWith(dossier: Dossier, changes: Partial<DossierEvent> = {}): DossierEvent {
  return {
    dossier: dossier.id,
    n: dossier.version,
    at: dossier.updatedAt,
    act: 'open',
    by: { kind: 'officer', id: 'cb-01', unit: 'H57.29/desk' },
    key: 'key',
    body: 'body',
    from: 'none',
    to: dossier.status,
    holder: dossier.holder,
    previous: '',
    digest: `digest-${dossier.version}`,
    ...changes,
  }
}

/** The first change of a new dossier. */
export function opening(dossier: Dossier, event: Partial<DossierEvent> = {}): Change {
  return { dossier, event: eventWith(dossier, event), parties, ledger: [] }
}

/** The change after the one that made this head. */
export function nextOf(dossier: Dossier, changes: Partial<Dossier> = {}, event: Partial<DossierEvent> = {}): Change {
  const next = { ...dossier, ...changes, version: dossier.version + 1 }
  return { dossier: next, event: eventWith(next, { act: 'pass-on', from: dossier.status, ...event }) }
}

export function scanWith(dossier: string, n: number, changes: Partial<Scan> = {}): Scan {
  return {
    n,
    role: 'component',
    fileName: 'Giấy chứng sinh.pdf',
    type: 'application/pdf',
    size: 4,
    sha256: '03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4',
    state: 'slot',
    quarantineKey: `${dossier}/${n}/${randomUUID()}`,
    by: { kind: 'citizen', id: 'cd-01' },
    at: '2026-11-02T08:05:00+07:00',
    ...changes,
  }
}

/** A head that has every field there is: what forgets one of them, or gives two the same name, does not give it back. */
export const fullHead = (): Required<Dossier> => ({
  ...dossierWith(),
  nonTerritorial: true,
  code: `H57.29-261102-${freshId().slice(0, 8)}`,
  case: 'hs2',
  officer: 'cb-01',
  step: 3,
  firstStep: 2,
  lastStep: 4,
  parent: 'whole',
  child: 'part',
  partAt: 'H57.08',
  carriage: {
    kind: 'carry-papers',
    number: 'hs/G2',
    by: 'post',
    state: 'in-post',
    since: '2026-11-02T08:00:00+07:00',
    to: 'H57.08',
    waybill: 'EH1VN',
  },
  carriageCount: 2,
  endedCarriage: { number: 'hs/G1', to: 'H57.29' },
  papersAt: 'H57.29',
  reportedLost: 1,
  voidedShipment: 1,
  errand: {
    n: 7,
    partner: 'tax-office',
    number: 'H57.29-261102-0001/T7',
    state: 'in-transit',
    since: '2026-11-02T08:00:00+07:00',
    ackDueAt: '2026-11-03T08:00:00+07:00',
    late: true,
  },
  taxNotice: { number: 'H57.29-261102-0001/T4', notice: 'TB-1', since: '2026-11-01T08:00:00+07:00' },
  recalled: [{ number: 'H57.29-261102-0001/T5', since: '2026-11-01T08:00:00+07:00' }],
  transferAcknowledgedAt: '2026-11-02T08:01:00+07:00',
  supplementStage: 'appraisal',
  receptionSupplementCount: 1,
  supplementDueAt: '2026-11-20T17:00:00+07:00',
  supplementAskedAt: '2026-11-10T09:00:00+07:00',
  supplementExpiredAt: '2026-11-21T17:00:00+07:00',
  extensionCount: 1,
  sets: 2,
  pausedFor: 'land-price',
  pausedAt: '2026-11-02T09:00:00+07:00',
  consulted: ['H57.17'],
  submittedAt: '2026-11-02T08:02:00+07:00',
  acceptedAt: '2026-11-02T08:03:00+07:00',
  stageFrom: '2026-11-02T08:04:00+07:00',
  answerDueAt: '2026-11-03T08:02:00+07:00',
  dueAt: '2026-11-09T17:00:00+07:00',
  stepDueAt: '2026-11-04T17:00:00+07:00',
  provisional: true,
  finishedAt: '2026-11-08T17:00:00+07:00',
  class: 'early',
  classByLaw: 'early',
  workedMinutes: 960,
  returnedAt: '2026-11-08T17:30:00+07:00',
  result: { dossier: 'whole', scan: 2, number: '12/2026/KQ', outcome: 'rejected' },
  membersOutcome: 'partly',
  corrects: 'old',
  correction: 'new',
  waybill: 'EV123',
  planRef: 'ab'.repeat(32),
  lastKeys: 'k1',
})
