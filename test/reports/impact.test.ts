import { describe, expect, it } from 'vitest'
import { noFigures } from '../../shared/counters/figures.ts'
import { costParameters, impactOf, papersByName, parametersOn } from '../../shared/reports/impact/impact.ts'
import { impactTables } from '../../shared/reports/impact/impact-sheet.ts'
import { birth } from '../http/given.ts'

const parameters = parametersOn('2026-12-31')
const value = (id: string) => parameters.find((one) => one.id === id)?.value ?? 0
const line = { kind: 'whole', field: 'HT', procedure: birth.code } as const
const year = noFigures(line)
Object.assign(year.flows, { 'received-direct': 70, 'received-online': 30, 'returned-counter': 50, 'paid-charge': 9000 })
Object.assign(year.flows, { refunded: 1000, payments: 3 })
const sheet = (change: Partial<typeof birth> = {}, shorterBy = 1) =>
  impactOf({ ...birth, ...change }, [year], parameters, { shorterBy })

describe('the impact sheet of a procedure', () => {
  it('says by law what one dossier at the counter costs: papers, two ways, the limit, fees', () => {
    const [direct] = sheet({ fees: [{ kind: 'charge', amountVnd: 8000, channel: 'any' }] }).byLaw
    const hours = value('paper-hours') + 2 * value('trip-hours')
    expect(direct).toMatchObject({ channel: 'direct', trips: 2, hours, feeVnd: 8000, limit: { amount: 3 } })
    expect(direct?.papers).toEqual({ required: 1, originals: 1, copies: 0 })
    expect(direct?.vnd).toBe(hours * value('hour-vnd') + 2 * value('trip-vnd') + 8000)
  })

  it('does not guess the ways of who files online, nor a fee that is not published or has several rates', () => {
    expect(sheet().byLaw[1]).toMatchObject({ channel: 'online', trips: null, hours: null, vnd: null })
    const rate = { kind: 'fee', amountVnd: 5000, channel: 'any' } as const
    for (const fees of [[{ ...rate, amountVnd: null }], [rate, { ...rate, amountVnd: 9000 }]])
      expect(sheet({ fees }).byLaw[0]).toMatchObject({ feeVnd: null, vnd: null })
  })

  it('takes one way where the result is given at once', () => {
    const [direct] = sheet({ limits: { any: { amount: 0, unit: 'immediate' } } }).byLaw
    expect(direct?.trips).toBe(1)
  })

  it('says what was counted, of this procedure alone, and leaves absent what no cell holds', () => {
    const other = noFigures({ ...line, procedure: '9.999999' })
    const part = noFigures({ ...line, kind: 'part' })
    for (const one of [other, part]) one.flows['received-direct'] = 1000
    const { measured } = impactOf(birth, [year, other, part], parameters, { shorterBy: 1 })
    expect(measured).toMatchObject({ received: { direct: 70, online: 30, postal: 0 }, paidVnd: 8000 })
    expect(measured.trips).toEqual({ handedIn: 70, collected: 50 })
    expect(measured.workingDays).toBeNull()
  })

  it('says how many papers were handed in, by their form, and how many for each dossier', () => {
    expect(sheet().measured.papers).toMatchObject({ originals: 0, perDossier: 0 })
    const none = impactOf(birth, [], parameters, { shorterBy: 1 }).measured.papers
    expect(none).toMatchObject({ originals: 0, perDossier: null })
    const own = noFigures(line)
    Object.assign(own.flows, {
      ...{ 'received-direct': 3, 'papers-original': 3, 'papers-certified': 1, 'papers-copy': 2 },
      ...{ 'papers-electronic': 4, 'papers-unsaid': 1, 'papers-spared': 2 },
    })
    expect(impactOf(birth, [own], parameters, { shorterBy: 1 }).measured.papers).toEqual({
      ...{ originals: 3, certified: 1, copies: 2, electronic: 4, unsaid: 1, spared: 2 },
      perDossier: 3.67,
    })
  })

  it('says how many working days were taken on average, where anything was resolved', () => {
    const done = noFigures(line)
    Object.assign(done.flows, { early: 3, overdue: 1, 'worked-minutes': 4 * 480 + 240 })
    expect(impactOf(birth, [done], parameters, { shorterBy: 1 }).measured.workingDays).toBe(1.13)
  })

  it('says what a dropped paper saves in a year', () => {
    const vnd = 100 * value('paper-hours') * value('hour-vnd')
    expect(sheet().droppedPapers).toMatchObject([{ paper: 'giay-1', dossiers: 100, onPaper: 70, hours: 100, vnd }])
    // Nobody copies what is handed in online.
    const papers = birth.papers.map((paper) => ({ ...paper, copies: 2 }))
    expect(sheet({ papers }).droppedPapers).toMatchObject([{ vnd: vnd + 70 * 2 * value('copy-vnd') }])
  })

  it('says what a dropped paper saves by how often it was handed in, beside what the law asks', () => {
    const papers = new Map([['giay-1', { brought: 40, copies: 15, spared: 60 }]])
    const [dropped] = impactOf(birth, [year], parameters, { shorterBy: 1 }, papers).droppedPapers ?? []
    const hours = 40 * value('paper-hours')
    const vnd = hours * value('hour-vnd') + 15 * value('copy-vnd')
    expect(dropped).toMatchObject({ dossiers: 100, measured: { brought: 40, copies: 15, spared: 60, hours, vnd } })
    expect(sheet().droppedPapers?.[0]?.measured).toMatchObject({ brought: 0, hours: 0, vnd: 0 })
  })

  it('tells a paper of other versions by its name: its number there is another paper’s here', () => {
    const [paper] = birth.papers
    if (!paper) throw new Error('no paper')
    const older = {
      ...birth,
      version: 1,
      papers: [
        { ...paper, id: 'giay-1', name: 'Khác' },
        { ...paper, id: 'giay-2' },
      ],
    }
    const now = { ...birth, version: 2 }
    const of = (version: number, id: string, brought: number, procedure = birth.code) => ({
      ...{ procedure, version, paper: id, brought, copies: 0, spared: 0 },
    })
    const counts = [of(1, 'giay-1', 100), of(1, 'giay-2', 5), of(2, 'giay-1', 3), of(7, 'giay-1', 50)]
    const found = papersByName(now, [now, older], [...counts, of(2, 'giay-1', 1000, '9.999999')])
    expect([...found]).toEqual([['giay-1', { brought: 8, copies: 0, spared: 0 }]])
  })

  it('writes both beside each other in its file, on sheets of their own', () => {
    const facts = { procedure: birth, agency: 'all', year: 2026, countedTo: '2026-12-31', parameters, impact: sheet() }
    const names = impactTables(facts).map(({ name }) => name)
    expect(names).toEqual(['Theo quy dinh', 'Do duoc', 'Bot giay to', 'Bot thuc nop', 'Rut ngan', 'Don gia'])
    const [counted] = impactTables(facts).filter(({ name }) => name === 'Do duoc')
    expect(counted?.rows.find(([head]) => head === 'Giấy tờ thực nộp: bản chính')).toEqual([expect.anything(), 0])
  })

  it('gives no saving of one case among several: how many dossiers it has is counted nowhere', () => {
    const cases = ['một', 'hai'].map((id) => ({ id, name: id }))
    const of = (asked: { case?: string }) =>
      impactOf({ ...birth, cases }, [year], parameters, { shorterBy: 1, ...asked })
    expect([of({ case: 'một' }).droppedPapers, of({}).droppedPapers?.length]).toEqual([null, 1])
  })

  it('says on its face up to which day a year that still runs is counted', () => {
    const facts = { procedure: birth, agency: 'all', year: 2026, parameters, impact: sheet() }
    const [running] = impactTables({ ...facts, countedTo: '2026-03-20' })
    expect(running?.title).toContain('năm chưa hết: số liệu đến hết ngày 20/03/2026')
    expect(impactTables({ ...facts, countedTo: '2026-12-31' })[0]?.title).not.toContain('chưa hết')
  })

  it('says what a shorter limit saves in a year, from the promised one where there is one, and never below none', () => {
    const [direct, online] = sheet({ committed: { any: { amount: 2, unit: 'working_day' } } }, 5).shorterLimits
    expect(direct).toEqual({ channel: 'direct', unit: 'working_day', by: 2, dossiers: 70, saved: 140 })
    expect(online?.saved).toBe(60)
    expect(sheet({ limits: { any: { amount: 0, unit: 'immediate' } } }).shorterLimits).toEqual([])
  })
})

describe('what a unit of work is taken to cost', () => {
  it('has a source each, and says that it is not verified', () => {
    for (const { source, isVerified } of costParameters) expect([source !== '', isVerified]).toEqual([true, false])
  })

  it('is known in full from 2020 on, the first year a sheet is made of; a newer rate takes over from its day', () => {
    expect(parametersOn('2020-01-01').length).toBe(new Set(costParameters.map(({ id }) => id)).size)
    const newer = {
      ...costParameters[0],
      id: 'hour-vnd',
      name: '',
      validFrom: '2027-01-01',
      value: 1,
      source: 's',
    } as const
    const all = [...costParameters, { ...newer, isVerified: true }]
    const rate = (day: string) => parametersOn(day, all).find(({ id }) => id === 'hour-vnd')?.value
    expect([rate('2026-12-31'), rate('2027-01-01')]).toEqual([54_000, 1])
  })
})
