import { describe, expect, it } from 'vitest'
import { noFigures } from '../../shared/counters/figures.ts'
import { tracedColumn } from '../../shared/desk/figures/trace-figures.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { chainedEntry, type HandDraft } from '../../shared/reports/indices/hand-entries.ts'
import {
  type Criterion,
  criteriaOf,
  faultsOf,
  type IndexSet,
  isByHand,
  scored,
  scoreOf,
  setOn,
  summedUp,
} from '../../shared/reports/indices/index-set.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import { type IndexFacts, measures } from '../../shared/reports/indices/measures.ts'

const nothing: IndexFacts = {
  lines: [],
  procedures: { all: 0, online: 0, throughout: [] },
  surveys: { answers: 0, notSatisfied: 0 },
  knownAtPortal: 0,
  feedback: {
    filed: 0,
    complaints: 0,
    ended: 0,
    inTime: 0,
    overdue: 0,
    rated: 0,
    ratedSatisfied: 0,
    complained: { early: 0, onTime: 0, overdue: 0 },
  },
}

function ward(flows: object, end: object = {}, kind: 'whole' | 'part' = 'whole', procedure = 'A'): IndexFacts['lines'] {
  const figures = noFigures({ kind, field: '', procedure })
  Object.assign(figures.flows, flows)
  Object.assign(figures.end, end)
  return [figures]
}

function shipped(id: string): IndexSet {
  const set = shippedSets().find((one) => one.id === id)
  if (!set) throw new Error(`no set ${id}`)
  return set
}

function criterion(index: string, code: string): Criterion {
  const found = criteriaOf(shipped(index)).find((one) => one.code === code)
  if (!found) throw new Error(`no criterion ${code}`)
  return found
}

function entry(code: string, value: HandDraft['value']) {
  const place = { index: '766', code, agency: 'H57.40', from: '2026-01-01', to: '2026-01-31', n: 1 }
  const said = { source: 'Báo cáo 1/BC', evidence: [], key: 'k', body: 'b' }
  const by = { kind: 'officer' as const, id: 'cb-1' }
  return chainedEntry({ ...place, ...said, value, at: '2026-02-01T08:00:00+07:00', by }, undefined)
}

describe('the shipped sets', () => {
  it.each(shippedSets().map((set) => [set.id, set] as const))('%s adds up and asks for nothing unknown', (_, set) => {
    expect(faultsOf(set)).toEqual([])
  })

  it('are one for each kind of agency, and the district’s ended with the districts', () => {
    const danang = shippedSets().filter(({ rating }) => rating)
    expect(danang.map(({ levels, validTo }) => [levels, validTo])).toEqual([
      [['province'], undefined],
      [['commune'], undefined],
      [['district'], '2025-06-30'],
    ])
    for (const set of danang) expect(criteriaOf(set).reduce((sum, { max }) => sum + max, 0)).toBe(100)
    expect(setOn(shippedSets(), 'cai-cach-huyen', '2025-06-30')?.version).toBe(1)
    expect(setOn(shippedSets(), 'cai-cach-huyen', '2025-07-01')).toBeUndefined()
  })

  it('fill nothing in: without figures and entries no criterion has a score', () => {
    for (const set of shippedSets()) {
      const all = criteriaOf(set).map((one) => scored(one, nothing))
      expect(all.map(({ score }) => score)).toEqual(all.map(() => null))
      expect(summedUp(all, set.grades)).toEqual({ score: 0, outOf: 0, byHand: 0, open: sumOf(set) })
    }
  })
})

const sumOf = (set: IndexSet) => criteriaOf(set).reduce((sum, { max }) => sum + max, 0)

