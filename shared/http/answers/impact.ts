import type { Desk } from '../../desk/desk.ts'
import { runImpact } from '../../desk/run-impact.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'
import { agencyAsked } from './figures.ts'

/** Đánh giá tác động của một thủ tục, with the dossiers of a year. */
export const impactAnswers = {
  readImpact: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-door')
    const { year, shorterBy, case: ofCase } = query
    const wish = { procedure: path.code, year, agency, shorterBy }
    const run = await runImpact(desk, ofCase === undefined ? wish : { ...wish, case: ofCase })
    if (!run) return undefined
    const { procedure, parameters, impact } = run
    return {
      procedure: { code: procedure.code, version: procedure.version, name: procedure.name },
      case: ofCase,
      source: procedure.source,
      agency,
      year,
      byLaw: [...impact.byLaw],
      measured: impact.measured,
      savings: { droppedPapers: [...impact.droppedPapers], shorterLimits: [...impact.shorterLimits] },
      parameters: parameters.map(({ isVerified, ...told }) => ({ ...told, verified: isVerified })),
    }
  },
} satisfies Pick<Answers<'reports', Pick<Desk, 'counters' | 'catalogue' | 'now'>>, 'readImpact'>
