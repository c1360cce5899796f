import { describe, expect, it } from 'vitest'
import { collectOrphans, collectSheets } from '../../../shared/desk/scans/care-for-files.ts'
import { bytes, given, late, sha256 } from './stored-given.ts'

const threeDaysOn = '2026-11-06T09:00:00+07:00'

describe('the care for files', () => {
  it('takes away a clean copy that no scan names, once it is two days old', async () => {
    const { desk, clock, store } = await given()
    const named = await store('hs-1')
    await desk.objects.keepClean('hs-1/1/x', 'scans/hs-1/1/lost-verdict', bytes, 'application/pdf')
    await desk.objects.keepClean('gone/1/x', 'scans/gone/1/y', bytes, 'application/pdf')
    expect(await collectOrphans(desk, late)).toEqual({ removed: 0, seen: 3, whole: true })
    clock.at = threeDaysOn
    expect(await collectOrphans(desk, late)).toEqual({ removed: 2, seen: 3, whole: true })
    expect([...desk.objects.clean.keys()]).toEqual([named.cleanKey])
  })

  it('takes away a drawing that no print came to name, and leaves what a print names or nobody told of', async () => {
    const { desk, clock } = await given()
    const print = { dossier: 'hs-1', sheet: 'control', event: 3, revision: 0, template: 1, at: clock.at } as const
    const begun = await desk.prints.begin({ ...print, by: { kind: 'job', id: 'sheets' } })
    const of = { dossier: 'hs-1', print: 'control-3' }
    for (const key of ['drawn-last', 'drawn-and-lost'])
      for (const end of ['json', 'pdf']) await desk.objects.putSheet(`${key}.${end}`, bytes, 'application/pdf', of)
    await desk.prints.finish(begun, { key: 'drawn-last', sha256, pageDigest: 'p' })
    await desk.objects.putSheet('registers/abc.pdf', bytes, 'application/pdf')
    expect(await collectSheets(desk, late)).toMatchObject({ removed: 0, seen: 5 })
    clock.at = threeDaysOn
    expect(await collectSheets(desk, late)).toMatchObject({ removed: 2, seen: 5, whole: true })
    expect([...desk.objects.clean.keys()].sort()).toEqual([
      'sheets/drawn-last.json',
      'sheets/drawn-last.pdf',
      'sheets/registers/abc.pdf',
    ])
  })

  it('leaves reports and names of another shape alone', async () => {
    const { desk, clock } = await given()
    await desk.objects.putReport('2026-11-03/a.json', bytes, 'application/json')
    await desk.objects.keepClean('-', 'scans/by-hand.pdf', bytes, 'application/pdf')
    clock.at = threeDaysOn
    expect((await collectOrphans(desk, late)).removed).toBe(0)
    expect(desk.objects.clean.size).toBe(2)
  })

  it('stops at a hundred orphans a night, for the table may be an older one', async () => {
    const { desk, clock } = await given()
    for (let n = 0; n < 130; n += 1) await desk.objects.keepClean('-', `scans/gone/1/${n}`, bytes, 'application/pdf')
    clock.at = threeDaysOn
    expect((await collectOrphans(desk, late)).removed).toBe(100)
    expect((await collectOrphans(desk, late)).removed).toBe(30)
  })
})