describe('the index of Decision 766', () => {
  const index = shipped('766')
  const indicators = criteriaOf(index)

  it('has 18 + 20 + 12 + 10 + 22 + 18 = 100 points', () => {
    expect(index.groups.map(({ max }) => max)).toEqual([18, 20, 12, 10, 22, 18])
  })

  it('names what our data feed, and what is entered by hand', () => {
    expect(indicators.filter((one) => !isByHand(one)).map(({ code }) => code)).toEqual([
      ...['1.4', '2.1', '2.2', '3.1', '3.2', '3.3', '3.5b', '3.6', '4.2', '5.1', '5.2', '5.3', '5.4'],
    ])
    for (const { code, from } of indicators.filter((one) => !isByHand(one)))
      expect([code, measures[from]?.traced]).not.toEqual([code, undefined])
  })

  it('names for each share the column behind which its dossiers are listed, and no other', () => {
    const columns = Object.values(measures).flatMap(({ traced }) =>
      traced.filter((one) => one.includes('/')).map((one) => one.split('/')),
    )
    expect(columns.length).toBeGreaterThan(5)
    for (const [report, column = ''] of columns) {
      const definition = lineReports.find(({ id }) => id === report)
      expect([report, column, tracedColumn(definition, column)]).not.toEqual([report, column, undefined])
    }
    expect(
      tracedColumn(
        lineReports.find(({ id }) => id === 'channels'),
        'returned-online',
      )?.behind,
    ).toEqual(['returned-online'])
    expect(measures['returned-online']?.traced).toEqual(['channels/returned-online'])
  })

  it('names for each share every list or report that its figures come from', () => {
    const lists: Readonly<Record<keyof IndexFacts, (traced: string) => boolean>> = {
      lines: (traced) => traced.includes('/'),
      procedures: (traced) => traced === 'procedures',
      surveys: (traced) => traced === 'survey-results',
      knownAtPortal: (traced) => traced === 'portal-differences',
      feedback: (traced) => traced === 'feedback',
    }
    // Something of everything, so that no share stops at an empty base.
    const facts: IndexFacts = { ...nothing, lines: ward({ early: 1 }), surveys: { answers: 1, notSatisfied: 0 } }
    for (const [id, { of, traced }] of Object.entries(measures)) {
      const read = new Set<string | symbol>()
      const get = (all: IndexFacts, name: string | symbol) => {
        read.add(name)
        return Reflect.get(all, name)
      }
      of(new Proxy(facts, { get }))
      const named = Object.entries(lists).flatMap(([source, is]) => (traced.some(is) ? [source] : []))
      expect([id, named.toSorted()]).toEqual([id, [...read].toSorted()])
    }
  })

  it('counts what the portal said it took of what was received', () => {
    const lines = ward({ 'received-online': 3, 'received-direct': 5 })
    expect(scored(criterion('766', '1.4'), { ...nothing, lines, knownAtPortal: 6 })).toMatchObject({
      ...{ measured: { count: 6, of: 8 }, percent: 75, score: 4.5, isByHand: false },
    })
  })

  it('counts what went online from end to end of the procedures that are offered so, times the share the portal took', () => {
    const lines = [
      ...ward(
        { 'received-online': 30, 'received-direct': 10, 'online-throughout': 20, 'returned-online': 25 },
        {},
        'whole',
        'A',
      ),
      ...ward({ 'received-online': 30, 'received-direct': 30, 'online-throughout': 5 }, {}, 'whole', 'B'),
      ...ward({ 'received-online': 7, 'online-throughout': 7 }, {}, 'part', 'A'),
    ]
    const facts = { ...nothing, lines, procedures: { all: 2, online: 2, throughout: ['A', 'C'] }, knownAtPortal: 75 }
    expect(scored(criterion('766', '3.2'), facts)).toMatchObject({
      ...{ measured: { count: 20, of: 40 }, times: { count: 75, of: 100 }, percent: 37.5, score: 4.5 },
    })
    const unlabelled = { ...facts, procedures: { all: 2, online: 2, throughout: [] } }
    expect(scored(criterion('766', '3.2'), unlabelled)).toMatchObject({ percent: null, score: null })
  })

  it('tells a mean without points, and takes none that has some', () => {
    const mean = criterion('766', '2.2')
    const facts = { ...nothing, lines: ward({ early: 3, overdue: 1, 'worked-minutes': 2400 }) }
    expect(scored(mean, facts)).toMatchObject({ measured: { count: 2400, of: 4 }, percent: null, score: 0 })
    expect(scored(mean, nothing).score).toBeNull()
    const index = shipped('766')
    const worth = { ...mean, max: 2 }
    expect(faultsOf({ ...index, groups: [{ name: 'Một', max: 2, criteria: [worth] }] })).toHaveLength(1)
    const filed = { ...nothing.feedback, filed: 4, complaints: 3 }
    expect(scored(criterion('766', '5.1'), { ...nothing, feedback: filed })).toMatchObject({ percent: 75, score: 0 })
  })

  it('refuses to multiply by what nobody counts', () => {
    const index = shipped('766')
    const [group] = index.groups
    const times = { ...criterion('766', '1.4'), formula: { kind: 'ratio' as const, times: 'rainfall' } }
    expect(faultsOf({ ...index, groups: [{ ...group, name: 'Một', max: times.max, criteria: [times] }] })).toEqual([
      { where: 'body.groups.0.criteria.0', why: 'hệ thống không có số liệu rainfall' },
    ])
  })

  it('scores by share, and whole from a threshold on', () => {
    const of100 = (count: number) => ({ count, of: 100 })
    expect(scoreOf(of100(50), 20)).toBe(10)
    expect([scoreOf(of100(80), 4, 80), scoreOf(of100(40), 4, 80)]).toEqual([4, 2])
  })

  it('hold a threshold by the share itself: 79.996 % reads as 80 %, and is not', () => {
    expect([79_996, 80_000].map((count) => scoreOf({ count, of: 100_000 }, 4, 80))).toEqual([3.99, 4])
    const lines = ward({ early: 79_996, overdue: 20_004, 'digitised-throughout': 79_996 })
    expect(scored(criterion('766', '4.2'), { ...nothing, lines })).toMatchObject({ percent: 80, score: 3.99 })
    expect([scoreOf({ count: 0, of: 9 }, 0, 50), scoreOf({ count: 99_999, of: 100_000 }, 20)]).toEqual([0, 19.99])
  })

  it('reckons timeliness from done and open, less what was asked for papers again and again, and says how many it is of', () => {
    const lines = ward({ early: 60, 'on-time': 20, overdue: 10, 'asked-often-in-time': 2 }, { open: 10, late: 5 })
    expect(scored(criterion('766', '2.1'), { ...nothing, lines })).toMatchObject({
      measured: { count: 83, of: 100 },
      percent: 83,
      score: 16.6,
    })
  })

  it('counts what was withdrawn or stopped as ended in time or late, as Decision 766 measures it', () => {
    const lines = ward({ early: 80, overdue: 8, withdrawn: 5, stopped: 2, 'ended-late': 3 }, { open: 5, late: 2 })
    expect(scored(criterion('766', '2.1'), { ...nothing, lines }).measured).toEqual({ count: 87, of: 100 })
  })

  it('counts procedures in which somebody paid, and those with a payment online, each once', () => {
    const lines = [
      ...ward({ payments: 3, 'payments-online': 1 }, {}, 'whole', 'A'),
      ...ward({ payments: 9 }, {}, 'whole', 'B'),
      ...ward({}, {}, 'whole', 'C'),
    ]
    expect(scored(criterion('766', '3.5b'), { ...nothing, lines }).measured).toEqual({ count: 1, of: 2 })
  })

  it('holds feedback that lies past its time against the agency like feedback that ended late', () => {
    const lying = { ...nothing.feedback, ended: 10, inTime: 9, overdue: 10 }
    expect(scored(criterion('766', '5.2'), { ...nothing, feedback: lying })).toMatchObject({
      ...{ measured: { count: 9, of: 20 }, percent: 45, score: 2.7 },
    })
  })

  it('takes overdue, discontent and complaints from a hundred, each of its own base', () => {
    const facts = { ...nothing, lines: ward({ early: 90, overdue: 10 }), surveys: { answers: 50, notSatisfied: 5 } }
    expect(scored(criterion('766', '5.4'), facts)).toMatchObject({ percent: 80, score: 5.33 })
    const complained = { early: 4, onTime: 0, overdue: 1 }
    const worse = { ...facts, feedback: { ...nothing.feedback, complained } }
    expect(scored(criterion('766', '5.4'), worse)).toMatchObject({ percent: 75, score: 5 })
  })

  it('does not round what is left of a hundred up to the threshold', () => {
    const facts = (overdue: number) => ({ ...nothing, lines: ward({ early: 1_000_000 - overdue, overdue }) })
    expect([100_000, 100_001].map((overdue) => scored(criterion('766', '5.4'), facts(overdue)).score)).toEqual([
      6, 5.99,
    ])
  })

  it('scores what was entered by hand, and says that it was', () => {
    const value = { kind: 'share' as const, count: 40, of: 50 }
    const one = scored(criterion('766', '1.1'), nothing, entry('1.1', value))
    expect(one).toMatchObject({ isByHand: true, percent: 80, score: 4.8, entry: { n: 1, source: 'Báo cáo 1/BC' } })
    expect(summedUp([one])).toMatchObject({ score: 4.8, outOf: 6, byHand: 4.8 })
  })

  it('lets nobody enter by hand what the system counts', () => {
    const value = { kind: 'share' as const, count: 1, of: 1 }
    const lines = ward({ overdue: 1 })
    expect(scored(criterion('766', '2.1'), { ...nothing, lines }, entry('2.1', value)).score).toBe(0)
  })
})

