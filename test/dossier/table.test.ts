import { describe, expect, it } from 'vitest'
import type { Status } from '../../shared/dossier/dossier.ts'
import { brokenAt, digestOf, record } from '../../shared/dossier/history/history.ts'
import { statusTerms } from '../../shared/dossier/terms.ts'
import { finalStatuses, nationalCodes, type Transition, transitions } from '../../shared/dossier/transitions.ts'
import { citizen, dossier, tuesday } from '../given.ts'

const rows: [string, Transition][] = Object.entries(transitions)

describe('the table of transitions', () => {
  it.each(rows)('%s has a role and a way', (_, row) => {
    expect(row.who.length).toBeGreaterThan(0)
    expect(row.from.length).toBeGreaterThan(0)
    expect(row.to.length).toBeGreaterThan(0)
    expect(row.clock.length).toBeGreaterThan(0)
  })
  it('leaves no state without a way out but the final ones', () => {
    const left = new Set<string>(rows.flatMap(([, row]) => row.from))
    const stuck = Object.keys(statusTerms).filter((status) => !left.has(status) && !finalStatuses.has(status as Status))
    expect(stuck).toEqual([])
  })
  it('lets nothing leave a final state: what is still done there changes no state', () => {
    const leaving = rows.filter(([, row]) => row.to !== 'same' && row.from.some((status) => finalStatuses.has(status)))
    expect(leaving).toEqual([])
  })
  it('reaches every state', () => {
    const reached = new Set<string>(['draft', ...rows.flatMap(([, row]) => (row.to === 'same' ? [] : row.to))])
    expect(Object.keys(statusTerms).filter((status) => !reached.has(status))).toEqual([])
  })
  it('maps the national codes one to one, 1 to 10', () => {
    expect(Object.values(nationalCodes).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
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
