import { describe, expect, it } from 'vitest'
import type { Status } from '../../shared/dossier/dossier.ts'
import { brokenAt, digestOf, record } from '../../shared/dossier/history.ts'
import { codePatterns, dossierCode, serialScope } from '../../shared/dossier/numbering.ts'
import { statusTerms } from '../../shared/dossier/terms.ts'
import { finalStatuses, nationalCodes, type Transition, transitions } from '../../shared/dossier/transitions.ts'
import { citizen, dossier, tuesday } from '../given.ts'

const rows: [string, Transition][] = Object.entries(transitions)

describe('the table of transitions', () => {
  it.each(rows)('%s has a role and a way', (_, row) => {
    expect(row.who.length).toBeGreaterThan(0)
    expect(row.from.length).toBeGreaterThan(0)
    expect(row.to.length).toBeGreaterThan(0)
  })
  it('leaves no state without a way out but the final ones', () => {
    const left = new Set<string>(rows.flatMap(([, row]) => row.from))
    const stuck = Object.keys(statusTerms).filter((status) => !left.has(status) && !finalStatuses.has(status as Status))
    expect(stuck).toEqual([])
  })
  it('lets nothing leave a final state', () => {
    const leaving = rows.filter(([, row]) => row.from.some((status) => finalStatuses.has(status)))
    expect(leaving).toEqual([])
  })
  it('maps the national codes one to one, 1 to 10', () => {
    expect(Object.values(nationalCodes).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})

describe('the dossier code', () => {
  it('carries agency, day and serial, and grows a digit past 9,999', () => {
    expect(dossierCode(codePatterns, 'H57.29', '2026-11-23', 1)).toBe('H57.29-261123-0001')
    expect(dossierCode(codePatterns, 'H57.29', '2026-11-23', 10_000)).toBe('H57.29-261123-10000')
  })
  it('counts 1 November and 11 January apart', () => {
    expect(serialScope('H57.29', '2026-11-01')).not.toBe(serialScope('H57.29', '2026-01-11'))
  })
  it('follows the newer shape when the pattern says so', () => {
    const newer = [{ validFrom: '2026-01-01', pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}', source: 'x' }]
    expect(dossierCode(newer, 'G09.20', '2026-06-09', 92_637)).toBe('G09.20-20260609-0092637')
    expect(() => dossierCode(newer, 'G09.20', '2025-06-09', 1)).toThrow('no dossier code pattern')
  })
})

describe('history', () => {
  const said = { key: 'k', body: digestOf({}) }
  const first = record({ next: dossier(), event: { act: 'open' } }, undefined, citizen, tuesday, said)
  const second = record(
    { next: { ...first.dossier, version: 2, status: 'withdrawn' }, event: { act: 'withdraw', wants: ['notices'] } },
    first.dossier,
    citizen,
    tuesday,
    said,
  )
  it('is chained, and the outbox mark is not part of the digest', () => {
    expect(brokenAt([first.event, second.event])).toBeUndefined()
    const { wants: _, ...sent } = second.event
    expect(brokenAt([first.event, sent])).toBeUndefined()
  })
  it('names the place of a changed, missing or reordered event', () => {
    expect(brokenAt([first.event, { ...second.event, to: 'returned' }])).toBe(2)
    expect(brokenAt([second.event])).toBe(1)
    expect(brokenAt([second.event, first.event])).toBe(1)
  })
  it('keeps neither name nor identity number', () => {
    expect(JSON.stringify(second.event)).not.toMatch(/046090000001|Trần Văn/)
  })
})