describe('the nine criteria of Decree 61/2018', () => {
  const score = (code: string, facts: Partial<IndexFacts>) =>
    scored(criterion('61-2018', code), { ...nothing, ...facts }).score

  it('give two points for early, one for on time, none for late, over all dossiers', () => {
    const byLaw = { 'early-by-law': 5, 'on-time-by-law': 3 }
    // What was promised sooner and came later is early by law.
    expect(score('1', { lines: ward({ 'on-time': 1, overdue: 9, ...byLaw }) })).toBe(1.3)
  })

  it('count an agency’s own work on others’ dossiers for its own time only', () => {
    const lines = [...ward({ early: 1, 'early-by-law': 1 }), ...ward({ overdue: 1 }, {}, 'part')]
    expect([score('1', { lines }), score('2', { lines })]).toEqual([2, 1])
  })

  it('score each dossier by how often somebody had to come back with papers', () => {
    const asked = { 'supplements-asked': 9, 'asked-once': 2, 'asked-often': 1 }
    // Seven with two points, two with one; the third request of the same dossier takes nothing more.
    expect(score('3', { lines: ward({ early: 6, overdue: 4, ...asked }) })).toBe(1.6)
  })

  it('take the points of dossiers that were complained of', () => {
    const complained = { early: 2, onTime: 1, overdue: 0 }
    const lines = ward({ early: 5, 'on-time': 5 })
    expect(score('7', { lines, feedback: { ...nothing.feedback, complained } })).toBe(1)
  })

  it('give 2, 1 or 0 by the share of complaints handled', () => {
    const handled = (ended: number, overdue: number) =>
      score('8', { feedback: { ...nothing.feedback, ended, overdue } })
    expect([handled(10, 0), handled(9, 1), handled(89, 11)]).toEqual([2, 1, 0])
  })

  it('ask of the online services for procedures and dossiers and nothing late, all three', () => {
    const procedures = { all: 10, online: 2, throughout: [] }
    const online = { 'received-online': 3, 'received-direct': 7, early: 10 }
    expect(score('9', { procedures, lines: ward(online) })).toBe(2)
    expect(score('9', { procedures, lines: ward(online, { open: 1, late: 1, 'late-online': 1 }) })).toBe(1)
    expect(score('9', { procedures, lines: ward({ ...online, overdue: 1, 'overdue-online': 1 }) })).toBe(1)
    // What is late at the counter is no fault of the online service.
    expect(score('9', { procedures, lines: ward({ ...online, overdue: 1 }, { open: 1, late: 1 }) })).toBe(2)
    expect(score('9', { procedures: { all: 10, online: 1, throughout: [] }, lines: ward(online) })).toBe(1)
    expect(score('9', { procedures, lines: ward({ ...online, 'received-direct': 18 }) })).toBe(0)
  })

  it('hold a step by the share itself, not by the one that is rounded for reading', () => {
    const handled = (ended: number, overdue: number) =>
      score('8', { feedback: { ...nothing.feedback, ended, overdue } })
    // 99.999 % of them reads as 100 %, and is not all.
    expect([handled(99_999, 1), handled(100_000, 0)]).toEqual([1, 2])
  })

  it('do not guess a step whose condition cannot be told', () => {
    expect(score('9', { lines: ward({ 'received-online': 3 }) })).toBeNull()
    // One condition that does not hold is enough to know that a step is not reached.
    expect(score('9', { lines: ward({ 'received-direct': 3 }) })).toBe(0)
  })

  it('class an agency only when nothing is open', () => {
    const { grades } = shipped('61-2018')
    const all = criteriaOf(shipped('61-2018')).map((one) => ({ ...scored(one, nothing), score: one.max - 0.5 }))
    expect(summedUp(all, grades)).toMatchObject({ score: 13.5, grade: 'Tốt' })
    const [first, ...rest] = all
    expect(summedUp([...(first ? [{ ...first, score: null }] : []), ...rest], grades).grade).toBeUndefined()
  })
})

