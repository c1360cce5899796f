import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/access/person.ts'
import { linkToArchive, readArchive } from '../../../shared/desk/audit/ask-archive.ts'
import { workArchive } from '../../../shared/desk/audit/work-archive.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'
import { askArchive } from './asked-archive.ts'

const bytes = new TextEncoder().encode('%PDF-1.7 giấy chứng sinh')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const owner = {
  kind: 'citizen',
  id: 'cd-1',
  identityNumber: '046090000001',
  name: 'Trần Văn Thử',
} as const

/** A dossier at a ward with a paper, an officer's draft of a result, a receipt and a control sheet. */
async function home(change: Partial<Dossier> = {}) {
  const all = await workerDesk()
  const { desk } = all
  const ownerRef = desk.digests.ofIdentity(owner.identityNumber)
  await all.put({ id: 'hs', status: 'in-progress', code: 'H57.40-260310-0001', ownerRef, ...change })
  for (const [n, role] of [
    [1, 'component'],
    [2, 'result'],
  ] as const) {
    const cleanKey = `scans/hs/${n}/y`
    await desk.scans.reserve('hs', given.scan({ n, role, size: bytes.length, sha256, cleanKey }))
    await desk.objects.keepClean(`hs/${n}/x`, cleanKey, bytes, 'application/pdf')
  }
  for (const sheet of ['receipt', 'control'] as const) {
    const print = { dossier: 'hs', sheet, event: 1, revision: 0, template: 1, at: given.tuesday } as const
    await desk.objects.putSheet(`hs/${sheet}.pdf`, bytes, 'application/pdf')
    const begun = await desk.prints.begin({ ...print, by: { kind: 'officer', id: given.handler.id } })
    await desk.prints.finish(begun, { key: `hs/${sheet}`, sha256, pageDigest: 'p' })
  }
  const packed = async (person: Person, purpose?: 'complaint') => {
    const job = await askArchive(desk, person, 'hs', purpose)
    if (!job) throw new Error('not seen')
    expect(await workArchive(desk, job.id)).toBe('ready')
    return { job, zip: Buffer.from(desk.objects.clean.get(`archives/${job.id}`)?.bytes ?? []) }
  }
  return { ...all, packed }
}

/** Names in a zip's directory. */
const namesIn = (zip: Buffer): string[] =>
  [
    ...['sheets/receipt-1.pdf', 'sheets/control-1.pdf', 'files/0001.pdf', 'files/0002.pdf'],
    ...['head.json', 'history.jsonl', 'shown.jsonl'],
  ].filter((name) => zip.includes(`hs/${name}`))

const readsOf = async ({ desk }: Awaited<ReturnType<typeof home>>) => (await desk.readLog.of('hs', 10)).rows

describe('asking for an archive', () => {
  it('is one job however often it is asked, rung for until it is packed', async () => {
    const { desk, packed } = await home()
    const first = await askArchive(desk, given.chair, 'hs', 'complaint')
    const again = await askArchive(desk, given.chair, 'hs', 'complaint')
    expect(again).toEqual(first)
    expect(first).toMatchObject({ state: 'queued' })
    expect(desk.doorbells.rung.map(({ queue, group }) => [queue, group])).toEqual([
      ['archives', first?.id],
      ['archives', first?.id],
    ])
    const { job } = await packed(given.chair, 'complaint')
    const done = await askArchive(desk, given.chair, 'hs', 'complaint')
    expect(done).toMatchObject({ id: job.id, state: 'ready' })
    expect(desk.doorbells.rung).toHaveLength(3)
  })

  it('is another job for another person, and once the dossier has moved or a day has passed', async () => {
    const { desk, clock, put } = await home()
    const ids = [await askArchive(desk, given.chair, 'hs', 'complaint'), await askArchive(desk, owner, 'hs')]
    clock.at = '2026-03-11T09:00:00+07:00'
    ids.push(await askArchive(desk, given.chair, 'hs', 'complaint'))
    await put({ id: 'khac', status: 'in-progress' })
    ids.push(await askArchive(desk, given.chair, 'khac', 'complaint'))
    expect(new Set(ids.map((job) => job?.id)).size).toBe(4)
  })

  it('tells nobody else that the dossier or the job exists', async () => {
    const { desk, packed } = await home()
    const stranger = { ...owner, id: 'cd-2', identityNumber: '046090000002' } as const
    expect(await askArchive(desk, stranger, 'hs')).toBeUndefined()
    expect(await askArchive(desk, given.cityLeader, 'hs', 'handling')).toBeUndefined()
    const { job } = await packed(given.chair, 'complaint')
    const request = { requestId: 'r' }
    for (const person of [stranger, given.cityLeader, owner, { ...given.chair, id: 'cb-khac' }]) {
      expect(await readArchive(desk, person, 'hs', job.id)).toBeUndefined()
      expect(await linkToArchive(desk, person, 'hs', job.id, request)).toBeUndefined()
    }
  })

  it('packs anew for an officer who works at another agency by now, without what only the first one may have', async () => {
    const { desk, packed } = await home({ agencies: [given.ward, given.department] })
    const { job, zip } = await packed(given.chair, 'complaint')
    expect(namesIn(zip)).toContain('sheets/receipt-1.pdf')
    const moved = { ...given.cityLeader, id: given.chair.id }
    expect(await readArchive(desk, moved, 'hs', job.id)).toBeUndefined()
    const there = await packed(moved, 'complaint')
    expect(there.job.id).not.toBe(job.id)
    expect(namesIn(there.zip)).not.toContain('sheets/receipt-1.pdf')
    const heir = { ...moved, heritage: [given.ward] }
    expect(namesIn((await packed(heir, 'complaint')).zip)).toContain('sheets/receipt-1.pdf')
  })
})

