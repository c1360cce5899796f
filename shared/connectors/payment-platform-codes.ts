import type { PaymentNews } from '../messages/payments.ts'
import { sha256Hex } from './seals.ts'

/** Which fields a hash covers, in which order; of INIT only the callback's order is documented, the others follow the message. */
export const callbackOrder = [
  'LoaiBanTin',
  'MaLoi',
  'MaDoiTac',
  'MaThamChieu',
  'SoTien',
  'MaTienTe',
  'MaGiaoDich',
  'MaNganHang',
  'ThoiGianGD',
  'ThongTinGiaoDich',
] as const

export const initOrder = [
  'LoaiBanTin',
  'PhienBan',
  'MaDoiTac',
  'MaThamChieu',
  'SoTien',
  'LoaiHinhThanhToan',
  'MaKenhThanhToan',
  'MaThietBi',
  'NgonNgu',
  'MaTienTe',
  'MaNganHang',
  'ThongTinGiaoDich',
  'ThoiGianGD',
  'Ip',
] as const

export const queryOrder = ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'] as const

/** Of the portal's question for what a dossier owes (`dptracuuthanhtoanhs`) only `MaHoSo` and the answer are documented; it is signed like a call. */
export const feeQuestionOrder = ['MaDoiTac', 'MaHoSo', 'ThoiGianGD'] as const

/** `error_code` of an answer: our seal does not hold, and nothing is said about the payment; to be held against the platform's own list. */
export const areKeysRefused = (code: string): boolean => code === '97' // sai mã xác thực

/** `MaXacThuc`: SHA-256 in hexadecimal of the fields joined by pipes, the shared secret last. */
export function sealOfFields(
  fields: Readonly<Record<string, unknown>>,
  order: readonly string[],
  secret: string,
): string {
  return sha256Hex([...order.map((name) => String(fields[name] ?? '')), secret].join('|'))
}

/** `MaLoi` to ours. Only success is documented; every other code is kept and moves nothing until the contract names it. */
const outcomes: Readonly<Record<string, PaymentNews['outcome']>> = { '00': 'paid' }

export function outcomeOfCode(code: string): PaymentNews['outcome'] {
  return Object.hasOwn(outcomes, code) ? (outcomes[code] ?? 'unknown') : 'unknown'
}
