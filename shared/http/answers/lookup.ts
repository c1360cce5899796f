import type { Desk } from '../../desk/desk.ts'
import { followState } from '../../desk/dossiers/follow-state.ts'
import { lookUp } from '../../desk/dossiers/look-up.ts'
import { findByCode } from '../../desk/dossiers/read-dossier.ts'
import { directory } from '../../desk/surroundings.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'

export type LookupDesk = Pick<
  Desk,
  'dossiers' | 'lookUps' | 'digests' | 'catalogue' | 'machines' | 'now' | 'pause' | 'chance'
>

/** Tra cứu: whatever is wrong, code or secret, the answer is the same. */
export const lookup = {
  lookUp: async ({ body, sourceIp }, desk) => {
    const answer = await lookUp(desk, { ...body, sourceIp })
    if (answer === 'not-found') return undefined
    return answer === 'too-many' ? refuse('too-many-tries') : answer.found
  },

  followDossier: async ({ person, path }, desk) => {
    const dossier = await findByCode(desk, person, path.code)
    if (!dossier) return undefined
    return followState(dossier, path.code, await directory(desk))
  },
} satisfies Answers<'lookup', LookupDesk>
