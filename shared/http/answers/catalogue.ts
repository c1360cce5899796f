import { dayOf } from '../../calendar/day.ts'
import { isOpenOn } from '../../catalogue/register.ts'
import type { Desk } from '../../desk/desk.ts'
import type { ProcedureSummary } from '../../ports.ts'
import type { Asked, Shown } from '../schemas.ts'
import type { Answers } from './answer.ts'
import { unitCalendar } from './unit-calendar.ts'

export type CatalogueDesk = Pick<Desk, 'catalogue' | 'now' | 'province'>

const usual = 50

/** Thủ tục hành chính and agencies, for everybody; and the contract of this API. */
export const catalogue = {
  contract: async () => ({ ...(await contract()) }),
  docs: async () => {
    const { docsPage, docsPolicy } = await import('../docs-page.ts')
    return { page: docsPage(await contract()), policy: docsPolicy }
  },

  readCalendar: unitCalendar,

  findProcedures: async ({ query }, desk) => {
    const today = dayOf(desk.now())
    const all = await desk.catalogue.procedures(today)
    const found = all.filter((row) => isOpenOn(row, today) && fits(row, query)).sort(byCode)
    // A code tells nobody anything: the place where a public list goes on needs no seal.
    const { after } = query
    const rest = after === undefined ? found : found.filter((row) => row.code > after)
    const rows = rest.slice(0, query.limit ?? usual)
    const next = rest.length > rows.length ? rows.at(-1)?.code : undefined
    return { total: found.length, rows: rows.map(showSummary), next }
  },

  readProcedure: async ({ path }, desk) => {
    const found = await desk.catalogue.procedureOn(path.code, dayOf(desk.now()))
    if (!found) return undefined
    const { limitRaw, limitAssumed, notes, results, supplementLimit, validFrom, validTo, decision, source } = found
    return {
      ...showSummary(found),
      limitRaw,
      limitAssumed,
      fees: found.fees.map(({ kind, amountVnd, channel, note }) => ({ kind, amountVnd, channel, note })),
      papers: found.papers.map(({ id, name, originals, copies, required, code, electronicForm }) => ({
        id,
        name,
        originals,
        copies,
        required,
        code,
        electronicForm,
      })),
      notes: [...notes],
      results: [...results],
      supplementLimit,
      validFrom,
      validTo,
      decision,
      source,
    }
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

type Wanted = Asked<'findProcedures'>['query']

function fits(row: ProcedureSummary, { q, field, level, channel, agency }: Wanted): boolean {
  const words = plain(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const name = plain(`${row.code} ${row.name}`)
  return (
    words.every((word) => name.includes(word)) &&
    (field === undefined || row.fields.some((one) => one.code === field || plain(one.name) === plain(field))) &&
    (level === undefined || row.levels.includes(level)) &&
    (channel === undefined || row.channels.includes(channel)) &&
    (agency === undefined || row.competent.kind === 'receiving-commune' || row.competent.agency === agency)
  )
}

/** People search without marks: "khai sinh" and "đất đai" are found as "dat dai" too. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
}

function byCode(a: ProcedureSummary, b: ProcedureSummary): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
}

function showSummary(row: ProcedureSummary): Shown<'findProcedures'>['rows'][number] {
  const { code, version, name, competent } = row
  return {
    code,
    version,
    name,
    fields: row.fields.map((field) => ({ code: field.code, name: field.name })),
    levels: [...row.levels],
    channels: [...row.channels],
    limits: Object.entries(row.limits).map(([channel, limit]) => ({
      channel,
      unit: limit.unit,
      amount: limit.unit === 'immediate' ? undefined : limit.amount,
    })),
    competent: { kind: competent.kind, agency: competent.kind === 'agency' ? competent.agency : undefined },
  }
}
