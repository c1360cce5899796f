import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  checkDigests,
  checkSheets,
  collectOrphans,
  collectSheets,
  type Damage,
} from '../../../shared/desk/scans/care-for-files.ts'
import { settleVerdict } from '../../../shared/desk/scans/settle-verdict.ts'
import type { Scan } from '../../../shared/dossier/dossier.ts'
import { Outage } from '../../../shared/outage.ts'
import { memoryObjects } from '../../memory/objects.ts'
import { workerDesk } from '../worker-desk.ts'

const bytes = Buffer.from('%PDF-1.4 giấy tờ %%EOF')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const clean = { result: 'NO_THREATS_FOUND', threats: [] } as const
const late = '2099-01-01T00:00:00+07:00'

/** A desk whose buckets go by its own clock, and a file stored the regular way. */
async function given() {
  const { desk: plain, clock } = await workerDesk()
  const objects = memoryObjects(() => clock.at)
  const desk = { ...plain, objects }
  return {
    desk,
    clock,
    async store(dossier: string, n = 1): Promise<Scan> {
      const scan: Scan = {
        n,
        role: 'component',
        fileName: 'a.pdf',
        type: 'application/pdf',
        size: bytes.length,
        sha256,
        state: 'slot',
        quarantineKey: `${dossier}/${n}/x`,
        by: { kind: 'officer', id: 'cb' },
        at: clock.at,
      }
      await desk.scans.reserve(dossier, scan)
      objects.upload(scan, bytes)
      await settleVerdict(desk, scan.quarantineKey, clean)
      const found = await desk.scans.find(dossier, n)
      if (!found) throw new Error('no scan')
      return found
    },
  }
}

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

  it('sets aside a drawing that is no longer what was drawn, and none that is, nor one nobody told of', async () => {
    const { desk, clock } = await given()
    const print = { dossier: 'hs-1', sheet: 'control', revision: 0, template: 1, at: clock.at } as const
    for (const event of [3, 4]) {
      const begun = await desk.prints.begin({ ...print, event, by: { kind: 'job', id: 'sheets' } })
      const of = { dossier: 'hs-1', print: `control-${event}` }
      await desk.objects.putSheet(`drawn-${event}.pdf`, bytes, 'application/pdf', of)
      await desk.prints.finish(begun, { key: `drawn-${event}`, sha256, pageDigest: 'p' })
    }
    await desk.objects.putSheet('registers/abc.pdf', bytes, 'application/pdf')
    const told: Damage[] = []
    const night = () => checkSheets(desk, late, (damage) => told.push(damage))
    expect(await night()).toEqual({ damaged: 0, seen: 3, whole: true })
    const of = { dossier: 'hs-1', print: 'control-4' }
    await desk.objects.putSheet('drawn-4.pdf', Buffer.from('another'), 'application/pdf', of)
    expect((await night()).damaged).toBe(1)
    expect(told).toEqual([{ dossier: 'hs-1', n: 'control-4', why: 'digest-differs' }])
    const { rows } = await desk.marks.setAsides('files', 10)
    expect(rows.map(({ id }) => id)).toEqual(['hs-1#control-4'])
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
