import { describe, expect, it } from 'vitest'
import { openHistory } from '../../infra/recount/history-db.ts'
import { besideOf } from '../../shared/counters/beside.ts'
import type { Counted, Entry } from '../../shared/counters/cells.ts'
import { count } from '../../shared/counters/count.ts'
import { summed } from '../../shared/counters/places.ts'
import { toldBy } from '../../shared/counters/told.ts'
import { standsBehind } from '../../shared/desk/figures/stands-behind.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { chronicle } from '../dossier/chronicle.ts'
import {
  citizen,
  cityHandler,
  handler,
  homePlan,
  interlinkedPlan,
  receptionist,
  scan,
  storyOf,
  tuesday,
  ward,
} from '../given.ts'

const afternoon = '2026-03-10T15:00:00+07:00'
const wednesday = '2026-03-11T09:00:00+07:00'
const april = '2026-04-02T09:00:00+07:00'
const ask: Act = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] }
const original = { paper: 'giay-2', form: 'original', count: 1 } as const

/** An online dossier that the citizen handed in with the file of one paper. */
function handedIn(plan = homePlan) {
  const story = chronicle(plan, tuesday, { afterSupplement: 'add', dueAt: 'same-hour' })
  const own = () => {
    const file = story.of('hs')
    if (!file) throw new Error('gone')
    return file
  }
  const tell = (act: Act, by: Parameters<typeof story.attempt>[1] = receptionist, at = tuesday) => {
    expect([act.act, story.attempt(act, by, at, 'hs')]).toEqual([act.act, 'done'])
  }
  const bring = (file: Parameters<typeof scan>[0]) => Object.assign(own(), { scans: [...own().scans, scan(file)] })
  tell({ act: 'submit' }, citizen)
  return { story, own, tell, bring }
}

const papersOnly = /^(b[ocyens]|[bkw]\d+:)/

/** What of papers stands in the row of the year, and by day in those of months. */
function counted({ dossier, events }: { dossier: Dossier; events: readonly DossierEvent[] }) {
  let mark: Counted | undefined
  const entries: Entry[] = []
  for (const told of toldBy(dossier, events)) {
    const step = count(mark, told, 'HT')
    mark = step.counted
    entries.push(...step.entries)
  }
  const cells = summed(entries)
  const own = cells.filter(({ mark: name }) => papersOnly.test(name))
  const of = (book: string) =>
    Object.fromEntries(
      own.filter(({ place }) => place.startsWith(book)).map(({ mark: name, add }) => [name, add] as const),
    )
  return { entries, cells, mark, year: of('Y#'), months: of('M#') }
}

/** Figures that SQL over these histories finds otherwise. */
function otherwise(files: readonly { dossier: Dossier; events: readonly DossierEvent[] }[], wrong = '-') {
  const db = openHistory()
  const cells = new Map<string, { agency: string; place: string; mark: string; value: number }>()
  for (const file of files) {
    db.head(file.dossier, 'HT')
    for (const event of file.events) db.event(event)
    db.counted(file.dossier.id, file.dossier.version)
    for (const { agency, place, mark, add } of counted(file).cells) {
      const name = `${agency} ${place} ${mark}`
      const known = cells.get(name)?.value ?? (mark.startsWith(wrong) ? 1 : 0)
      cells.set(name, { agency, place, mark, value: known + add })
    }
  }
  for (const { agency, place, mark, value } of cells.values()) db.cell(agency, place, mark, value)
  const { differences } = db.compare()
  db.close()
  return differences.map(({ mark }) => mark)
}

