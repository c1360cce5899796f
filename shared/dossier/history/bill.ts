import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Day, Instant } from '../../calendar/day.ts'
import { canonical } from './history.ts'

/** One dossier on a bill: its id, the number of its newest event, and that event's digest. */
export type BillLine = readonly [dossier: string, n: number, digest: string]

/** What is signed. The lines stand in it by their root, so that one dossier is proved without naming the others. */
export interface BillStatement {
  format: 1
  /** Bills are numbered from 1 without a gap. */
  n: number
  day: Day
  /** Every head that moved after `from` and before `until` is on it. */
  from: Instant | ''
  until: Instant
  count: number
  /** Root of the tree over the lines; hex SHA-256. */
  root: string
  /** Digest of the bill before, empty on the first. */
  previous: string
  /** Digest of the public key that answers for the signature. */
  key: string
}

/** Bảng kê kiểm toán. The day's digests of all dossiers that moved, signed. */
export interface Bill {
  statement: BillStatement
  lines: readonly BillLine[]
  /** DER in base64: ECDSA on P-256 over the SHA-256 of the statement. */
  signature: string
}

/** The way from one line up to the root; each step says on which side the neighbour stands. */
export interface BillProof {
  statement: BillStatement
  signature: string
  line: BillLine
  path: readonly { side: 'left' | 'right'; digest: string }[]
}

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

// Leaves and inner nodes are told apart by their first byte, so that no node can pose as a line.
const leafOf = (line: BillLine): Buffer => sha256('\u0000', canonical(line))
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256('\u0001', left, right)

export function sortedLines(lines: Iterable<BillLine>): BillLine[] {
  return [...lines].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** An odd node at the end of a row goes up as it is. */
function rowAbove(row: readonly Buffer[]): Buffer[] {
  return row.flatMap((left, at) => {
    if (at % 2 === 1) return []
    const right = row[at + 1]
    return [right ? nodeOf(left, right) : left]
  })
}

export function rootOf(lines: readonly BillLine[]): string {
  let row = lines.map(leafOf)
  while (row.length > 1) row = rowAbove(row)
  return (row[0] ?? sha256('')).toString('hex')
}

export function proofOf(bill: Bill, dossier: string): BillProof | undefined {
  let at = bill.lines.findIndex(([id]) => id === dossier)
  const line = bill.lines[at]
  if (!line) return undefined
  const path: { side: 'left' | 'right'; digest: string }[] = []
  for (let row = bill.lines.map(leafOf); row.length > 1; row = rowAbove(row)) {
    const neighbour = row[at ^ 1]
    if (neighbour) path.push({ side: at % 2 === 1 ? 'left' : 'right', digest: neighbour.toString('hex') })
    at >>= 1
  }
  return { statement: bill.statement, signature: bill.signature, line, path }
}

/** The very bytes that are signed. */
export function billText(statement: BillStatement): Buffer {
  return Buffer.from(canonical(statement))
}

/** Identity of a bill, and what the next one is chained to. */
export function billDigest(statement: BillStatement): Buffer {
  return sha256(billText(statement))
}

/** Identity of a public key, from its PEM. */
export function keyDigest(publicKeyPem: string): string {
  return sha256(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' })).toString('hex')
}

function isSignedBy(publicKeyPem: string, { statement, signature }: Pick<Bill, 'statement' | 'signature'>): boolean {
  if (keyDigest(publicKeyPem) !== statement.key) return false
  return verify('sha256', billText(statement), publicKeyPem, Buffer.from(signature, 'base64'))
}

/** Whether the line leads to the root of a statement that this key signed. */
export function isProved(publicKeyPem: string, proof: BillProof): boolean {
  const root = proof.path.reduce((digest, { side, digest: other }) => {
    const neighbour = Buffer.from(other, 'hex')
    return side === 'left' ? nodeOf(neighbour, digest) : nodeOf(digest, neighbour)
  }, leafOf(proof.line))
  return root.toString('hex') === proof.statement.root && isSignedBy(publicKeyPem, proof)
}

export type BillFault = 'bill-missing' | 'bill-forged' | 'bill-changed' | 'bill-unlinked'

/** What is wrong with a bill by itself and in its place after `before`; nothing for a good one. */
export function faultOfBill(
  bill: Bill,
  before: BillStatement | undefined,
  publicKeyPem: string,
): BillFault | undefined {
  const { statement, lines } = bill
  if (!isSignedBy(publicKeyPem, bill)) return 'bill-forged'
  if (lines.length !== statement.count || rootOf(lines) !== statement.root) return 'bill-changed'
  if (statement.n > (before?.n ?? 0) + 1) return 'bill-missing'
  const previous = before ? billDigest(before).toString('hex') : ''
  return statement.n === (before?.n ?? 0) + 1 && statement.previous === previous ? undefined : 'bill-unlinked'
}
