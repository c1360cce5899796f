import type { Dossier, DossierEvent, Parties, Party, PostalAddress, Scan } from '../dossier.ts'
import { maskName } from './mask-name.ts'

/**
 * Phân loại dữ liệu cá nhân (Luật 91/2025/QH15, Điều 2): none, basic (cơ bản), sensitive (nhạy cảm). Free text counts as
 * basic, for people write what they like.
 */
export type DataClass = 'none' | 'basic' | 'sensitive'

export const dataClassTerms = {
  none: 'không phải dữ liệu cá nhân',
  basic: 'dữ liệu cá nhân cơ bản',
  sensitive: 'dữ liệu cá nhân nhạy cảm',
} as const satisfies Record<DataClass, string>

export const partyClasses = {
  name: 'basic',
  identityNumber: 'basic',
  taxCode: 'basic',
  sex: 'basic',
  phone: 'basic',
  email: 'basic',
  address: 'basic',
  birthDate: 'basic',
} as const satisfies Record<keyof Party, DataClass>

export const postalAddressClasses = {
  name: 'basic',
  phone: 'basic',
  detail: 'basic',
  communeCode: 'basic',
  communeName: 'basic',
} as const satisfies Record<keyof PostalAddress, DataClass>

export const partiesClasses = {
  applicant: 'basic',
  owner: 'basic',
  summary: 'basic',
  deliverTo: 'basic',
  collectFrom: 'basic',
  takenBy: 'basic',
  landSlip: 'basic',
  letterSubject: 'basic',
  errandSaid: 'basic',
} as const satisfies Record<keyof Parties, DataClass>

/** The file's content is classed apart: an image of an identity card is sensitive, whatever the row beside it says. */
export const scanContentClass: DataClass = 'sensitive'

export const scanClasses = {
  n: 'none',
  paper: 'none',
  role: 'none',
  // Applicants name files after people.
  fileName: 'basic',
  type: 'none',
  size: 'none',
  sha256: 'none',
  state: 'none',
  reason: 'none',
  quarantineKey: 'none',
  cleanKey: 'none',
  by: 'none',
  at: 'none',
  verdictAt: 'none',
  letter: 'none',
  linkedAt: 'none',
  reused: 'none',
} as const satisfies Record<keyof Scan, DataClass>

export const eventClasses = {
  dossier: 'none',
  n: 'none',
  at: 'none',
  act: 'none',
  by: 'none',
  key: 'none',
  body: 'none',
  from: 'none',
  to: 'none',
  holder: 'none',
  officer: 'none',
  step: 'none',
  note: 'basic',
  reason: 'basic',
  dueAt: 'none',
  // Papers asked for are written by hand.
  detail: 'basic',
  wants: 'none',
  was: 'none',
  previous: 'none',
  digest: 'none',
} as const satisfies Record<keyof DossierEvent, DataClass>

/** The head goes into lists and indexes: whatever is about a person stands in it masked or under a keyed digest, or not at all. */
export type HeadClass = 'none' | 'masked' | 'keyed'

export const headClasses = {
  id: 'none',
  version: 'none',
  code: 'none',
  procedure: 'none',
  procedureVersion: 'none',
  procedureName: 'none',
  case: 'none',
  channel: 'none',
  status: 'none',
  clock: 'none',
  money: 'none',
  delivery: 'none',
  sync: 'none',
  receivingUnit: 'none',
  competentAgency: 'none',
  nonTerritorial: 'none',
  holder: 'none',
  officer: 'none',
  agencies: 'none',
  step: 'none',
  firstStep: 'none',
  lastStep: 'none',
  parent: 'none',
  child: 'none',
  partAt: 'none',
  transferAcknowledgedAt: 'none',
  supplementStage: 'none',
  supplementCount: 'none',
  receptionSupplementCount: 'none',
  supplementDueAt: 'none',
  supplementAskedAt: 'none',
  supplementExpiredAt: 'none',
  extensionCount: 'none',
  sets: 'none',
  pausedFor: 'none',
  pausedAt: 'none',
  consulted: 'none',
  errand: 'none',
  recalled: 'none',
  taxNotice: 'none',
  carriage: 'none',
  carriageCount: 'none',
  endedCarriage: 'none',
  papersAt: 'none',
  reportedLost: 'none',
  voidedShipment: 'none',
  returnBy: 'none',
  createdAt: 'none',
  submittedAt: 'none',
  acceptedAt: 'none',
  stageFrom: 'none',
  answerDueAt: 'none',
  dueAt: 'none',
  stepDueAt: 'none',
  provisional: 'none',
  finishedAt: 'none',
  class: 'none',
  classByLaw: 'none',
  workedMinutes: 'none',
  result: 'none',
  membersOutcome: 'none',
  corrects: 'none',
  correction: 'none',
  returnedAt: 'none',
  shipmentCount: 'none',
  waybill: 'none',
  planRef: 'none',
  ownerRef: 'keyed',
  applicantMasked: 'masked',
  chain: 'none',
  lastKeys: 'none',
  updatedAt: 'none',
} as const satisfies Record<keyof Dossier, HeadClass>

const hidden = (): undefined => undefined
const lastThree = (text: string): string => '*'.repeat(Math.max(0, text.length - 3)) + text.slice(-3)

/** How a list shows each field of a person: enough to tell two rows apart, or not at all. */
const masks = {
  name: maskName,
  identityNumber: lastThree,
  taxCode: lastThree,
  sex: hidden,
  phone: lastThree,
  email: hidden,
  address: hidden,
  birthDate: hidden,
} as const satisfies Record<keyof typeof partyClasses, (text: string) => string | undefined>

/** A person as lists may show them; every field that is classed as personal is masked or left out. */
export function maskedParty(party: Party): { name: string } & { [Field in keyof Party]?: string } {
  const fields = Object.entries(masks).flatMap(([field, mask]) => {
    const text = Object.entries(party).find(([name]) => name === field)?.[1]
    const shown = typeof text === 'string' ? mask(text) : undefined
    return shown === undefined ? [] : [[field, shown] as const]
  })
  return { name: maskName(party.name), ...Object.fromEntries(fields) }
}

/** The most delicate of several classes. */
export function worstOf(classes: Iterable<DataClass>): DataClass {
  const all = new Set(classes)
  return all.has('sensitive') ? 'sensitive' : all.has('basic') ? 'basic' : 'none'
}
