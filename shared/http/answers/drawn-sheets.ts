import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { printPosting, printProcess } from '../../desk/sheets/print-procedure.ts'
import { isPeriod, printRegister, registerDays } from '../../desk/sheets/print-register.ts'
import { printNow, reprint } from '../../desk/sheets/print-sheet.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection, type Objection, tooLong } from '../../dossier/objections.ts'
import type { Print } from '../../forms/print.ts'
import { refuse } from '../problems.ts'
import { showPrint } from '../views/print.ts'
import type { Answers } from './answer.ts'
import type { PrintingDesk } from './printing.ts'
import { mayHaveRegister } from './report-files.ts'

/** Bản in lập ngay: sheets of a dossier, the register, and the catalogue's own. */
export const drawnSheets = {
  printSheet: async ({ person, path, body, requestId }, desk) =>
    shown(desk, person, await printNow(desk, person, path.id, body.sheet, { purpose: body.purpose, requestId })),
  reprintSheet: async ({ person, path, body, key, requestId }, desk) =>
    shown(desk, person, await reprint(desk, person, path.id, path.sheet, { ...body, key, requestId })),

  printRegister: async ({ person, query, requestId }, desk) => {
    const { from, to, format, purpose } = query
    const agency = query.agency ?? agencyOf(person.unit)
    if (!mayHaveRegister(person, agency)) return refuse('not-your-agency')
    if (!isPeriod(from, to)) {
      const detail = `Từ ngày đến ngày, nhiều nhất ${registerDays} ngày.`
      return { faults: [{ where: 'query.to', code: 'wrong-form', detail }] }
    }
    const link = await printRegister(desk, person, { agency, from, to, format }, { purpose, requestId })
    return link === 'too-many' ? tooLong('query.to') : link
  },

  postingSheet: ({ path }, desk) => printPosting(desk, path.code),
  processDocument: ({ path }, desk) => printProcess(desk, path.code),
} satisfies Partial<Answers<'printing', PrintingDesk>>

async function shown(desk: PrintingDesk, person: Person, print: Print | Objection | undefined) {
  if (print === undefined || isObjection(print)) return print
  return { print: showPrint(print, await directory(desk), person.kind) }
}
