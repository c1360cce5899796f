/** Các khoản that a land office asks the tax office to determine. */
export const landDues = ['land-use-fee', 'land-rent', 'income-tax', 'registration-charge'] as const
export type LandDue = (typeof landDues)[number]

/** Thửa đất, as the slip names it. */
export interface Parcel {
  /** Số tờ bản đồ, số thửa. */
  sheet: string
  number: string
  areaM2: number
  communeCode: string
  purpose: string
}

/** What a slip to the tax office says beside the owner. */
export interface LandSlipFacts {
  parcel: Parcel
  asks: readonly LandDue[]
}
