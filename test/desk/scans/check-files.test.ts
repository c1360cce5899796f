import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../shared/desk/desk.ts'
import { checkDigests, type Damage, takeOutMended } from '../../../shared/desk/scans/check-files.ts'
import { Outage } from '../../../shared/outage.ts'
import { bytes, given, late, sha256 } from './stored-given.ts'

async function asideIn({ marks }: Pick<Desk, 'marks'>): Promise<string[]> {
  const { rows } = await marks.setAsides('files', 10)
  return rows.map(({ id, reason }) => `${id} ${reason}`).sort()
}

describe('the nightly look at stored files', () => {
  it('sets aside a drawing that is no longer what was drawn, or gone, and none that is whole', async () => {
    const { desk, draw } = await given()
    await draw('hs-1', 3)
    const changed = await draw('hs-1', 4)
    const gone = await draw('hs-1', 5)
    await desk.objects.putSheet('registers/abc.pdf', bytes, 'application/pdf')
    const begun = { dossier: 'hs-1', sheet: 'control', event: 6, revision: 0, template: 1, at: late } as const
    await desk.prints.begin({ ...begun, by: { kind: 'job', id: 'sheets' } })
    const told: Damage[] = []
    const night = () => checkDigests(desk, late, (damage) => told.push(damage))
    expect(await night()).toEqual({ damaged: 0, seen: 3, whole: true })
    await desk.objects.keepClean('-', changed, Buffer.from('another'), 'application/pdf')
    await desk.objects.removeClean(gone)
    expect((await night()).damaged).toBe(2)
    expect(told).toEqual([
      { dossier: 'hs-1', n: 'control-4', why: 'digest-differs' },
      { dossier: 'hs-1', n: 'control-5', why: 'missing' },
    ])
    expect(await asideIn(desk)).toEqual(['hs-1#control-4 digest-differs', 'hs-1#control-5 missing'])
  })

  it('keeps one row of a file for all nights that find it damaged, says why it is now, and none once it is whole', async () => {
    const { desk, clock, store, draw } = await given()
    const { cleanKey = '' } = await store('hs-1')
    const drawn = await draw('hs-2', 3)
    for (const key of [cleanKey, drawn]) await desk.objects.removeClean(key)
    let day = 4
    const night = async () => {
      clock.at = `2026-11-0${day}T01:30:00+07:00`
      day += 1
      const { mended } = await takeOutMended(desk, late)
      await checkDigests(desk, late, () => {})
      return mended
    }
    for (let n = 0; n < 3; n += 1) expect(await night()).toBe(0)
    expect(await asideIn(desk)).toEqual(['hs-1#1 missing', 'hs-2#control-3 missing'])
    const { rows } = await desk.marks.setAsides('files', 10)
    expect(rows.map(({ at }) => at)).toEqual(Array(2).fill('2026-11-04T01:30:00+07:00'))

    await desk.objects.keepClean('-', cleanKey, Buffer.from('the wrong version'), 'application/pdf')
    await desk.objects.keepClean('-', drawn, bytes, 'application/pdf')
    expect(await night()).toBe(1)
    expect(await asideIn(desk)).toEqual(['hs-1#1 digest-differs'])
    await desk.objects.keepClean('-', cleanKey, bytes, 'application/pdf')
    expect(await night()).toBe(1)
    expect(await asideIn(desk)).toEqual([])

    await desk.objects.removeClean(cleanKey)
    await night()
    const again = await desk.marks.setAsides('files', 10)
    expect(again.rows).toMatchObject([{ id: 'hs-1#1', at: '2026-11-09T01:30:00+07:00' }])
  })

  it('makes one of the rows that each night left before, and none of what no record names', async () => {
    const { desk, clock, store } = await given()
    const { cleanKey = '' } = await store('hs-1')
    await desk.objects.removeClean(cleanKey)
    const body = (dossier: string) => JSON.stringify({ dossier, n: 1, cleanKey, sha256 })
    for (const at of ['2026-10-01T01:30:00+07:00', '2026-10-02T01:30:00+07:00'])
      for (const dossier of ['hs-1', 'hs-9'])
        await desk.marks.setAside({ id: `${dossier}#1`, queue: 'files', body: body(dossier), reason: 'missing', at })
    expect(await takeOutMended(desk, late)).toEqual({ seen: 4, whole: true, mended: 0 })
    const { rows } = await desk.marks.setAsides('files', 10)
    expect(rows).toMatchObject([{ id: 'hs-1#1', at: clock.at }])
  })

  it('leaves a row of which the bucket does not say whether it is whole', async () => {
    const { desk, store } = await given()
    const { cleanKey = '' } = await store('hs-1')
    await desk.objects.removeClean(cleanKey)
    await checkDigests(desk, late, () => {})
    const readClean = () => Promise.reject(new Outage('the buckets', new Error('InvalidObjectState')))
    await expect(takeOutMended({ ...desk, objects: { ...desk.objects, readClean } }, late)).rejects.toThrow('buckets')
    expect(await asideIn(desk)).toEqual(['hs-1#1 missing'])
  })

  it('says nothing of files that are what they were', async () => {
    const { desk, store } = await given()
    await store('hs-1')
    await store('hs-2')
    const told: Damage[] = []
    expect(await checkDigests(desk, late, (damage) => told.push(damage))).toEqual({ damaged: 0, seen: 2, whole: true })
    expect(told).toEqual([])
  })

  it('sets aside what is gone or has changed, and tells each', async () => {
    const { desk, store } = await given()
    const changed = await store('hs-1')
    const gone = await store('hs-2')
    await desk.objects.keepClean('-', changed.cleanKey ?? '', Buffer.from('another'), 'application/pdf')
    await desk.objects.removeClean(gone.cleanKey ?? '')
    const told: Damage[] = []
    expect((await checkDigests(desk, late, (damage) => told.push(damage))).damaged).toBe(2)
    expect(told).toEqual([
      { dossier: 'hs-1', n: 1, why: 'digest-differs' },
      { dossier: 'hs-2', n: 1, why: 'missing' },
    ])
    const { rows } = await desk.marks.setAsides('files', 10)
    expect(rows.map(({ id, reason }) => `${id} ${reason}`).sort()).toEqual(['hs-1#1 digest-differs', 'hs-2#1 missing'])
    expect(JSON.stringify(rows)).not.toContain('a.pdf')
  })

  it('looks at those behind a file that the bucket does not give, and says so when they are done', async () => {
    const { desk, store } = await given()
    const locked = await store('hs-1')
    const gone = await store('hs-2')
    await desk.objects.removeClean(gone.cleanKey ?? '')
    const read = desk.objects.readClean
    const asked: string[] = []
    const withheld = (isWithheld: (key: string) => boolean) => ({
      ...desk,
      objects: {
        ...desk.objects,
        readClean: async (key: string) => {
          asked.push(key)
          if (isWithheld(key)) throw new Outage('the buckets', new Error('InvalidObjectState'))
          return read(key)
        },
      },
    })
    const told: Damage[] = []
    const night = checkDigests(
      withheld((key) => key === locked.cleanKey),
      late,
      (damage) => told.push(damage),
    )
    await expect(night).rejects.toThrow('the buckets')
    expect(told).toEqual([{ dossier: 'hs-2', n: 1, why: 'missing' }])
    expect(await desk.marks.value('care-for-files:digests')).toBe('')

    for (let n = 3; n < 20; n += 1) await store(`hs-${n}`)
    asked.length = 0
    await expect(
      checkDigests(
        withheld(() => true),
        late,
        () => {},
      ),
    ).rejects.toThrow('the buckets')
    expect(asked).toHaveLength(5)
  })

  it('goes on the next night where the time ran out, and begins anew after the end', async () => {
    const { desk, clock, store } = await given()
    for (let n = 1; n <= 250; n += 1) await store(`hs-${String(n).padStart(3, '0')}`)
    const night = () => checkDigests(desk, clock.at, () => {})
    expect(await night()).toEqual({ damaged: 0, seen: 200, whole: false })
    expect(await night()).toEqual({ damaged: 0, seen: 50, whole: true })
    expect(await night()).toEqual({ damaged: 0, seen: 200, whole: false })
  })
})
