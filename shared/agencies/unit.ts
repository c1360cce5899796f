import type { Day } from '../calendar/day.ts'

/** `H57.29` an agency; `H57.29/desk`, `H57.29/office`, `H57.29/leaders` its rooms. */
export type UnitId = string

/** Levels are a catalogue: the district ended on 30/6/2025 and stays for history. */
export type Level = 'province' | 'commune' | 'vertical' | 'central' | 'district'

export const roles = [
  'reception',
  'handler',
  'unit-head',
  'leader',
  'clerk',
  'cashier',
  'return-desk',
  'supervisor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** Cơ quan, đơn vị. An agency or one of its rooms, with what came before and after it. */
export interface Unit {
  id: UnitId
  name: string
  level: Level
  kind: 'agency' | 'room'
  agency: UnitId
  parent?: UnitId
  adminCode?: string
  officialCode?: string
  codeConfidence?: 'seen' | 'generated'
  email?: string
  phone?: string
  address?: string
  validFrom: Day
  validTo?: Day
  predecessors: readonly string[]
  successors: readonly string[]
}

/** Cán bộ, công chức. */
export interface Officer {
  id: string
  name: string
  unit: UnitId
  roles: readonly Role[]
  title?: string
  /** The mailbox of the office, for the morning's digest. */
  email?: string
}

/** Whether somebody works there still; who has left stays listed without a role. */
export const isInOffice = ({ roles }: Pick<Officer, 'roles'>): boolean => roles.length > 0

export function agencyOf(unit: UnitId): UnitId {
  const slash = unit.indexOf('/')
  return slash === -1 ? unit : unit.slice(0, slash)
}
