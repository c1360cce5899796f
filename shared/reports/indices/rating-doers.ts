import type { Role } from '../../agencies/unit.ts'
import type { RatingAct } from './ratings.ts'

/** Who does it: heads of the agency that is rated, or of the one that appraises it. */
export const ratingDoers: Readonly<Record<RatingAct, { of: 'rated' | 'appraiser'; roles: readonly Role[] }>> = {
  'draw-up': { of: 'rated', roles: ['leader'] },
  appraise: { of: 'appraiser', roles: ['unit-head', 'leader'] },
  appeal: { of: 'rated', roles: ['leader'] },
  finish: { of: 'appraiser', roles: ['leader'] },
}
