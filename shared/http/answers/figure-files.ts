import { agencyOf } from '../../agencies/unit.ts'
import { drawFigures } from '../../desk/figures/draw-figures.ts'
import { mostLookedAt } from '../../desk/figures/gather-figures.ts'
import { drawIndex } from '../../desk/indices/draw-index.ts'
import { drawRating } from '../../desk/indices/draw-rating.ts'
import { mayJudge } from '../../desk/indices/keep-evidence.ts'
import { tooLong } from '../../dossier/objections.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'
import { correctionFiles } from './corrections.ts'
import { figuresAsked } from './figures.ts'
import { impactFiles } from './impact.ts'
import { listFiles } from './list-files.ts'
import type { PrintingDesk } from './printing.ts'
import { wishOf } from './reckoned-indices.ts'
import { issueFiles, reportJobs } from './report-files.ts'

/** Tệp số liệu: reports and indices as files, those asked for, and the differences to the national portal. */
export const figureFiles = {
  ...reportJobs,
  ...issueFiles,
  ...correctionFiles,
  ...impactFiles,
  ...listFiles,

  downloadFigures: async ({ person, path, query }, desk) => {
    const wish = figuresAsked(person, path.report, query)
    if (wish === undefined) return refuse('not-your-agency')
    if ('faults' in wish) return wish
    const link = await drawFigures(desk, wish, query.format, mostLookedAt)
    return link === 'too-many' ? tooLong('query.to') : link
  },

  downloadIndex: async ({ person, path, query }, desk) => {
    const { agency, ...period } = wishOf(person, path.index, query)
    if (!(await mayJudge(desk, person, agency, period))) return refuse('not-your-agency')
    return drawIndex(desk, agency, period, query.format)
  },

  downloadRatings: async ({ person, path, query }, desk) => {
    const { agency, format, from, to } = query
    const period = { index: path.index, from, to }
    if (agency !== undefined && !(await mayJudge(desk, person, agency, period))) return refuse('not-your-agency')
    return drawRating(desk, period, agency, agencyOf(person.unit), format)
  },
} satisfies Partial<Answers<'printing', PrintingDesk>>
