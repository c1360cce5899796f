import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { billOf } from '../../shared/aws/buckets/bills.ts'
import { type Instant, instantOf, toDate } from '../../shared/calendar/day.ts'
import { type Bill, type BillStatement, faultOfBill } from '../../shared/dossier/history/bill.ts'
import {
  type Billed,
  type Break,
  breakFromBills,
  breakOfBill,
  breaksOf,
  noBill,
  unbilledOf,
} from '../../shared/dossier/history/chain-breaks.ts'
import { isScoreChain } from '../../shared/reports/indices/score-chains.ts'
import type { Chain } from './chains-of.ts'

/** A bill's file; its name says the day. */
export interface BillFile {
  day: string
  json: string
}

/** An event that some log saw being written. */
export type Witness = Pick<Billed, 'n' | 'digest'> & { dossier: string }

export interface AuditInput {
  bills: AsyncIterable<BillFile>
  publicKeyPem: string
  chains: () => AsyncIterable<Chain>
  /** Digests of events as the logs tell them: they vouch for what no bill has yet. */
  witnesses?: AsyncIterable<Witness>
  /** Reads a chain again that seemed broken: under writers a head may be newer than the events read before it. */
  again?: (dossier: string) => Promise<Chain | undefined>
  /** Only this one is asked about. */
  dossier?: string
  found: (broken: Break) => void
}

export interface AuditCounts {
  dossiers: number
  /** Criteria with entries by hand, and ratings. */
  scores: number
  events: number
  bills: number
  lines: number
  witnesses: number
  breaks: number
}

/** An act takes its moment before it is written: so late it may come to a bill. */
const lateMs = 10 * 60_000
const twoDaysMs = 48 * 3_600_000

/** Checks bills, then every history against itself and against the bills. Memory holds one bill and one history at a time, or what was scored of one agency or period. */
export async function checkAudit(input: AuditInput): Promise<AuditCounts> {
  const file = join(tmpdir(), `audit-${randomUUID()}.sqlite`)
  const db = new DatabaseSync(file)
  const counts: AuditCounts = { dossiers: 0, scores: 0, events: 0, bills: 0, lines: 0, witnesses: 0, breaks: 0 }
  const found = (broken: Break) => {
    counts.breaks += 1
    input.found(broken)
  }
  try {
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN')
    db.exec('CREATE TABLE billed (dossier TEXT, n INTEGER, digest TEXT, bill INTEGER)')
    db.exec('CREATE TABLE seen (dossier TEXT PRIMARY KEY) WITHOUT ROWID')
    const told = await readBills(db, { ...input, found }, counts)
    counts.witnesses = await readWitnesses(db, input.witnesses)
    db.exec('CREATE INDEX by_dossier ON billed (dossier)')
    await readChains(db, { ...input, found }, counts, told)
    return counts
  } finally {
    db.close()
    rmSync(file, { force: true })
  }
}

/** The newest bill, and the newest up to which none was at fault. */
interface Told {
  last?: BillStatement
  sound?: BillStatement
}

async function readBills(db: DatabaseSync, input: AuditInput, counts: AuditCounts): Promise<Told> {
  const add = db.prepare('INSERT INTO billed VALUES (?, ?, ?, ?)')
  const told: Told = {}
  let isSound = true
  for await (const { day, json } of input.bills) {
    counts.bills += 1
    const bill = readable(json)
    if (!bill || bill.statement.day !== day) {
      input.found({ code: 'bill-changed', day, says: 'tệp không phải một bảng kê của ngày này' })
      isSound = false
      continue
    }
    const fault = faultOfBill(bill, told.last, input.publicKeyPem)
    if (fault) input.found(breakOfBill(fault, bill.statement))
    isSound &&= fault === undefined
    told.last = bill.statement
    if (isSound) told.sound = bill.statement
    // What nobody signed vouches for nothing.
    if (fault === 'bill-forged' || fault === 'bill-changed') continue
    for (const [dossier, n, digest] of bill.lines) add.run(dossier, n, digest, bill.statement.n)
    counts.lines += bill.lines.length
  }
  return told
}

/** Beside the bills' lines, under the number of no bill. */
async function readWitnesses(db: DatabaseSync, witnesses: AuditInput['witnesses']): Promise<number> {
  const add = db.prepare('INSERT INTO billed VALUES (?, ?, ?, ?)')
  let count = 0
  for await (const { dossier, n, digest } of witnesses ?? none()) {
    add.run(dossier, n, digest, noBill)
    count += 1
  }
  return count
}

async function* none(): AsyncGenerator<Witness> {}

function readable(json: string): Bill | undefined {
  try {
    return billOf(json)
  } catch {
    return undefined
  }
}

async function readChains(db: DatabaseSync, input: AuditInput, counts: AuditCounts, told: Told) {
  const { last, sound } = told
  const billed = db.prepare('SELECT bill, n, digest FROM billed WHERE dossier = ?')
  const see = db.prepare('INSERT OR IGNORE INTO seen VALUES (?)')
  const whole = sound && instantOf(new Date(toDate(sound.until).getTime() - lateMs))
  let newest = ''
  const breaksIn = (chain: Chain): Break[] => {
    const lines = billed.all(chain.dossier).map(readBilled)
    const own = breaksOf(chain.dossier, chain.head, chain.rows)
    const vouched = breakFromBills(chain.dossier, chain.rows, lines)
    const late = whole === undefined ? undefined : unbilledOf(chain.dossier, chain.rows, onBills(lines), whole)
    const isNews = (one: Break | undefined) => one !== undefined && !own.some(({ n }) => n === one.n)
    return [...own, ...[vouched, late].filter(isNews)].flatMap((one) => one ?? [])
  }
  for await (const chain of input.chains()) {
    if (isScoreChain(chain.dossier)) counts.scores += 1
    else counts.dossiers += 1
    counts.events += chain.rows.length
    see.run(chain.dossier)
    newest = maxOf(newest, chain.rows.at(-1)?.event.at ?? '')
    let breaks = breaksIn(chain)
    if (breaks.length > 0 && input.again) breaks = breaksIn((await input.again(chain.dossier)) ?? chain)
    for (const one of breaks) input.found(one)
  }
  const only = input.dossier === undefined ? '' : 'AND dossier = ?'
  const gone = db.prepare(
    `SELECT dossier, MAX(n) AS n, MAX(bill) AS bill FROM billed WHERE dossier NOT IN (SELECT dossier FROM seen) ${only} GROUP BY dossier`,
  )
  for (const row of gone.iterate(...(input.dossier === undefined ? [] : [input.dossier]))) {
    const lost = breakFromBills(String(row.dossier), [], [{ bill: Number(row.bill), n: Number(row.n), digest: '' }])
    if (lost) input.found(lost)
  }
  if (input.dossier === undefined && newest !== '' && isLate(newest, last)) {
    input.found({
      code: 'bill-missing',
      ...(last && { bill: last.n, day: last.day }),
      says: `sau nó không có bảng kê nào, mà sự kiện mới nhất ghi lúc ${newest}`,
    })
  }
}

function readBilled({ bill, n, digest }: Record<string, unknown>): Billed {
  return { bill: Number(bill), n: Number(n), digest: String(digest) }
}

function isLate(newest: Instant, last: BillStatement | undefined): boolean {
  return last !== undefined && toDate(newest).getTime() - toDate(last.until).getTime() > twoDaysMs
}

const onBills = (lines: readonly Billed[]): Billed[] => lines.filter(({ bill }) => bill !== noBill)

const maxOf = (a: string, b: string): string => (a > b ? a : b)
