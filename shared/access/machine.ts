import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'

/** The API as issuers name it: audience of tokens, and the front part of every scope. */
export const apiName = 'mot-cua-api'

/** Phạm vi: what a machine may be let do. Each opens its own doors and no other. */
export const scopes = {
  'dossiers.follow': 'Theo dõi hồ sơ của cơ quan mình đại diện',
  'reports.read': 'Đọc báo cáo quá hạn của cơ quan mình đại diện',
  'payments.begin': 'Lập liên kết thanh toán của hồ sơ cơ quan mình đại diện',
  'webhooks.receive': 'Đăng ký được báo khi hồ sơ của cơ quan mình đại diện thay đổi',
} as const

export type Scope = keyof typeof scopes

/** The scope as a token says it: `mot-cua-api/dossiers.follow`. */
export function scopeName(scope: Scope): string {
  return `${apiName}/${scope}`
}

/** Hệ thống gọi đến, while it calls. It reads for one agency, and says where it wants to be told; it is no `Person`: no act can be done in its name. */
export interface Machine {
  kind: 'machine'
  /** The client id its issuer gave it. */
  id: string
  agency: UnitId
  /** Agencies that have ended and whose archive the machine's own has taken over. */
  heritage?: readonly UnitId[]
  scopes: readonly Scope[]
}

/** Who answers for a client, and until when: without an entry, or after its last day, a good token opens nothing. */
export interface MachineEntry {
  client: string
  name: string
  agency: UnitId
  /** The last day on which it is let in. */
  expiresOn: Day
}

/** A machine of an agency that has ended sees what the heir sees: its entry need not be written anew on the day of a merger. */
export function heiredMachine(machine: Machine, units: Heirs): Machine {
  const agency = units.heirOf(machine.agency)
  const heritage = units.heritageOf(agency)
  return { ...machine, agency, ...(heritage.length > 0 && { heritage }) }
}

interface Heirs {
  heirOf(agency: UnitId): UnitId
  heritageOf(agency: UnitId): readonly UnitId[]
}

/** The caller of a token, as the list of machines has it on this day. */
export function machineOn(
  day: Day,
  token: Pick<Machine, 'id' | 'scopes'>,
  entry: MachineEntry | undefined,
): Machine | undefined {
  if (entry?.client !== token.id || entry.expiresOn < day) return undefined
  return { kind: 'machine', id: token.id, agency: entry.agency, scopes: token.scopes }
}
