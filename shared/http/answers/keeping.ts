import { importFindings } from '../../catalogue/import-findings.ts'
import type { ImportRun, QuarantinedRow } from '../../catalogue/import-run.ts'
import type { Limits, ProcedureCase } from '../../catalogue/offer.ts'
import type { ProcedureAct } from '../../catalogue/procedure-acts.ts'
import type { VersionLine } from '../../catalogue/register.ts'
import type { Desk } from '../../desk/desk.ts'
import { announceImport, importMaxBytes, readQuarantine, startImport } from '../../desk/keeping/keep-imports.ts'
import { actOnProcedure, readRegister } from '../../desk/keeping/keep-procedures.ts'
import { isObjection, objectAt } from '../../dossier/objections.ts'
import { rankedFindings } from '../../reports/import-sheet.ts'
import { keyless, turnPage } from '../cursors.ts'
import type { Asked, Shown } from '../schemas.ts'
import { showProcedure, showSummary } from '../views/procedure.ts'
import type { Answers } from './answer.ts'

export type KeepingDesk = Pick<Desk, 'catalogue' | 'imports' | 'doorbells' | 'now' | 'pause' | 'chance' | 'province'>

const usual = 20

/** Quản trị danh mục: imports with their quarantine, and the life of each procedure's versions. */
export const keeping = {
  announceImport: async ({ person, body, key }, desk) => {
    if (body.size > importMaxBytes) {
      const detail = `Tệp có nhiều nhất ${importMaxBytes} byte.`
      return { faults: [{ where: 'body.size', code: 'too-big', detail }] }
    }
    const announced = await announceImport(desk, person, body, key)
    if (isObjection(announced)) return announced
    return { run: showRun(announced.run), upload: { method: 'PUT' as const, ...announced.upload } }
  },
  startImport: async ({ path }, desk) => {
    const run = await startImport(desk, path.id)
    return run === undefined || isObjection(run) ? run : { run: showRun(run) }
  },
  // Where these lists go on is a moment or a code, which tells nobody anything: it needs no seal.
  listImports: async ({ person, query }, desk) => {
    const bond = { person: `officer:${person.id}`, route: 'listImports', query: '' }
    const { limit = usual } = query
    const page = await turnPage(keyless, bond, query.after, (after) => desk.imports.runs(limit, after))
    return 'faults' in page ? page : { rows: page.rows.map(showRun), next: page.next }
  },
  readImport: async ({ path }, desk) => {
    const run = await desk.imports.find(path.id)
    return run && { run: showRun(run) }
  },
  readQuarantine: async ({ path, query }, desk) => {
    const sheet = await readQuarantine(desk, path.id, query.sheet ?? 1)
    if (!sheet) {
      const run = await desk.imports.find(path.id)
      const isOver = run === undefined || run.state === 'done' || run.state === 'failed'
      return isOver ? undefined : objectAt('file-not-ready', 'path.id', `Đợt nhập: ${run.state}.`)
    }
    const rows = sheet.rows.filter((row) => query.state === undefined || row.state === query.state)
    return { rows: rows.map(showRow), isLast: sheet.isLast }
  },
  downloadImportReport: async ({ path }, desk) => {
    const link = await desk.imports.reportLink(path.id, `nhap-danh-muc-${path.id}.xlsx`)
    if (link) return link
    const run = await desk.imports.find(path.id)
    return run && objectAt('file-not-ready', 'path.id', `Đợt nhập: ${run.state}.`)
  },
  listDrafts: async ({ person, query }, desk) => {
    const bond = { person: `officer:${person.id}`, route: 'listDrafts', query: '' }
    const { limit = usual } = query
    const page = await turnPage(keyless, bond, query.after, (after) => desk.catalogue.drafts(limit, after))
    if ('faults' in page) return page
    return { rows: page.rows.map((row) => ({ ...showSummary(row), state: row.state })), next: page.next }
  },
  readVersions: async ({ path }, desk) => {
    const register = await readRegister(desk, path.code)
    if (!register) return undefined
    return { code: path.code, revision: register.revision, versions: register.lines.map(showLine) }
  },
  readVersion: async ({ path }, desk) => {
    const [register, procedure] = await Promise.all([
      readRegister(desk, path.code),
      desk.catalogue.procedure(path.code, path.version),
    ])
    const line = register?.lines.find(({ version }) => version === path.version)
    return line && procedure && { line: showLine(line), procedure: showProcedure(procedure) }
  },
  actOnProcedure: async ({ person, path, body, key }, desk) => {
    const kept = await actOnProcedure(desk, person, path.code, actSaid(body), key)
    if (kept === undefined || isObjection(kept)) return kept
    return { line: showLine(kept.line), revision: kept.revision, warnings: [...kept.warnings] }
  },
} satisfies Answers<'keeping', KeepingDesk>

/** Limits are said as a list and kept by channel. */
function actSaid(body: Asked<'actOnProcedure'>['body']): ProcedureAct {
  if (body.act !== 'edit') return body
  const { limits, committed, cases, ...rest } = body.change
  const change = {
    ...rest,
    ...(limits && { limits: byChannel(limits) }),
    ...(committed && { committed: byChannel(committed) }),
    ...(cases && { cases: cases.map(caseSaid) }),
  }
  return { act: 'edit', version: body.version, change }
}

type Change = Extract<Asked<'actOnProcedure'>['body'], { act: 'edit' }>['change']

function caseSaid({ limits, committed, ...rest }: NonNullable<Change['cases']>[number]): ProcedureCase {
  return {
    ...rest,
    ...(limits && { limits: byChannel(limits) }),
    ...(committed && { committed: byChannel(committed) }),
  }
}

type LimitsSaid = NonNullable<Change['limits']>

function byChannel(said: LimitsSaid): Limits {
  return Object.fromEntries(said.map(({ channel, unit, amount }) => [channel, { amount, unit }]))
}

function showRun(run: ImportRun): Shown<'readImport'>['run'] {
  const { id, fileName, size, state, at, startedAt, finishedAt, failure, rowsDone, counts, became, shapes } = run
  return {
    ...{ id, fileName, size, state, at, startedAt, finishedAt, failure, rowsDone },
    counts: { ...counts },
    became: { ...became },
    shapes: { ...shapes },
    findings: rankedFindings(run.findings).map(({ code, rows }) => ({ code, rows, ...importFindings[code] })),
  }
}

function showRow(row: QuarantinedRow): Shown<'readQuarantine'>['rows'][number] {
  const { line, shape, code, state, became, version, reason, raw, cleaned } = row
  return {
    ...{ line, shape, code, state, became, version, reason, raw },
    findings: row.findings.map((found) => ({
      code: found.code,
      says: importFindings[found.code].says,
      detail: found.detail,
    })),
    cleaned: cleaned && showProcedure(cleaned),
  }
}

function showLine({ version, state, validFrom, validTo, decision, taken, act, why, by, at }: VersionLine) {
  return { version, state, validFrom, validTo, decision, imported: taken !== undefined, act, why, by, at }
}
