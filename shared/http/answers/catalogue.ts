import { dayOf } from '../../calendar/day.ts'
import { facetsOf } from '../../catalogue/facets.ts'
import { isOpenOn } from '../../catalogue/register.ts'
import { searchProcedures } from '../../catalogue/search.ts'
import type { Desk } from '../../desk/desk.ts'
import { badCursor } from '../cursors.ts'
import { showProcedure, showSummary } from '../views/procedure.ts'
import type { Answers } from './answer.ts'
import { unitCalendar } from './unit-calendar.ts'

export type CatalogueDesk = Pick<Desk, 'catalogue' | 'now' | 'province'>

const usual = 50

/** Thủ tục hành chính and agencies, for everybody; and the contract of this API. */
export const catalogue = {
  contract: async () => ({ ...(await contract()) }),
  docs: async ({ query }) => {
    const { docsPage, docsPolicy } = await import('../docs-page.ts')
    return { page: docsPage(await contract(), query.q), policy: docsPolicy }
  },

  readCalendar: unitCalendar,

  findProcedures: async ({ query }, desk) => {
    const today = dayOf(desk.now())
    const all = await desk.catalogue.procedures(today)
    const found = searchProcedures(
      all.filter((row) => isOpenOn(row, today)),
      query,
    )
    // A code tells nobody anything: the place where a public list goes on needs no seal.
    const from = query.after === undefined ? 0 : found.findIndex(({ code }) => code === query.after) + 1
    if (query.after !== undefined && from === 0) return { faults: [badCursor] }
    const rows = found.slice(from, from + (query.limit ?? usual))
    const next = from + rows.length < found.length ? rows.at(-1)?.code : undefined
    return { total: found.length, rows: rows.map(showSummary), next }
  },

  procedureFacets: async ({ query }, desk) => {
    const today = dayOf(desk.now())
    const [all, units] = await Promise.all([desk.catalogue.procedures(today), desk.catalogue.units()])
    return facetsOf(
      searchProcedures(
        all.filter((row) => isOpenOn(row, today)),
        query,
      ),
      units,
    )
  },

  readProcedure: async ({ path }, desk) => {
    const found = await desk.catalogue.procedureOn(path.code, dayOf(desk.now()))
    return found && showProcedure(found)
  },

  listUnits: async ({ query }, desk) => {
    const units = await desk.catalogue.units()
    const rows = units
      .filter((unit) => unit.kind === 'agency' && unit.validTo === undefined)
      .filter((unit) => query.level === undefined || unit.level === query.level)
      .map(({ id, name, level, adminCode, address, phone, email }) => ({
        id,
        name,
        level,
        adminCode,
        address,
        phone,
        email,
      }))
    return { rows }
  },
} satisfies Answers<'catalogue', CatalogueDesk>

/** Few ask for the document: what writes it is loaded for them. */
const contract = async () => (await import('../openapi.ts')).openapi()
