import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import data from './payment-accounts.json' with { type: 'json' }

/** Tài khoản thụ hưởng: where the money of an agency goes, and under which tax code it is collected. */
export interface PaymentAccount {
  /** `*` stands for every agency without a row of its own. */
  agency: UnitId
  account: string
  bank: string
  holder: string
  taxCode: string
  validFrom: Day
  source: string
}

/** Mẫu số, ký hiệu of electronic receipts from a day on. */
export interface ReceiptSeries {
  form: string
  serial: string
  validFrom: Day
  source: string
}

const newestOn = <T extends { validFrom: Day }>(rows: readonly T[], day: Day): T | undefined =>
  rows.filter(({ validFrom }) => validFrom <= day).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]

/** The agency's own account on a day, else the one for all. */
export function accountOn(agency: UnitId, day: Day, rows: readonly PaymentAccount[] = data.accounts) {
  const ofAgency = (id: UnitId) =>
    newestOn(
      rows.filter((row) => row.agency === id),
      day,
    )
  return ofAgency(agency) ?? ofAgency('*')
}

/** Tài khoản thu ngân sách: where taxes and land money go, whichever agency's dossier waits for them. */
export function budgetAccountOn(agency: UnitId, day: Day) {
  return accountOn(agency, day, data.budget)
}

export function seriesOn(day: Day, rows: readonly ReceiptSeries[] = data.receipts): ReceiptSeries | undefined {
  return newestOn(rows, day)
}
