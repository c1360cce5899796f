import { expect, it } from 'vitest'
import { createSyncLedger } from '../../shared/aws/sending/sync-ledger.ts'
import type { SyncLine } from '../../shared/dossier/history/sync-line.ts'
import { allOf } from '../memory/copy.ts'
import { memorySyncLedger } from '../memory/sync-ledger.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const lineOf = (dossier: string, change: Partial<SyncLine> = {}): SyncLine => ({ dossier, revision: 0, ...change })

onBoth('the synchronisation ledger', memorySyncLedger, createSyncLedger, (ledger) => {
  it('keeps a line and moves its revision', async () => {
    const id = freshId()
    expect(await ledger().line(id)).toBeUndefined()
    const first = lineOf(id, {
      code: 'H57.40-1',
      acknowledged: { n: 2, status: 'accepted', at: '2026-03-10T09:00:00+07:00' },
    })
    expect(await ledger().keep(first)).toBe('kept')
    expect(await ledger().line(id)).toEqual({ ...first, revision: 1 })
  })

  it('gives the lines of many at once, and leaves away who has none', async () => {
    const ids = Array.from({ length: 120 }, freshId)
    await Promise.all(ids.slice(0, 110).map((id) => ledger().keep(lineOf(id, { code: id }))))
    const found = await ledger().lines(ids)
    expect([...found].map(([id, { code, revision }]) => [id, code, revision]).sort()).toEqual(
      ids
        .slice(0, 110)
        .map((id) => [id, id, 1])
        .sort(),
    )
    expect((await ledger().lines([])).size).toBe(0)
  })

  it('lets one of two who saw the same line write it', async () => {
    const id = freshId()
    await ledger().keep(lineOf(id))
    expect(await ledger().keep(lineOf(id))).toBe('overtaken')
    const both = await Promise.all([1, 2].map((n) => ledger().keep({ ...lineOf(id, { number: `${n}` }), revision: 1 })))
    expect(both.sort()).toEqual(['kept', 'overtaken'])
  })

  it('counts with the line what the portal knows of an agency’s days, once, and takes out what it lost', async () => {
    const [agency, id] = [freshId(), freshId()]
    const known = (day: string, add: 1 | -1) => ({ known: { agency, day, add } })
    expect(await ledger().keep(lineOf(id), known('2022-03-31', 1))).toBe('kept')
    expect(await ledger().keep(lineOf(id), known('2022-03-31', 1))).toBe('overtaken')
    await ledger().keep(lineOf(freshId()), known('2022-04-01', 1))
    await ledger().keep(lineOf(freshId()), known('2022-04-30', 1))
    const count = (from: string, to: string) => ledger().knownCount(agency, from, to)
    expect([await count('2022-03-01', '2022-03-31'), await count('2022-03-31', '2022-04-29')]).toEqual([1, 2])
    expect(await ledger().keep({ ...lineOf(id), revision: 1 }, known('2022-03-31', -1))).toBe('kept')
    expect([await count('2022-01-01', '2022-12-31'), await count('2022-03-01', '2022-03-31')]).toEqual([2, 0])
    expect(await ledger().knownCount(freshId(), '2022-01-01', '2022-12-31')).toBe(0)
  })

  it('lists what is owed, the longest waiting first, page by page, and forgets what was told', async () => {
    const ids = [freshId(), freshId(), freshId()]
    for (const [place, id] of ids.entries())
      await ledger().keep(lineOf(id, { unsentSince: `1999-03-10T0${9 - place}:00:00+07:00` }))
    const first = await ledger().unsent(2)
    expect(first.rows.map(({ dossier }) => dossier)).toEqual([ids[2], ids[1]])
    expect((await ledger().unsent(2, first.next)).rows[0]?.dossier).toBe(ids[0])
    for (const id of ids) await ledger().keep({ ...lineOf(id), revision: 1 })
    expect((await ledger().unsent(50)).rows.filter(({ dossier }) => ids.includes(dossier))).toEqual([])
  })

  it('keeps with the line where it ended whose end was told too late, and both or neither', async () => {
    const [agency, one, other] = [freshId(), freshId(), freshId()]
    const late = (day: string) => ({ late: { agency, day } })
    expect(await ledger().keep(lineOf(one), late('2022-03-31'))).toBe('kept')
    expect(await ledger().keep(lineOf(one), late('2022-04-01'))).toBe('overtaken')
    await ledger().keep(lineOf(other), { ...late('2022-04-30'), known: { agency, day: '2022-04-02', add: 1 } })
    const rows = async (from: string, to: string) => allOf(ledger().lateThere(agency, from, to))
    expect(await rows('2022-03-01', '2022-03-31')).toEqual([{ dossier: one, on: '2022-03-31' }])
    expect(await rows('2022-04-01', '2022-04-30')).toEqual([{ dossier: other, on: '2022-04-30' }])
    expect(await ledger().knownCount(agency, '2022-04-01', '2022-04-30')).toBe(1)
    await ledger().keep({ ...lineOf(other), revision: 1 })
    expect(await rows('2022-03-01', '2022-04-30')).toHaveLength(2)
  })

  it('says of what is owed what is known of its end, without a line being read', async () => {
    const [unlooked, open, ended, told, known] = [freshId(), freshId(), freshId(), freshId(), freshId()]
    const unsentSince = '1999-03-10T09:00:00+07:00'
    const ending = { agency: 'H57.40', day: '1999-03-09', dueAt: '1999-03-12T17:00:00+07:00' }
    const whole = { dueAt: unsentSince, keptAt: unsentSince, toldAt: unsentSince, late: 'no' } as const
    await ledger().keep(lineOf(unlooked, { unsentSince }))
    await ledger().keep(lineOf(open, { unsentSince, ended: 'not-yet' }))
    await ledger().keep(lineOf(ended, { unsentSince, ended: ending }))
    await ledger().keep(lineOf(told, { unsentSince, ended: ending, whole }))
    await ledger().keep(lineOf(known))
    const own = [unlooked, open, ended, told, known]
    const found = new Map((await allOf(ledger().untold())).map((one) => [one.dossier, one.ended]))
    expect(own.map((id) => (found.has(id) ? (found.get(id) ?? 'unknown') : 'none'))).toEqual([
      ...['unknown', 'not-yet', ending, 'not-yet', 'none'],
    ])
    for (const id of own) await ledger().keep({ ...lineOf(id), revision: 1 })
    expect((await allOf(ledger().untold())).filter(({ dossier }) => own.includes(dossier))).toEqual([])
  })

  it('keeps one row a dossier on the list of differences of a day', async () => {
    const row = {
      day: '1999-03-11',
      code: 'H57.40-1',
      kind: 'missing-there' as const,
      ours: 'accepted' as const,
      theirs: '',
      at: '1999-03-11T02:00:00+07:00',
      sentAgain: true,
    }
    const [one, other] = ['a1', 'b2']
    for (const dossier of [other, one, one]) await ledger().keepDifference({ ...row, dossier })
    expect(await ledger().differences('1999-03-11')).toEqual([
      { ...row, dossier: one },
      { ...row, dossier: other },
    ])
    expect(await ledger().differences('1999-03-12')).toEqual([])
  })

  it('keeps long lists of catalogues whole, and what was found last in the place of what was found before', async () => {
    const day = '1999-03-13'
    const found = (count: number) =>
      Array.from(
        { length: count },
        (_, n) => ({ kind: 'missing-here', code: `1.${n}`, theirs: 'ề'.repeat(300) }) as const,
      )
    const list = { day, of: 'procedures', at: `${day}T03:00:00+07:00`, told: 5_670, rows: found(250), more: 7 } as const
    await ledger().keepCatalogue(list)
    await ledger().keepCatalogue({ ...list, of: 'agencies', rows: [], unread: 'too-long' })
    expect((await ledger().catalogueLists(day)).map(({ of, rows }) => [of, rows.length])).toEqual([
      ['agencies', 0],
      ['procedures', 250],
    ])
    await ledger().keepCatalogue({ ...list, rows: found(3) })
    expect((await ledger().catalogueLists(day))[1]).toEqual({ ...list, rows: found(3) })
    expect(await ledger().catalogueLists('1999-03-14')).toEqual([])
  })
})
