import type { Status } from '../dossier/dossier.ts'
import { nationalCodes } from '../dossier/transitions.ts'

/** `LoaiDoiTuong` of the newer ministry interface: not the portal's numbers. */
export const ministrySubjects = { citizen: 0, business: 1, household: 2 } as const

/** `LoaiBan`. */
export const copyKinds = { original: 0, copy: 1, electronic: 2 } as const

/** `HinhThucThu`: when money is collected. */
export const collectionTimes = { 'on-reception': 1, 'on-supplement': 2, 'on-return': 4 } as const

/** `TrangThaiThanhToan`. */
export const paymentStates = { open: 0, paid: 1 } as const

/** `TrangThai` is the national code, as a number. */
export function ministryStatusOf(status: Status): number | undefined {
  return status === 'draft' ? undefined : nationalCodes[status]
}
