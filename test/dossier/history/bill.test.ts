import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type Bill,
  type BillLine,
  type BillStatement,
  billDigest,
  billText,
  faultOfBill,
  isProved,
  keyDigest,
  proofOf,
  rootOf,
  sortedLines,
} from '../../../shared/dossier/history/bill.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = String(publicKey.export({ type: 'spki', format: 'pem' }))
const line = (id: string, n = 1): BillLine => [id, n, 'a'.repeat(64)]

function billOver(lines: BillLine[], before?: BillStatement, key = privateKey): Bill {
  const statement: BillStatement = {
    format: 1,
    n: (before?.n ?? 0) + 1,
    day: '2026-03-10',
    from: '',
    until: '2026-03-11T00:45:00+07:00',
    count: lines.length,
    root: rootOf(lines),
    previous: before ? billDigest(before).toString('hex') : '',
    key: keyDigest(pem),
  }
  return { statement, lines, signature: sign('sha256', billText(statement), key).toString('base64') }
}

describe('a bill', () => {
  const first = billOver([line('a'), line('b'), line('c')])
  const second = billOver([line('d')], first.statement)

  it('is good by itself and after the one before', () => {
    expect(faultOfBill(first, undefined, pem)).toBeUndefined()
    expect(faultOfBill(second, first.statement, pem)).toBeUndefined()
    expect(faultOfBill(billOver([], second.statement), second.statement, pem)).toBeUndefined()
  })

  it('is forged when another key signed it or a word of it was changed', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(faultOfBill(billOver([line('a')], undefined, other), undefined, pem)).toBe('bill-forged')
    const later = { ...first, statement: { ...first.statement, until: '2026-03-12T00:45:00+07:00' } }
    expect(faultOfBill(later, undefined, pem)).toBe('bill-forged')
  })

  it('is changed when a line was taken out, put in or altered', () => {
    const [a, b, c] = first.lines
    for (const lines of [
      [a, b],
      [a, b, c, line('x')],
      [a, b, line('c', 2)],
      [b, a, c],
    ])
      expect(faultOfBill({ ...first, lines: lines.flatMap((one) => (one ? [one] : [])) }, undefined, pem)).toBe(
        'bill-changed',
      )
  })

  it('shows that the one before was taken away or replaced', () => {
    expect(faultOfBill(second, undefined, pem)).toBe('bill-missing')
    expect(faultOfBill(second, billOver([line('z')]).statement, pem)).toBe('bill-unlinked')
    expect(faultOfBill(first, first.statement, pem)).toBe('bill-unlinked')
  })
})

describe('the proof of one dossier', () => {
  it.each([1, 2, 3, 5, 8, 13])('leads to the signed root among %s lines, and names no other dossier', (count) => {
    const lines = sortedLines(Array.from({ length: count }, (_, at) => line(`hs-${at}`, at + 1)))
    const bill = billOver(lines)
    for (const [id] of lines) {
      const proof = proofOf(bill, id)
      expect(proof && isProved(pem, proof)).toBe(true)
      const others = lines.map(([other]) => other).filter((other) => other !== id)
      for (const other of others) expect(JSON.stringify(proof)).not.toContain(`"${other}"`)
    }
  })

  it('does not hold for another number, another digest or another signature', () => {
    const bill = billOver([line('a'), line('b'), line('c')])
    const proof = proofOf(bill, 'b')
    if (!proof) throw new Error('no proof')
    expect(isProved(pem, { ...proof, line: ['b', 2, 'a'.repeat(64)] })).toBe(false)
    expect(isProved(pem, { ...proof, line: ['b', 1, 'b'.repeat(64)] })).toBe(false)
    expect(isProved(pem, { ...proof, signature: billOver([line('b')]).signature })).toBe(false)
  })

  it('is not there for a dossier that is not on the bill', () => {
    expect(proofOf(billOver([line('a')]), 'b')).toBeUndefined()
  })
})
