import type { Unit } from '../agencies/unit.ts'
import { type Limit, tellLimit } from '../calendar/limit.ts'
import { findingsBook } from './import-findings.ts'
import { channelNames, isSame, readLimits } from './read-limits.ts'
import { procedureRow } from './row.ts'
import { rowsOf } from './shapes.ts'
import type { ProcedureSummary } from './summary.ts'

/** A row of a catalogue as the portal tells it: names in capitals, values as text. */
export type ToldRow = Readonly<Record<string, string>>

/**
 * Chênh lệch danh mục. What stands in one catalogue only, or otherwise than in the other; `unreadable` is a code nobody can make
 * out, `twice` one that stands in two rows. The most telling first.
 */
export const catalogueKinds = [
  'limit',
  'state',
  'name',
  'twice',
  'unreadable',
  'missing-there',
  'missing-here',
] as const
export type CatalogueKind = (typeof catalogueKinds)[number]

export interface CatalogueDifference {
  kind: CatalogueKind
  /** Cleaned; as it came where nobody can make it out. */
  code: string
  ours?: string
  theirs?: string
}

interface Named {
  code: string
  name: string
}

const longestText = 300
const cut = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().slice(0, longestText)
/** Names that differ in spaces, capitals or a full stop are one. */
const alike = (name: string): string => cut(name).toLocaleLowerCase('vi').replace(/[.;]$/, '')

/** Told codes beside ours. `clean` answers `undefined` for a code that nobody can make out. */
function hold(
  ours: readonly Named[],
  told: readonly Named[],
  clean: (code: string) => string | undefined,
): CatalogueDifference[] {
  const here = new Map(ours.map((one) => [one.code, one]))
  const there = new Map<string, Named>()
  const found: CatalogueDifference[] = []
  for (const { code: raw, name } of told) {
    const code = clean(raw)
    const theirs = cut(name)
    if (code === undefined) found.push({ kind: 'unreadable', code: cut(raw), theirs })
    else if (there.has(code)) found.push({ kind: 'twice', code, theirs: cut(`${raw}: ${name}`) })
    if (code === undefined || there.has(code)) continue
    there.set(code, { code, name })
    const own = here.get(code)
    if (!own) found.push({ kind: 'missing-here', code, theirs })
    else if (alike(own.name) !== alike(name)) found.push({ kind: 'name', code, ours: cut(own.name), theirs })
  }
  for (const { code, name } of here.values())
    if (!there.has(code)) found.push({ kind: 'missing-there', code, ours: cut(name) })
  return found
}

/** Mã định danh, of either form: `000.17.22.H56` read from right to left is `H56.22.17`. */
export function agencyCode(told: string): string | undefined {
  const code = told.trim().toUpperCase()
  if (/^[GH]\d{2}(\.\d{1,3}){0,4}$/.test(code)) return code
  if (!/^\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}$/.test(code)) return undefined
  return code
    .split('.')
    .reverse()
    .filter((part) => !/^0+$/.test(part))
    .join('.')
}

/** `LayDanhMucCoQuan` against the agencies of this city that stand today; another city's are passed over. */
export function agencyDifferences(told: readonly ToldRow[], units: readonly Unit[], province: string) {
  const isHere = (code: string | undefined) =>
    code === undefined || code === province || code.startsWith(`${province}.`)
  const theirs = told
    .map(({ MADONVI = '', TENDONVI = '' }) => ({ code: MADONVI, name: TENDONVI }))
    .filter(({ code }) => isHere(agencyCode(code)))
  const ours = units
    .filter(({ kind }) => kind === 'agency')
    .map(({ id, officialCode = id, name }) => ({ code: agencyCode(officialCode) ?? officialCode, name }))
  return hold(ours, theirs, agencyCode)
}

