import type { Machine } from '../../access/machine.ts'
import { holdsRole, type Person } from '../../access/person.ts'
import type { UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import { type DataClass, scanContentClass } from './personal-data.ts'

/** Mục đích xem. A closed list: whoever is shown personal data says, or is taken to say, what for. */
export const purposeTerms = {
  handling: 'Giải quyết hồ sơ',
  counter: 'Tiếp công dân tại quầy',
  supervision: 'Giám sát, kiểm tra',
  complaint: 'Giải quyết khiếu nại, phản ánh',
  owner: 'Chủ hồ sơ tự xem',
  synchronisation: 'Đồng bộ với Cổng Dịch vụ công quốc gia',
} as const
export type Purpose = keyof typeof purposeTerms

/** What an officer may name; an owner has one purpose only. */
export const officersPurposes = [
  'handling',
  'counter',
  'supervision',
  'complaint',
] as const satisfies readonly Purpose[]

/** What was shown, and the class of the most delicate thing in it. */
export const shownThings = {
  whole: { term: 'Toàn bộ hồ sơ', class: 'basic' },
  scan: { term: 'Tệp thành phần', class: scanContentClass },
  result: { term: 'Tệp kết quả', class: scanContentClass },
  papers: { term: 'Danh mục giấy tờ của chủ hồ sơ', class: 'basic' },
  sheet: { term: 'Biểu mẫu đã in', class: 'basic' },
  print: { term: 'In biểu mẫu theo yêu cầu', class: 'basic' },
  register: { term: 'Sổ theo dõi hồ sơ', class: 'basic' },
  search: { term: 'Tìm theo người', class: 'basic' },
  feedback: { term: 'Lời phản ánh, kiến nghị chưa che', class: 'basic' },
  archive: { term: 'Bản trích xuất hồ sơ', class: scanContentClass },
} as const satisfies Record<string, { term: string; class: DataClass }>
export type ShownThing = keyof typeof shownThings

/** Lượt xem dữ liệu cá nhân. Who was shown what of which dossier, when and what for; it names no subject. */
export interface DataRead {
  dossier: string
  at: Instant
  by: { kind: (Person | Machine)['kind']; id: string; unit?: UnitId }
  what: ShownThing
  scan?: number
  class: DataClass
  purpose: Purpose
  requestId: string
}

/** What the reader said, and under which request. */
export interface Occasion {
  purpose?: Purpose | undefined
  requestId: string
}

/** The purpose of somebody who names none, from what their roles are for. */
export function usualPurpose(person: Person | Machine): Purpose {
  if (person.kind === 'citizen') return 'owner'
  if (person.kind !== 'officer') return 'handling'
  if (holdsRole(person, ['handler', 'unit-head', 'leader', 'clerk', 'cashier'])) return 'handling'
  return holdsRole(person, ['reception', 'return-desk']) ? 'counter' : 'supervision'
}

export function dataReadOf(
  person: Person | Machine,
  dossier: string,
  thing: { what: ShownThing; scan?: number },
  occasion: Occasion,
  at: Instant,
): DataRead {
  const unit = person.kind === 'officer' ? person.unit : person.kind === 'machine' ? person.agency : undefined
  return {
    dossier,
    at,
    by: { kind: person.kind, id: person.id, ...(unit === undefined ? {} : { unit }) },
    ...thing,
    class: shownThings[thing.what].class,
    purpose: occasion.purpose ?? usualPurpose(person),
    requestId: occasion.requestId,
  }
}
