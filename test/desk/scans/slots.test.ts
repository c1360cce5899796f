import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/access/person.ts'
import { announcedAgain, confirmScan, reserveScan, type ScanInput } from '../../../shared/desk/scans/attach-scan.ts'
import { settleVerdict } from '../../../shared/desk/scans/settle-verdict.ts'
import type { Dossier, Scan } from '../../../shared/dossier/dossier.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const input: ScanInput = {
  role: 'component',
  fileName: 'a.pdf',
  type: 'application/pdf',
  size: 3,
  sha256: 'a'.repeat(64),
}

it('hands the same slot out again for the same file, but not one that is about to be gone', async () => {
  const { desk, clock, put } = await workerDesk('2026-11-03T09:00:00+07:00')
  const { id } = await put({ status: 'registered' })
  const slotNow = async () => {
    const answer = await reserveScan(desk, given.receptionist, id, input)
    return answer && 'scan' in answer ? answer.scan?.n : answer
  }
  expect(await slotNow()).toBe(1)
  clock.at = '2026-11-08T09:00:00+07:00'
  expect(await slotNow()).toBe(1)
  clock.at = '2026-11-09T10:00:00+07:00'
  expect(await slotNow()).toBe(2)
})

it('is confirmed again by whoever announced it after the dossier has gone on, and by nobody else', async () => {
  const { desk, put } = await workerDesk()
  const { id } = await put({ status: 'registered' })
  const slot = await reserveScan(desk, given.receptionist, id, input)
  if (!slot || !('scan' in slot)) throw new Error('no slot')
  const later = await put({ id: 'later', status: 'accepted' })
  const uploaded = { ...slot.scan, state: 'uploaded' } as const
  await desk.scans.reserve(later.id, uploaded)
  expect(await confirmScan(desk, given.receptionist, later.id, 1)).toEqual({ scan: uploaded })
  const colleague = { ...given.receptionist, id: 'cb-khac' }
  expect(await confirmScan(desk, colleague, later.id, 1)).toMatchObject({ objection: 'not-now' })
})

describe('a file announced again after it came', () => {
  async function come(state: Scan['state'], put: Partial<Dossier> = {}) {
    const all = await workerDesk('2026-11-03T09:00:00+07:00')
    const { id } = await all.put({ status: 'registered' })
    const slot = await reserveScan(all.desk, given.receptionist, id, input)
    if (!slot || !('scan' in slot)) throw new Error('no slot')
    const later = await all.put({ id: 'later', status: 'registered', ...put })
    const scan = { ...slot.scan, state }
    await all.desk.scans.reserve(later.id, scan)
    const ask = async (person: Person = given.receptionist, said: Partial<ScanInput> = {}) => {
      const answer = await reserveScan(all.desk, person, later.id, { ...input, ...said })
      if (!answer || !('scan' in answer)) return answer
      return [answer.scan.n, answer.scan.state, answer.link !== undefined]
    }
    return { ...all, id: later.id, scan, ask }
  }

  it.each(['uploaded', 'clean'] as const)('is the same one as it stands (%s), and no second slot', async (state) => {
    const { ask, clock, desk, id } = await come(state)
    clock.at = '2026-12-03T09:00:00+07:00'
    expect(await ask()).toEqual([1, state, false])
    expect(await desk.scans.at(id)).toHaveLength(1)
  })

  it.each(['infected', 'unscannable', 'late'] as const)('and was of no use (%s) has a new slot', async (state) => {
    const { ask } = await come(state)
    expect(await ask()).toEqual([2, 'slot', true])
  })

  it('is told to whoever announced it after the dossier has gone on, and to nobody else', async () => {
    const { ask } = await come('clean', { status: 'accepted' })
    expect(await ask()).toEqual([1, 'clean', false])
    expect(await ask({ ...given.receptionist, id: 'cb-khac' })).toMatchObject({ objection: 'not-now' })
  })

  it('has a new slot where another file has taken its place, or a supplement was asked for since', async () => {
    const replaced = await come('clean')
    const other = { size: 4, sha256: 'b'.repeat(64) }
    expect(await replaced.ask(given.receptionist, other)).toEqual([2, 'slot', true])
    expect(await replaced.ask()).toEqual([3, 'slot', true])
    const asked = { status: 'supplement-requested', supplementAskedAt: '2026-11-04T09:00:00+07:00' } as const
    const supplemented = await come('clean', asked)
    supplemented.clock.at = '2026-11-05T09:00:00+07:00'
    expect(await supplemented.ask()).toEqual([2, 'slot', true])
  })
})