/** `LayDanhMucLinhVuc` against the fields of procedures in force that have a code. */
export function fieldDifferences(told: readonly ToldRow[], procedures: readonly ProcedureSummary[]) {
  const ours = procedures.flatMap(({ fields }) =>
    fields.flatMap(({ code, name }) => (code === undefined ? [] : [{ code: fieldCode(code) ?? code, name }])),
  )
  const theirs = told.map(({ MALINHVUC = '', TENLINHVUC = '' }) => ({ code: MALINHVUC, name: TENLINHVUC }))
  return hold(ours, theirs, fieldCode)
}

const fieldCode = (told: string): string | undefined => told.trim().toUpperCase().slice(0, 50) || undefined

/** The first eight characters after trimming, as the import reads it. */
export function procedureCode(told: string): string | undefined {
  const code = told.trim().slice(0, 8)
  return /^[1-9]\.\d{6}$/.test(code) ? code : undefined
}

/** `LayDanhSachTTHC` against what is in force or suspended; what is abolished here and stands there, or is crossed out there, differs in state. */
export function procedureDifferences(told: readonly ToldRow[], procedures: readonly ProcedureSummary[]) {
  const isCrossedOut = ({ MATTHC = '' }: ToldRow) => /-x[oó]a$/iu.test(MATTHC.trim().normalize('NFC'))
  const states = new Map(procedures.map(({ code, state }) => [code, state]))
  const isGone = (code: string | undefined) => code !== undefined && states.get(code) === 'abolished'
  const standing = told.filter((row) => !isCrossedOut(row))
  const gone = new Set(told.filter(isCrossedOut).flatMap(({ MATTHC = '' }) => procedureCode(MATTHC) ?? []))
  for (const { MATTHC = '' } of standing) gone.delete(procedureCode(MATTHC) ?? '')
  const state = (code: string, ours: string, theirs: string): CatalogueDifference => ({
    kind: 'state',
    code,
    ours,
    theirs,
  })
  const undead = new Set(standing.flatMap(({ MATTHC = '' }) => procedureCode(MATTHC) ?? []).filter(isGone))
  const ours = procedures.filter(({ code, state }) => state !== 'abolished' && !gone.has(code))
  const theirs = standing
    .map(({ MATTHC = '', TENTTHC = '' }) => ({ code: MATTHC, name: TENTTHC }))
    .filter(({ code }) => !isGone(procedureCode(code)))
  return [
    ...[...undead].map((code) => state(code, 'abolished', 'có trong danh mục')),
    ...[...gone]
      .filter((code) => states.has(code) && !isGone(code))
      .map((code) => state(code, states.get(code) ?? '', 'đã xóa')),
    ...hold(ours, theirs, procedureCode),
  ]
}

/** `LayThuTuc` against one version of ours: its name, and the limit of each way of handing in. Limits that cannot be read are not compared. */
export function detailDifferences(told: unknown, ours: ProcedureSummary): CatalogueDifference[] {
  const shaped = rowsOf(told).find(({ shape }) => shape === 'lay-thu-tuc')
  const read = procedureRow().safeParse(shaped?.row)
  const { code } = ours
  if (!read.success) return [{ kind: 'unreadable', code }]
  if (procedureCode(read.data.code) !== code) return [{ kind: 'unreadable', code, theirs: cut(read.data.code) }]
  const { limits } = readLimits(read.data, findingsBook())
  const name: CatalogueDifference[] =
    alike(read.data.name) === alike(ours.name)
      ? []
      : [{ kind: 'name', code, ours: cut(ours.name), theirs: cut(read.data.name) }]
  const pairs = channelNames.flatMap((channel) => {
    const [here, there] = [ours.limits[channel] ?? ours.limits.any, limits[channel] ?? limits.any]
    return ours.channels.includes(channel) && here && there && !isSame(here, there) ? [{ here, there }] : []
  })
  const say = (all: readonly Limit[]) => [...new Set(all.map(tellLimit))].join('; ')
  if (pairs.length === 0) return name
  const limit = { ours: say(pairs.map(({ here }) => here)), theirs: say(pairs.map(({ there }) => there)) }
  return [{ kind: 'limit', code, ...limit }, ...name]
}
