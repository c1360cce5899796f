import { describe, expect, it } from 'vitest'
import { longEvent, longHead, shortEvent, shortHead } from '../../../shared/aws/table/short-names.ts'
import { dossierWith, eventWith, fullHead } from '../../promises/samples.ts'

describe('what the table keeps of a dossier', () => {
  it('reads back as it was written', () => {
    const dossier = dossierWith()
    const event = eventWith(dossier)
    expect(longHead(shortHead(dossier))).toEqual(dossier)
    expect(longEvent(shortEvent(event))).toEqual(event)
  })
  it('has a name of its own for every field: none is read back as another', () => {
    const full = fullHead()
    expect(longHead(shortHead(full))).toEqual(full)
    expect(Object.keys(shortHead(full))).toHaveLength(Object.keys(full).length)
  })
  it('keeps digests as bytes and gives them back as text', () => {
    const dossier = dossierWith()
    const chain = 'ab'.repeat(32)
    const short = shortHead({ ...dossier, chain })
    expect(Object.values(short).filter((value) => value instanceof Uint8Array)).toHaveLength(1)
    expect(longHead(short)).toMatchObject({ chain })
  })
  it('shortens what a head said before, and reads what was written with long names', () => {
    const dossier = dossierWith()
    const event = eventWith(dossier)
    const was = { holder: 'H57.34/desk', dueAt: null }
    const short = shortEvent({ ...event, was })
    expect(JSON.stringify(short)).not.toContain('holder')
    expect(longEvent(short)).toMatchObject({ was })
    expect(longHead({ ...dossier })).toEqual(dossier)
  })
  it('keeps under its short name as well that there were no files', () => {
    const event = { ...eventWith(dossierWith()), detail: { code: 'H57.34-261126-0001', scans: [] } }
    expect(JSON.stringify(shortEvent(event))).not.toContain('scans')
    expect(longEvent(shortEvent(event))).toEqual(event)
  })
  it('keeps the proofs of files in half the room, and gives them back in their place', () => {
    const proofOf = (n: number, state: string) => ({ n, size: 120_000 + n, sha256: String(n).padStart(64, 'c'), state })
    const scans = [...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => proofOf(n, 'clean')), proofOf(9, 'unreadable')]
    const event = { ...eventWith(dossierWith()), detail: { code: 'H57.34-261126-0001', scans, why: ['x'] } }
    const short = shortEvent(event)
    expect(JSON.stringify(longEvent(short).detail)).toBe(JSON.stringify(event.detail))
    expect(bytesOf(event.detail) / bytesOf(short.de)).toBeGreaterThan(1.8)
    for (const odd of [[], [{ n: 1 }], [{ ...proofOf(1, 'clean'), more: 1 }], [{ ...proofOf(1, 'x'), sha256: 'AB' }]]) {
      const other = { ...event, detail: { scans: odd } }
      expect(longEvent(shortEvent(other))).toEqual(other)
    }
  })
})

/** As AWS counts: names and values, three for a list or map and one for each member. */
function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  if (typeof value === 'number') return 3
  if (typeof value !== 'object' || value === null) return String(value).length
  const names = Array.isArray(value) ? 0 : Object.keys(value).join('').length
  return Object.values(value).reduce((sum: number, one) => sum + 1 + bytesOf(one), 3 + names)
}