describe('a link given out again', () => {
  it('is another one than a file of a letter that came, though it is the same to the byte', async () => {
    const { desk, put } = await workerDesk()
    const { id } = await put({ status: 'in-progress', holder: given.handler.unit })
    const came = given.scan({ ...input, role: 'letter', n: 1, letter: { arrival: 5, file: 1 }, paper: undefined })
    await desk.scans.reserve(id, came)
    const answer = await reserveScan(desk, given.handler, id, { ...input, role: 'letter' })
    expect(answer).toMatchObject({ scan: { n: 2, state: 'slot' } })
  })

  it('keeps its moment on the slot, from which the file may be on its way', async () => {
    const { desk, clock, put } = await workerDesk('2026-11-02T09:00:00+07:00')
    const { id } = await put({ status: 'registered' })
    await reserveScan(desk, given.receptionist, id, input)
    clock.at = '2026-11-03T09:00:00+07:00'
    await reserveScan(desk, given.receptionist, id, input)
    const found = await desk.scans.find(id, 1)
    expect([found?.at, found?.linkedAt]).toEqual(['2026-11-02T09:00:00+07:00', clock.at])
  })

  it('is not given for a file that has come meanwhile', async () => {
    const { desk, put } = await workerDesk()
    const { id } = await put({ status: 'registered' })
    await reserveScan(desk, given.receptionist, id, input)
    const stale = await desk.scans.find(id, 1)
    if (!stale) throw new Error('no slot')
    await desk.scans.settle(id, { ...stale, state: 'uploaded' }, 'slot')
    expect(await announcedAgain(desk, id, [stale], () => true)).toEqual({ scan: { ...stale, state: 'uploaded' } })
    expect((await desk.scans.find(id, 1))?.state).toBe('uploaded')
  })
})

describe('a component that comes', () => {
  const bytes = Buffer.from('%PDF-1.4 giấy tờ %%EOF')
  const file = { ...input, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const clean = { result: 'NO_THREATS_FOUND', threats: [] } as const

  async function verdictIn(status: Dossier['status'], state: 'slot' | 'uploaded' = 'slot') {
    const { desk, put } = await workerDesk()
    const { id } = await put({ status: 'registered' })
    const slot = await reserveScan(desk, given.receptionist, id, file)
    const later = await put({ id: 'later', status })
    if (!slot || !('scan' in slot)) throw new Error('no slot')
    const scan = { ...slot.scan, quarantineKey: `${later.id}/1/x` }
    await desk.scans.reserve(later.id, scan)
    if (state === 'uploaded') await desk.scans.settle(later.id, { ...scan, state }, 'slot')
    desk.objects.upload(scan, bytes)
    return settleVerdict(desk, scan.quarantineKey, clean)
  }

  it('while papers are gathered is clean', async () => {
    expect(await verdictIn('registered')).toBe('clean')
    expect(await verdictIn('supplement-requested')).toBe('clean')
  })

  it('after the dossier was taken in is late, and no part of it', async () => {
    expect(await verdictIn('accepted')).toBe('late')
    expect(await verdictIn('in-progress')).toBe('late')
  })

  it('was confirmed in time keeps its place, however late its verdict is', async () => {
    expect(await verdictIn('accepted', 'uploaded')).toBe('clean')
  })

  it('is confirmed while it is looked at is read and copied once, and is clean under that copy', async () => {
    const { desk, put } = await workerDesk()
    const { id } = await put({ status: 'registered' })
    const slot = await reserveScan(desk, given.receptionist, id, file)
    if (!slot || !('scan' in slot)) throw new Error('no slot')
    const { scan } = slot
    desk.objects.upload(scan, bytes)
    const kept: string[] = []
    const keepClean: typeof desk.objects.keepClean = async (key, cleanKey, ...rest) => {
      kept.push(cleanKey)
      await desk.objects.keepClean(key, cleanKey, ...rest)
      await desk.scans.settle(id, { ...scan, state: 'uploaded' }, 'slot')
    }
    const busy = { ...desk, objects: { ...desk.objects, keepClean } }
    expect(await settleVerdict(busy, scan.quarantineKey, clean)).toBe('clean')
    expect(kept).toHaveLength(1)
    expect(await desk.scans.find(id, scan.n)).toMatchObject({ state: 'clean', cleanKey: kept[0] })
  })
})