describe('a set that somebody puts', () => {
  const set = shipped('61-2018')
  const [group] = set.groups
  const change = (of: Partial<Criterion>, grades = set.grades): IndexSet => ({
    ...set,
    grades,
    groups: group
      ? [{ ...group, criteria: group.criteria.map((one, at) => (at === 0 ? { ...one, ...of } : one)) }]
      : [],
  })

  it.each([
    ['points that do not add up', change({ max: 3 }), 'nhóm ghi 18 điểm, các tiêu chí cộng lại là 19'],
    ['a code said twice', change({ code: '2' }), 'mã tiêu chí bị trùng: 2'],
    ['a measure that nobody has', change({ from: 'mo-ho' }), 'hệ thống không có số liệu mo-ho'],
    [
      'points given by a person for what is counted',
      change({ formula: { kind: 'points' } }),
      'điểm cho trực tiếp chỉ dùng khi nhập tay',
    ],
    [
      'classes that are not told best first',
      change({}, [
        { atLeast: 10, name: 'Khá' },
        { atLeast: 15, name: 'Tốt' },
      ]),
      'xếp loại phải từ cao xuống thấp: 15 đứng sau 10',
    ],
    [
      'a step that hides the rest',
      change({
        formula: {
          kind: 'steps',
          rows: [
            { points: 1, when: [] },
            { points: 2, when: [{ atLeast: 1 }] },
            { points: 0, when: [] },
          ],
        },
      }),
      'bậc không có điều kiện che các bậc sau nó',
    ],
    [
      'steps that end nowhere',
      change({ formula: { kind: 'steps', rows: [{ points: 1, when: [{ atLeast: 1 }] }] } }),
      'bậc cuối phải không có điều kiện',
    ],
  ])('is refused for %s', (_, wrong, why) => {
    expect(faultsOf(wrong).map((fault) => fault.why)).toEqual([why])
  })
})