describe('papers that are handed in', () => {
  it('are counted at reception by the form the counter named, files that nobody counted beside them', () => {
    const { own, tell, bring } = handedIn()
    bring({ n: 2, paper: 'giay-3' })
    bring({ n: 3, paper: undefined })
    bring({ n: 4, paper: 'giay-4', state: 'infected' })
    bring({ n: 5, paper: 'giay-5', state: 'slot' })
    const waived = ['#4', 'giay-6', 'giay-2'].map((paper) => ({ paper, reason: 'Không phải nộp' }))
    const copies = { paper: 'giay-2', form: 'certified', count: 2 } as const
    tell({ act: 'accept', handedIn: [original, copies], waived })
    expect(counted(own()).year).toEqual({
      ...{ bo: 1, bc: 2, be: 3, bs: 1 },
      ...{ 'b1:giay-1': 1, 'b1:giay-2': 1, 'k1:giay-2': 2, 'b1:giay-3': 1, 'w1:giay-6': 1 },
    })
    expect(counted(own()).months).toEqual({ bo10: 1, bc10: 2, be10: 3, bs10: 1 })
    expect(otherwise([own()])).toEqual([])
  })

  it('are counted once though a file was replaced before reception, and not before it', () => {
    const { own, tell, bring } = handedIn()
    tell(ask)
    bring({ n: 2, at: wednesday })
    expect(own().events.at(-1)?.act).toBe('ask-supplement')
    tell({ act: 'supplement' }, citizen, wednesday)
    expect(counted(own()).year).toEqual({})
    tell({ act: 'accept' }, receptionist, wednesday)
    expect(counted(own()).year).toEqual({ be: 1, 'b1:giay-1': 1 })
    expect(otherwise([own()])).toEqual([])
  })

  it('are counted with each supplement: what came since it was asked for, and nothing of before', () => {
    const { own, tell, bring } = handedIn()
    tell({ act: 'accept' })
    tell({ act: 'pass-on' })
    tell(ask, handler, afternoon)
    bring({ n: 2, paper: 'giay-3', at: wednesday })
    tell({ act: 'supplement', handedIn: [original] }, receptionist, wednesday)
    // A file of the counter stands for paper, in a form that nobody named.
    expect(counted(own()).months).toEqual({ be10: 1, bo11: 1, bn11: 1 })
    expect(otherwise([own()])).toEqual([])
  })

  it('are counted at reception by who receives, not with an answer before it', () => {
    const { story, tell } = handedIn()
    tell(ask)
    expect(story.attempt({ act: 'supplement', handedIn: [original] }, receptionist, tuesday, 'hs')).toBe('not-now')
  })

  it('are papers of the procedure, with an answer too', () => {
    const story = storyOf(homePlan, {}, { papers: ['giay-1'] })
    story.tell({ act: 'accept' }, receptionist)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell(ask, handler)
    expect(story.refuses({ act: 'supplement', handedIn: [original] }, receptionist)).toBe('unknown-paper')
  })

  it('counted anew stand under the reception as they were counted last, and whoever keeps that month is told', () => {
    const { own, tell } = handedIn()
    tell({ act: 'accept', handedIn: [original] })
    const before = counted(own())
    expect(before.months).toEqual({ bo10: 1, be10: 1 })
    const anew = { paper: 'giay-1', form: 'copy', count: 3 } as const
    tell({ act: 'amend', reason: 'Đếm lại', handedIn: [anew] }, receptionist, april)
    const after = counted(own())
    expect(after.months).toEqual({ by10: 3 })
    expect(after.year).toEqual({ by: 3, 'b1:giay-1': 1, 'k1:giay-1': 3 })
    expect(otherwise([own()])).toEqual([])
    const late = after.entries.slice(before.entries.length)
    const { afterthoughts } = besideOf(late, { dossier: 'hs', counted: { through: own().dossier.version } }, april)
    const added = afterthoughts[0]?.additions.filter(({ place }) => place.startsWith('M#2026-03')) ?? []
    expect(added.map(({ mark, add }) => `${mark} ${add}`).sort()).toEqual(['be10 -1', 'bo10 -1', 'by10 3'])
  })

  it('are told once of a dossier and its part, of the whole', () => {
    const { story, own, tell, bring } = handedIn(interlinkedPlan)
    tell({ act: 'accept' })
    tell({ act: 'transfer' })
    const part = own().dossier.child ?? ''
    expect(story.attempt(ask, cityHandler, afternoon, part)).toBe('done')
    bring({ n: 2, paper: 'giay-2', at: wednesday })
    tell({ act: 'supplement' }, citizen, wednesday)
    const half = story.of(part)
    if (!half) throw new Error('no part')
    expect(half.events.at(-1)?.detail).toMatchObject({ inFiles: ['giay-2'] })
    expect(counted(half).year).toEqual({})
    expect(counted(own()).year).toEqual({ be: 2, 'b1:giay-1': 1, 'b1:giay-2': 1 })
    expect(otherwise([own(), half])).toEqual([])
  })

  it('of before they were counted are what the counter named, else its sound files by their number', () => {
    const older = (file: { dossier: Dossier; events: readonly DossierEvent[] }) => ({
      ...file,
      events: file.events.map(({ detail: { inFiles: _, ...detail } = {}, ...event }) => ({ ...event, detail })),
    })
    const [named, files] = [handedIn(), handedIn()]
    for (const { bring } of [named, files]) bring({ n: 2, paper: undefined })
    named.tell({ act: 'accept', handedIn: [original] })
    files.tell({ act: 'accept' })
    const histories = [named, files].map(({ own }) => older(own()))
    expect(histories.map((file) => counted(file).year)).toEqual([{ bo: 1, 'b1:giay-2': 1 }, { be: 2 }])
    for (const file of histories) expect(otherwise([file])).toEqual([])
  })

  it('are asked by SQL on another road: a figure that differs is named', () => {
    const { own, tell } = handedIn()
    tell({
      act: 'accept',
      handedIn: [original, { paper: 'giay-2', form: 'copy', count: 2 }],
      waived: [{ paper: 'giay-6', reason: 'Đã có' }],
    })
    for (const wrong of ['bo', 'by', 'be', 'bs', 'b1:giay-2', 'k1:', 'w1:']) {
      const found = otherwise([own()], wrong)
      expect([wrong, found.length > 0, found.every((mark) => mark.startsWith(wrong))]).toEqual([wrong, true, true])
    }
  })

  it('are traced by what stands there at last, though it was counted anew after the period', () => {
    const { own, tell } = handedIn()
    tell({ act: 'accept', handedIn: [original] })
    tell({ act: 'amend', reason: 'Đếm lại', handedIn: [{ ...original, form: 'copy' }] }, receptionist, april)
    const { dossier, events } = own()
    const march = { agency: ward, from: '2026-03-01', to: '2026-03-31' }
    const behind = (flow: 'papers-original' | 'papers-copy') =>
      standsBehind(dossier, events, march, { behind: [flow], kinds: ['whole'] })
    expect(behind('papers-original')).toBeUndefined()
    expect(behind('papers-copy')).toEqual({ on: '2026-03-10', since: '2026-03-10', adds: 1 })
  })
})
