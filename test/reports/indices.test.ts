import { describe, expect, it } from 'vitest'
import { noFigures } from '../../shared/counters/figures.ts'
import { type IndexFacts, indexSets, scored, scoreOf, summedUp } from '../../shared/reports/indices.ts'

const nothing: IndexFacts = {
  figures: noFigures({ kind: 'whole', field: '', procedure: '' }),
  surveys: { answers: 0, notSatisfied: 0 },
  feedback: { ended: 0, inTime: 0, rated: 0, ratedSatisfied: 0 },
}
const [index] = indexSets
const indicators = index?.groups.flatMap((group) => group.indicators) ?? []

describe('the index of Decision 766', () => {
  it('has 18 + 20 + 12 + 10 + 22 + 18 = 100 points, each group the sum of its own', () => {
    expect(index?.groups.map(({ max }) => max)).toEqual([18, 20, 12, 10, 22, 18])
    for (const { name, max, indicators: own } of index?.groups ?? [])
      expect([name, own.reduce((sum, one) => sum + one.max, 0)]).toEqual([name, max])
  })

  it('fills nothing in: without figures no score, by hand no score', () => {
    const all = indicators.map((one) => scored(one, nothing))
    expect(all.map(({ score }) => score)).toEqual(all.map(() => null))
    expect(summedUp(all)).toEqual({ score: 0, outOf: 0, open: 100 })
  })

  it('scores by share, and whole from a threshold on', () => {
    expect(scoreOf(50, { max: 20 })).toBe(10)
    expect([scoreOf(80, { max: 4, threshold: 80 }), scoreOf(40, { max: 4, threshold: 80 })]).toEqual([4, 2])
  })

  it('reckons timeliness from done and open, and says how many it is of', () => {
    const figures = noFigures({ kind: 'whole', field: '', procedure: '' })
    Object.assign(figures.flows, { early: 60, 'on-time': 20, overdue: 10 })
    Object.assign(figures.end, { open: 10, late: 5 })
    const one = indicators.find(({ code }) => code === '2.1')
    expect(one && scored(one, { ...nothing, figures })).toMatchObject({
      measured: { count: 85, of: 100 },
      percent: 85,
      score: 17,
    })
  })

  it('takes overdue and discontent from a hundred, each of its own base', () => {
    const figures = noFigures({ kind: 'whole', field: '', procedure: '' })
    Object.assign(figures.flows, { early: 90, overdue: 10 })
    const one = indicators.find(({ code }) => code === '5.4')
    const facts = { ...nothing, figures, surveys: { answers: 50, notSatisfied: 5 } }
    expect(one && scored(one, facts)).toMatchObject({ percent: 80, score: 5.33 })
  })

  it('names for each figure where its dossiers are found', () => {
    for (const one of indicators)
      expect([one.code, one.how === 'by-hand' || one.traced !== undefined]).toEqual([one.code, true])
  })
})
