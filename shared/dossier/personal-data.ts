import type { DossierEvent, Parties, Party, PostalAddress, Scan } from './dossier.ts'

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
} as const satisfies Record<keyof PostalAddress, DataClass>

export const partiesClasses = {
  applicant: 'basic',
  owner: 'basic',
  summary: 'basic',
  deliverTo: 'basic',
  takenBy: 'basic',
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