describe('an archive that was asked for', () => {
  it('is handed out by a link that is logged with its purpose, and nothing is logged before', async () => {
    const all = await home()
    const asked = await askArchive(all.desk, given.chair, 'hs', 'complaint')
    const request = { requestId: 'r-1' }
    expect(await linkToArchive(all.desk, given.chair, 'hs', asked?.id ?? '', request)).toMatchObject({
      objection: 'file-not-ready',
      faults: [{ where: 'path.archive', why: expect.stringContaining('hỏi lại sau vài giây') }],
    })
    expect(await readsOf(all)).toEqual([])
    const { job, zip } = await all.packed(given.chair, 'complaint')
    expect(await readArchive(all.desk, given.chair, 'hs', job.id)).toMatchObject({
      state: 'ready',
      size: zip.length,
      sha256: createHash('sha256').update(zip).digest('hex'),
    })
    expect(await linkToArchive(all.desk, given.chair, 'hs', job.id, request)).toMatchObject({ url: expect.any(String) })
    expect(await readsOf(all)).toMatchObject([
      { what: 'archive', purpose: 'complaint', class: 'sensitive', by: { id: given.chair.id }, requestId: 'r-1' },
    ])
  })

  it('has for the owner what their own door shows: no draft of a result, no note, no sheet between officers', async () => {
    const { packed } = await home()
    const { zip } = await packed(owner)
    expect(namesIn(zip)).toEqual(['sheets/receipt-1.pdf', 'files/0001.pdf', 'shown.jsonl'])
    for (const officers of [given.handler.id, given.receptionist.id, 'quarantineKey', '"key"'])
      expect([officers, zip.includes(officers)]).toEqual([officers, false])
  })

  it('has for the agency that issued the receipt all there is', async () => {
    const { packed } = await home()
    const { zip } = await packed(given.chair, 'complaint')
    expect(namesIn(zip)).toEqual([
      ...['sheets/receipt-1.pdf', 'sheets/control-1.pdf', 'files/0001.pdf', 'files/0002.pdf'],
      ...['head.json', 'history.jsonl'],
    ])
  })

  it('has for another agency no receipt: it bears the secret', async () => {
    const { packed } = await home({ agencies: [given.ward, 'H57.09'] })
    const { zip } = await packed({ ...given.chair, unit: 'H57.09/leaders' }, 'complaint')
    expect(namesIn(zip)).not.toContain('sheets/receipt-1.pdf')
    expect(namesIn(zip)).toContain('sheets/control-1.pdf')
  })

  it('is packed once, however often the bell comes, and a bell for no job is set aside', async () => {
    const { desk, packed } = await home()
    const { job, zip } = await packed(given.chair, 'complaint')
    await desk.objects.removeClean('scans/hs/1/y')
    expect(await workArchive(desk, job.id)).toBe('ready')
    expect(desk.objects.clean.get(`archives/${job.id}`)?.bytes).toEqual(zip)
    expect(await workArchive(desk, 'khong-co')).toBe('absent')
  })

  it('says so when a file is gone, and is tried anew when asked again', async () => {
    const { desk, packed, clock } = await home()
    const asked = await askArchive(desk, given.chair, 'hs', 'complaint')
    await desk.objects.removeClean('scans/hs/1/y')
    expect(await workArchive(desk, asked?.id ?? '')).toBe('failed')
    expect(await readArchive(desk, given.chair, 'hs', asked?.id ?? '')).toMatchObject({ failure: 'file-gone' })
    await desk.objects.keepClean('hs/1/x', 'scans/hs/1/y', bytes, 'application/pdf')
    clock.at = '2026-03-10T09:01:00+07:00'
    const anew = await askArchive(desk, given.chair, 'hs', 'complaint')
    expect(anew).toMatchObject({ id: asked?.id, state: 'queued', askedAt: clock.at })
    expect((await packed(given.chair, 'complaint')).job.id).toBe(asked?.id)
  })
})
