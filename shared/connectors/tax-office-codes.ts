import type { LandSlip, TaxNotice } from '../messages/offices.ts'

/** Kinds of obligation to the tax office's item codes; agreed with the office, and the one place where they stand. */
export const obligationCodes = {
  'land-use-fee': '1401', // tiền sử dụng đất
  'land-rent': '3601', // tiền thuê đất
  'income-tax': '1006', // thuế thu nhập cá nhân từ chuyển nhượng
  'registration-charge': '2801', // lệ phí trước bạ nhà đất
} as const satisfies Record<LandSlip['asks'][number], string>

/** The office's own trouble, told with status 200: nothing is refused and no notice is gone, it is asked again. */
export const isTrouble = (code: string): boolean => code === '99' // lỗi hệ thống

/** It has no such slip, and so no notice for it. */
export const isSlipUnknown = (code: string): boolean => code === '4' // không có phiếu

/** Our signature does not hold: the key was changed, and nothing is said about the slip; to be held against the office's own list. */
export const areKeysRefused = (code: string): boolean => code === '97' // sai chữ ký

/** An item nobody listed is kept with its code and sum; somebody has to look at it. */
export function obligationOf(code: string): TaxNotice['items'][number]['kind'] {
  const found = Object.entries(obligationCodes).find(([, known]) => known === code)
  return isObligation(found?.[0]) ? found[0] : 'unknown'
}

function isObligation(name: string | undefined): name is keyof typeof obligationCodes {
  return name !== undefined && Object.hasOwn(obligationCodes, name)
}
