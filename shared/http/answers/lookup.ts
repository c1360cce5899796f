import type { Desk } from '../../desk/desk.ts'
import { lookUp } from '../../desk/look-up.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'

export type LookupDesk = Pick<Desk, 'dossiers' | 'marks' | 'digests' | 'catalogue' | 'now'>

/** Tra cứu: whatever is wrong, code or secret, the answer is the same. */
export const lookup = {
  lookUp: async ({ body, sourceIp }, desk) => {
    const answer = await lookUp(desk, { ...body, sourceIp })
    if (answer === 'not-found') return undefined
    return answer === 'too-many' ? refuse('too-many-tries') : answer.found
  },
} satisfies Answers<'lookup', LookupDesk>
