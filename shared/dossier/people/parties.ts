import type { Day, Instant } from '../../calendar/day.ts'
import type { Taker } from '../acts.ts'
import type { LandSlipFacts } from '../money/land-slip.ts'
import type { Sex } from './identity-number.ts'

/** People of a dossier and where the result goes; personal data, kept apart from the head. */
export interface Parties {
  applicant: Party
  /** Chủ hồ sơ, when the applicant files for somebody else. */
  owner?: Party
  summary?: string
  deliverTo?: PostalAddress
  /** Where the post fetches the papers. */
  collectFrom?: PostalAddress
  /** Who took the result at the counter. */
  takenBy?: Taker & { at: Instant }
  /** What the newest slip to the tax office says of the land. */
  landSlip?: LandSlipFacts
  /** Trích yếu of the newest letter that was sent; people write what they like. */
  letterSubject?: string
  /** Lý do trả lại, in the words of whoever sent the newest slip or letter back: for officers, people write what they like. */
  errandSaid?: { number: string; text: string }
}

export interface Party {
  name: string
  identityNumber: string
  /** Mã số thuế, for a business or household. */
  taxCode?: string
  sex?: Sex
  /** `+84...` */
  phone?: string
  email?: string
  address?: string
  birthDate?: Day
}

export interface PostalAddress {
  name: string
  phone: string
  detail: string
  communeCode: string
  /** Tên xã, phường, as the post knows it: of a commune elsewhere, which no directory of ours names. */
  communeName?: string
}

/** Chủ hồ sơ. A business whose legal representative files in person is reached where that person is. */
export function ownerOf({ applicant, owner }: Parties): Party {
  if (owner?.identityNumber !== applicant.identityNumber) return owner ?? applicant
  const { phone, email } = applicant
  return { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }), ...owner }
}
