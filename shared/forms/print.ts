import type { Actor } from '../access/person.ts'
import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { DossierFile } from '../dossier/dossier.ts'
import type { SheetName } from '../dossier/history/sheets.ts'

/** Bản in. One for each act that called for a sheet, for each print on demand, and for each reprint. */
export interface Print {
  dossier: string
  sheet: SheetName
  /** Number of the event it speaks of. */
  event: number
  /** 0 is the first; a reprint bears its mark. */
  revision: number
  /** "12/PXL", the same on every reprint. */
  number?: string
  template: number
  /** The act's moment, or that of the print. */
  at: Instant
  by: Actor
  /** Of an apology drawn ahead: the due moment that stands in it. */
  promised?: Instant
  /** Of a reprint: why, and the request that asked for it. */
  reason?: string
  request?: string
  /** Where it lies, and what lies there; absent until it is drawn. */
  drawn?: { key: string; sha256: string; pageDigest: string }
}

/** Đã thay: an apology drawn ahead for a moment by which the dossier is no longer due. */
export function isSuperseded({ sheet, promised }: Print, { dueAt }: { dueAt?: Instant }): boolean {
  return sheet === 'apology-draft' && promised !== dueAt
}

/** `receipt-2`; a reprint `receipt-2-1`. */
export function printId({ sheet, event, revision }: Pick<Print, 'sheet' | 'event' | 'revision'>): string {
  return revision === 0 ? `${sheet}-${event}` : `${sheet}-${event}-${revision}`
}

/** The running number of a print: one series for each agency, sheet and year. */
export interface NumberSeries {
  scope: string
  suffix?: string
}

export function numberIn({ suffix }: NumberSeries, value: number): string {
  return suffix === undefined ? String(value) : `${value}/${suffix}`
}

/** Which series numbers a sheet: those with a suffix, and the receipt, whose number is its place in the register. */
export function seriesOf(
  sheet: SheetName,
  suffix: string | undefined,
  agency: string,
  at: Instant,
): NumberSeries | undefined {
  if (suffix === undefined && sheet !== 'receipt') return undefined
  return { scope: `SHEET#${sheet}#${agency}#${at.slice(0, 4)}`, ...(suffix === undefined ? {} : { suffix }) }
}

/** Bản in. What was printed of a dossier, with numbers that have no gap; and the receptions of an agency in order. */
export interface Prints {
  /** Keeps a new print, its number taken in the same transaction; the one that is there when there is one. Throws Outage. */
  begin(print: Print, series?: NumberSeries): Promise<Print>
  /** Says where it lies, once: whoever was first is right. */
  finish(print: Print, drawn: NonNullable<Print['drawn']>): Promise<Print>
  /** In the order of events and revisions. */
  ofDossier(dossier: string): Promise<readonly Print[]>
  /** A line in the receiving agency's register; entered twice, it is one. */
  enter(line: RegisterLine): Promise<void>
  /** What an agency received in that stretch of days, as it stands now, in order of reception. */
  received(agency: UnitId, from: Day, to: Day, limit: number): Promise<readonly Received[]>
  /** The same without an end, a page at a time in memory. */
  walkReceived(agency: UnitId, from: Day, to: Day): AsyncIterable<Received>
}

export interface RegisterLine {
  agency: UnitId
  at: Instant
  dossier: string
}

export type Received = Pick<DossierFile, 'dossier' | 'parties'>

/** The print for which a sheet was drawn. */
export interface SheetOf {
  dossier: string
  print: string
}
