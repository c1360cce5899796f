import type { Channel } from '../catalogue/procedure.ts'
import type { Status } from '../dossier/dossier.ts'
import type { ReuseKind } from '../dossier/papers/papers-on-hand.ts'
import { nationalCodes } from '../dossier/transitions.ts'

/** `KenhThucHien`. */
export const channelCodes = { direct: '1', online: '2', postal: '3' } as const satisfies Record<Channel, string>

/** `LoaiDoiTuong` of the national portal; 3 and 4 (agency, other organisation) are not told apart here yet. */
export const subjectCodes = { citizen: '1', business: '2' } as const

/** `HinhThucThu`: when money is collected, in the numbers of the newer interface, as the portal's own are not told. */
export const collectionCodes = { 'on-reception': '1', 'on-supplement': '2', 'on-return': '4' } as const

/** `DuocThanhToanTrucTuyen`; empty where nothing was paid online. */
export const onlineCodes = { national: '1', local: '2' } as const

/** `DuocTaiSuDung`: handed in anew; taken from another dossier's component; from a result. */
export const reuseCodes = { none: '0', component: '1', result: '2' } as const satisfies Record<
  'none' | ReuseKind,
  string
>

/** `LoaiPhiLePhi`: phí and giá are 1, lệ phí is 2. */
export const feeKindCodes = { fee: '1', charge: '2', price: '1' } as const

/** `TrangThaiHoSo`, 1 to 10 as they are: no status is dressed up as another. A draft is not told. */
export function portalStatusOf(status: Status): string | undefined {
  return status === 'draft' ? undefined : String(nationalCodes[status])
}

/** Back to ours, for the daily comparison; a code nobody knows stays unknown. */
export function statusOfPortal(code: string): Status | 'unknown' {
  const found = Object.entries(nationalCodes).find(([, number]) => String(number) === code.trim())
  return isStatus(found?.[0]) ? found[0] : 'unknown'
}

function isStatus(name: string | undefined): name is keyof typeof nationalCodes {
  return name !== undefined && Object.hasOwn(nationalCodes, name)
}

/** `error_code` of a look-up (`TraCuuHoSo`) that finds none, beside an empty answer; to be held against the contract when the portal is joined. */
const notFoundCodes: ReadonlySet<string> = new Set(['404'])

/** Whether a look-up was answered by there being no such dossier: by its code, or in the words that tell of a dossier. */
export function saysNotFound(code: string, text: string): boolean {
  const words = text.normalize('NFC').toLowerCase()
  return notFoundCodes.has(code) || /hồ sơ.*(không tồn tại|chưa tồn tại)|không (tìm thấy|có) hồ sơ/.test(words)
}

/** The same of a procedure (`LayThuTuc`). */
export function saysNoProcedure(code: string, text: string): boolean {
  const words = text.normalize('NFC').toLowerCase()
  return notFoundCodes.has(code) || /thủ tục.*(không tồn tại|chưa tồn tại)|không (tìm thấy|có) thủ tục/.test(words)
}

/** Named at most, of the fields that a refusal is about. */
const mostFields = 10

/**
 * Why it would not have what it was told, for people who mend it: its code, and which of the fields that it was told its words name. The
 * rest of them may name people and is not kept.
 */
export function refusalOf(code: string, text: string, told: unknown): { refused: string } {
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g))
  const named = [...new Set(fieldsIn(told))].filter((field) => words.has(field.toLowerCase())).slice(0, mostFields)
  return { refused: named.length === 0 ? `mã ${code}` : `mã ${code}: ${named.join(', ')}` }
}

function fieldsIn(told: unknown): string[] {
  if (typeof told !== 'object' || told === null) return []
  if (Array.isArray(told)) return told.flatMap(fieldsIn)
  return Object.entries(told).flatMap(([name, value]) => [name, ...fieldsIn(value)])
}

/** What exists is sent once more as an update. */
export function saysItExists(text: string): boolean {
  return text.normalize('NFC').toLowerCase().includes('đã tồn tại')
}
