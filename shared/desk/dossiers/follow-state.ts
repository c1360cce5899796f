import type { Directory } from '../../agencies/directory.ts'
import type { Instant } from '../../calendar/day.ts'
import type { Dossier, MoneyState } from '../../dossier/dossier.ts'
import { nationalCodes } from '../../dossier/transitions.ts'
import { type LookedUp, tellState } from './look-up.ts'

/** Theo dõi: what a machine is told of a dossier of its agency. Nothing of it is about a person. */
export interface FollowedState extends LookedUp {
  /** Mã trạng thái quốc gia 1-10; a draft has none. */
  national?: number
  money: MoneyState
  updatedAt: Instant
}

export function followState(dossier: Dossier, code: string, units: Directory): FollowedState {
  const { status, money, updatedAt } = dossier
  const national = status === 'draft' ? {} : { national: nationalCodes[status] }
  return { ...tellState(dossier, code, units), ...national, money, updatedAt }
}
