import type { Person } from '../../access/person.ts'
import type { ArchiveJob } from '../../desk/audit/archive-job.ts'
import { askArchive, linkToArchive, readArchive } from '../../desk/audit/ask-archive.ts'
import type { Desk } from '../../desk/desk.ts'
import { linkToPrint, listPrints } from '../../desk/sheets/read-prints.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection, type Objection } from '../../dossier/objections.ts'
import { showArchive } from '../views/archive.ts'
import { showPrint } from '../views/print.ts'
import type { Answers } from './answer.ts'

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
  listSheets: ({ person, path }, desk) => list(desk, person, path.id),
  downloadSheet: ({ person, path, query, requestId }, desk) =>
    linkToPrint(desk, person, path.id, path.sheet, { ...query, requestId }),
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

  printSheet: async (asked, desk) => (await drawn()).printSheet(asked, desk),
  reprintSheet: async (asked, desk) => (await drawn()).reprintSheet(asked, desk),
  printRegister: async (asked, desk) => (await drawn()).printRegister(asked, desk),
  postingSheet: async (asked, desk) => (await drawn()).postingSheet(asked, desk),
  processDocument: async (asked, desk) => (await drawn()).processDocument(asked, desk),
  askReport: async (asked, desk) => (await drawn()).askReport(asked, desk),
  readReportJob: async (asked, desk) => (await drawn()).readReportJob(asked, desk),
  downloadReportJob: async (asked, desk) => (await drawn()).downloadReportJob(asked, desk),
  downloadIssue: async (asked, desk) => (await drawn()).downloadIssue(asked, desk),
  downloadCorrections: async (asked, desk) => (await drawn()).downloadCorrections(asked, desk),
  downloadImpact: async (asked, desk) => (await drawn()).downloadImpact(asked, desk),
  downloadFigures: async (asked, desk) => (await drawn()).downloadFigures(asked, desk),
  downloadIndex: async (asked, desk) => (await drawn()).downloadIndex(asked, desk),
  downloadRatings: async (asked, desk) => (await drawn()).downloadRatings(asked, desk),
  downloadOverdue: async (asked, desk) => (await drawn()).downloadOverdue(asked, desk),
  downloadReconciliation: async (asked, desk) => (await drawn()).downloadReconciliation(asked, desk),
  downloadDifferences: async (asked, desk) => (await drawn()).downloadDifferences(asked, desk),
} satisfies Answers<'printing', PrintingDesk>

/** What lays out, counts and judges is loaded with the first sheet or file that is made: most requests are for one that lies there. */
const drawn = async () => (await import('./drawn.ts')).drawn

function told(job: ArchiveJob | Objection | undefined) {
  return job === undefined || isObjection(job) ? job : { archive: showArchive(job) }
}

async function list(desk: PrintingDesk, person: Person, id: string) {
  const prints = await listPrints(desk, person, id)
  if (!prints) return undefined
  const units = await directory(desk)
  return { rows: prints.map((print) => showPrint(print, units, person.kind)) }
}
