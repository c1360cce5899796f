import { holdsRole, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { ArchiveJob } from '../../desk/archive-job.ts'
import { askArchive, linkToArchive, readArchive } from '../../desk/ask-archive.ts'
import type { Desk } from '../../desk/desk.ts'
import { drawFigures } from '../../desk/draw-figures.ts'
import { drawIndex } from '../../desk/draw-index.ts'
import { drawRating } from '../../desk/draw-rating.ts'
import { mayJudge } from '../../desk/keep-evidence.ts'
import { printPosting, printProcess } from '../../desk/print-procedure.ts'
import { isPeriod, printRegister, registerDays } from '../../desk/print-register.ts'
import { linkToPrint, listPrints, printNow, reprint } from '../../desk/print-sheet.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection, type Objection, object } from '../../dossier/objections.ts'
import type { Print } from '../../forms/print.ts'
import { refuse } from '../problems.ts'
import { showArchive } from '../views/archive.ts'
import { showPrint } from '../views/print.ts'
import type { Answers } from './answer.ts'
import { correctionFiles } from './corrections.ts'
import { figuresAsked, mostLookedAt } from './figures.ts'
import { impactFiles } from './impact.ts'
import { listFiles } from './list-files.ts'
import { wishOf } from './reckoned-indices.ts'
import { issueFiles, reportJobs } from './report-files.ts'

export type PrintingDesk = Pick<
  Desk,
  | 'dossiers'
  | 'counters'
  | 'reports'
  | 'payments'
  | 'surveys'
  | 'ratings'
  | 'issues'
  | 'catalogue'
  | 'objects'
  | 'prints'
  | 'readLog'
  | 'syncLedger'
  | 'digests'
  | 'marks'
  | 'doorbells'
  | 'draw'
  | 'lookUpAddress'
  | 'now'
  | 'province'
>

/** Bản in: what was printed of a dossier, what is printed on demand, the register, archives, and the catalogue's own sheets. */
export const printing = {
  ...reportJobs,
  ...issueFiles,
  ...correctionFiles,
  ...impactFiles,
  ...listFiles,
  listSheets: ({ person, path }, desk) => list(desk, person, path.id),
  downloadSheet: ({ person, path, query, requestId }, desk) =>
    linkToPrint(desk, person, path.id, path.sheet, { ...query, requestId }),
  printSheet: async ({ person, path, body, requestId }, desk) =>
    shown(desk, person, await printNow(desk, person, path.id, body.sheet, { purpose: body.purpose, requestId })),
  reprintSheet: async ({ person, path, body, key, requestId }, desk) =>
    shown(desk, person, await reprint(desk, person, path.id, path.sheet, { ...body, key, requestId })),

  printRegister: async ({ person, query, requestId }, desk) => {
    const { from, to, format, purpose } = query
    const agency = query.agency ?? agencyOf(person.unit)
    if (agency !== agencyOf(person.unit) && !holdsRole(person, ['supervisor', 'admin']))
      return refuse('not-your-agency')
    if (!isPeriod(from, to)) {
      const detail = `Từ ngày đến ngày, nhiều nhất ${registerDays} ngày.`
      return { faults: [{ where: 'query.to', code: 'wrong-form', detail }] }
    }
    const link = await printRegister(desk, person, { agency, from, to, format }, { purpose, requestId })
    return link === 'too-many' ? object('period-too-long') : link
  },

  downloadFigures: async ({ person, path, query }, desk) => {
    const wish = figuresAsked(person, path.report, query)
    if (wish === undefined) return refuse('not-your-agency')
    if ('faults' in wish) return wish
    const link = await drawFigures(desk, wish, query.format, mostLookedAt)
    return link === 'too-many' ? object('period-too-long') : link
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

  listMySheets: ({ person, path }, desk) => list(desk, person, path.id),
  downloadMySheet: ({ person, path, requestId }, desk) => linkToPrint(desk, person, path.id, path.sheet, { requestId }),

  askArchive: async ({ person, path, body }, desk) => told(await askArchive(desk, person, path.id, body.purpose)),
  readArchive: async ({ person, path }, desk) => told(await readArchive(desk, person, path.id, path.archive)),
  downloadArchive: ({ person, path, requestId }, desk) =>
    linkToArchive(desk, person, path.id, path.archive, { requestId }),
  askMyArchive: async ({ person, path }, desk) => told(await askArchive(desk, person, path.id)),
  readMyArchive: async ({ person, path }, desk) => told(await readArchive(desk, person, path.id, path.archive)),
  downloadMyArchive: ({ person, path, requestId }, desk) =>
    linkToArchive(desk, person, path.id, path.archive, { requestId }),

  postingSheet: ({ path }, desk) => printPosting(desk, path.code),
  processDocument: ({ path }, desk) => printProcess(desk, path.code),
} satisfies Answers<'printing', PrintingDesk>

function told(job: ArchiveJob | undefined) {
  return job && { archive: showArchive(job) }
}

async function list(desk: PrintingDesk, person: Person, id: string) {
  const prints = await listPrints(desk, person, id)
  if (!prints) return undefined
  const units = await directory(desk)
  return { rows: prints.map((print) => showPrint(print, units, person.kind)) }
}

async function shown(desk: PrintingDesk, person: Person, print: Print | Objection | undefined) {
  if (print === undefined || isObjection(print)) return print
  return { print: showPrint(print, await directory(desk), person.kind) }
}
