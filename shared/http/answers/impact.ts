import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { drawImpact } from '../../desk/figures/draw-impact.ts'
import { type ImpactWish, runImpact } from '../../desk/figures/run-impact.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'
import { agencyAsked } from './figures.ts'

/** Đánh giá tác động của một thủ tục, with the dossiers of a year. */
export const impactAnswers = {
  readImpact: async ({ person, path, query }, desk) => {
    const wish = impactAsked(person, path.code, query)
    if (!wish) return refuse('not-your-agency')
    const run = await runImpact(desk, wish)
    if (!run) return wish.case === undefined ? undefined : unknownCase(desk, wish)
    const { agency, year, case: ofCase } = wish
    const { procedure, parameters, impact, countedTo } = run
    return {
      procedure: { code: procedure.code, version: procedure.version, name: procedure.name },
      case: ofCase,
      source: procedure.source,
      agency,
      year,
      countedTo,
      byLaw: [...impact.byLaw],
      measured: impact.measured,
      savings: {
        droppedPapers: impact.droppedPapers && [...impact.droppedPapers],
        shorterLimits: [...impact.shorterLimits],
      },
      parameters: parameters.map(({ isVerified, ...told }) => ({ ...told, verified: isVerified })),
    }
  },
} satisfies Pick<Answers<'reports', Pick<Desk, 'counters' | 'catalogue' | 'now'>>, 'readImpact'>

/** The same as a file. */
export const impactFiles = {
  downloadImpact: async ({ person, path, query }, desk) => {
    const wish = impactAsked(person, path.code, query)
    if (!wish) return refuse('not-your-agency')
    return (
      (await drawImpact(desk, wish, query.format)) ?? (wish.case === undefined ? undefined : unknownCase(desk, wish))
    )
  },
} satisfies Pick<
  Answers<'printing', Pick<Desk, 'counters' | 'catalogue' | 'objects' | 'draw' | 'now'>>,
  'downloadImpact'
>

/** Without the case there is a sheet: it is the case that is wrong. */
async function unknownCase(desk: Pick<Desk, 'counters' | 'catalogue' | 'now'>, { case: _, ...wish }: ImpactWish) {
  const run = await runImpact(desk, wish)
  if (!run) return undefined
  const known = (run.procedure.cases ?? []).map(({ id }) => id).join(', ')
  const detail = `Thủ tục không có trường hợp này; có: ${known || 'không chia trường hợp'}.`
  return { faults: [{ where: 'query.case' as const, code: 'not-offered' as const, detail }] }
}

/** What is asked for, where it is theirs to ask. */
function impactAsked(
  person: Extract<Person, { kind: 'officer' }>,
  procedure: string,
  asked: { year: number; shorterBy: number; agency?: string | undefined; case?: string | undefined },
): ImpactWish | undefined {
  const agency = agencyAsked(person, asked.agency)
  if (agency === undefined) return undefined
  const { year, shorterBy, case: ofCase } = asked
  return { procedure, year, agency, shorterBy, ...(ofCase === undefined ? {} : { case: ofCase }) }
}
