import type { ShipmentKind, ShipmentState } from '../messages/messages.ts'

/**
 * Mã trạng thái của bưu điện to ours. VNPost publishes no list; these are the codes its contract partners name, to be
 * held against the installation's own contract. A code that is missing here stays `unknown` and moves nothing.
 */
const states: Readonly<Record<string, ShipmentState>> = {
  '20': 'registered', // đã đăng ký
  '60': 'cancelled', // hủy
  '70': 'collected', // đã thu gom
  '80': 'in-transit', // đang vận chuyển
  '90': 'delivering', // đang phát
  '91': 'undelivered', // phát không thành công, bưu tá phát lại
  '100': 'delivered', // phát thành công
  '110': 'returning', // đang chuyển hoàn, chưa về tới quầy
  '170': 'sent-back', // đã chuyển hoàn
}

export function shipmentStateOf(code: string): ShipmentState | 'unknown' {
  return Object.hasOwn(states, code) ? (states[code] ?? 'unknown') : 'unknown'
}

/** `FlagConfig`: the only one that a text read names, for every kind of parcel; a contract that tells them apart puts its numbers here. */
export const flagOfKind = { 'collect-dossier': 2, 'deliver-result': 2, 'carry-papers': 2 } as const satisfies Record<
  ShipmentKind,
  number
>

/** `Status` of an answer: 100 is a yes; of a cancelling, these say why not. What is missing here is a no for good. */
export const yes = '100'

/** The post's own trouble, told with status 200: whether it has the order is not known, and it is asked again. */
export const isTrouble = (status: string): boolean => status === '999' // lỗi hệ thống
const cancelAnswers: Readonly<Record<string, 'cancelled' | 'too-late' | 'unknown'>> = {
  [yes]: 'cancelled',
  '104': 'unknown', // không tìm thấy vận đơn
  '105': 'too-late', // đã thu gom
}

export function cancelAnswerOf(status: string): 'cancelled' | 'too-late' | 'unknown' | undefined {
  return Object.hasOwn(cancelAnswers, status) ? cancelAnswers[status] : undefined
}

/** First commune code of each run and the province it lies in since 1/7/2025; both as the statistics office numbers them. */
const provinceRuns: readonly (readonly [string, string])[] = [
  ['00004', '01'],
  ['00691', '08'],
  ['01273', '04'],
  ['01840', '19'],
  ['02212', '08'],
  ['02647', '15'],
  ['03127', '11'],
  ['03388', '12'],
  ['03646', '14'],
  ['04252', '15'],
  ['04792', '25'],
  ['04930', '01'],
  ['04960', '25'],
  ['05443', '19'],
  ['05977', '20'],
  ['06652', '22'],
  ['07210', '24'],
  ['07894', '25'],
  ['08974', '01'],
  ['09025', '25'],
  ['09169', '24'],
  ['09552', '01'],
  ['10507', '31'],
  ['11953', '33'],
  ['13285', '37'],
  ['14758', '38'],
  ['16681', '40'],
  ['18073', '42'],
  ['18859', '44'],
  ['19753', '46'],
  ['20194', '48'],
  ['21025', '51'],
  ['21553', '52'],
  ['22015', '66'],
  ['22333', '56'],
  ['22918', '68'],
  ['23284', '51'],
  ['23563', '52'],
  ['24121', '66'],
  ['24611', '68'],
  ['25195', '75'],
  ['25459', '80'],
  ['25747', '79'],
  ['25993', '75'],
  ['26506', '79'],
  ['27694', '80'],
  ['28249', '82'],
  ['28756', '86'],
  ['29869', '82'],
  ['30292', '91'],
  ['31120', '92'],
  ['31825', '96'],
]

/** The post's own province numbers by the statistics office's, as the contract names them; one that is missing goes as it is. */
const postProvinces: Readonly<Record<string, string>> = {}

/** Tỉnh, thành phố of a commune, as the post numbers it. */
export function provinceOfCommune(communeCode: string, numbers = postProvinces): string {
  const province = provinceRuns.findLast(([first]) => first <= communeCode)?.[1] ?? ''
  return Object.hasOwn(numbers, province) ? (numbers[province] ?? province) : province
}
