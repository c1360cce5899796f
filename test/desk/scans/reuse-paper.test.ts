import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/access/person.ts'
import { collectOrphans } from '../../../shared/desk/scans/care-for-files.ts'
import { checkDigests, type Damage } from '../../../shared/desk/scans/check-files.ts'
import { listPapers } from '../../../shared/desk/scans/list-papers.ts'
import { type ReuseInput, reusePaper } from '../../../shared/desk/scans/reuse-paper.ts'
import type { Dossier, Scan } from '../../../shared/dossier/dossier.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import * as given from '../../given.ts'
import { birth } from '../../http/given.ts'
import { memoryObjects } from '../../memory/objects.ts'
import { workerDesk } from '../worker-desk.ts'

const me: Extract<Person, { kind: 'citizen' }> = {
  kind: 'citizen',
  id: 'cd-1',
  identityNumber: '046090000001',
  name: 'Trần Văn Thử',
}
const other = { ...me, id: 'cd-2', identityNumber: '046090000002' }
const bytes = Buffer.from('%PDF-1.4 giấy tờ %%EOF')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const said = { requestId: 'r-1' }
const late = '2099-01-01T00:00:00+07:00'

async function world() {
  const { desk: plain, clock, put } = await workerDesk()
  const desk = { ...plain, objects: memoryObjects(() => clock.at) }
  await desk.catalogue.putProcedure(birth)
  const mine = desk.digests.ofIdentity(me.identityNumber)
  let days = 0
  const file = async (dossier: string, n: number, change: Parameters<typeof given.scan>[0] = {}) => {
    const cleanKey = `scans/${dossier}/${n}/y`
    const scan = given.scan({ n, size: bytes.length, sha256, quarantineKey: `${dossier}/${n}/x`, cleanKey, ...change })
    await desk.scans.reserve(dossier, scan)
    if (scan.cleanKey !== undefined) await desk.objects.keepClean('x', scan.cleanKey, bytes, scan.type)
    return scan
  }
  /** A dossier that was received, each a day after the one before. */
  const received = async (id: string, change: Partial<Dossier> = {}) => {
    days += 1
    const createdAt = `2026-02-${String(days).padStart(2, '0')}T09:00:00+07:00`
    return put({ id, code: `H57.40-2602${days}-0001`, status: 'accepted', ownerRef: mine, createdAt, ...change })
  }
  const draft = (id = 'ban-nhap', change: Partial<Dossier> = {}) =>
    put({ id, status: 'draft', channel: 'online', ownerRef: mine, ...change })
  const reuse = (input: ReuseInput, key = 'khoa-dung-lai', person: Person = me, id = 'ban-nhap') =>
    reusePaper(desk, person, id, input, key, said)
  const list = async (limit = 50, after?: string, person: Person = me) => listPapers(desk, person, limit, said, after)
  const names = async (person: Person = me) =>
    (await list(50, undefined, person)).rows.map(({ dossier, file: name }) => `${dossier} ${name}`)
  return { desk, clock, put, file, received, draft, reuse, list, names }
}

const scanOf = (answer: Awaited<ReturnType<typeof reusePaper>>): Scan => {
  if (!answer || !('scan' in answer) || !answer.scan || typeof answer.scan !== 'object') throw new Error('no scan')
  return answer.scan
}

describe('the papers of a person', () => {
  it('are those of the own dossiers, newest dossier first, with the name the procedure gives them', async () => {
    const { received, file, list, names, desk } = await world()
    await received('ho-so-1')
    await file('ho-so-1', 1)
    await received('ho-so-2')
    await file('ho-so-2', 1, { paper: undefined, fileName: 'don.pdf' })
    await received('nguoi-khac', { ownerRef: desk.digests.ofIdentity(other.identityNumber) })
    await file('nguoi-khac', 1)
    const { rows, next } = await list()
    expect(next).toBeUndefined()
    expect(rows).toMatchObject([
      { dossier: 'ho-so-2', file: '1', kind: 'component', scan: { fileName: 'don.pdf' } },
      { dossier: 'ho-so-1', file: '1', name: 'Giấy chứng sinh', code: 'H57.40-26021-0001', scan: { sha256 } },
    ])
    expect(await names(other)).toEqual(['nguoi-khac 1'])
    expect(await names(given.receptionist)).toEqual([])
  })

  it('hold the result once it was given, wherever in a liên thông it was made', async () => {
    const { received, file, names, put, desk } = await world()
    const returned = { status: 'returned', returnedAt: '2026-03-12T09:00:00+07:00' } as const
    await received('ho-so-1', { ...returned, result: { dossier: 'phan-1', scan: 2, number: '5/QĐ' } })
    await file('ho-so-1', 1)
    await file('phan-1', 2, { role: 'result', paper: undefined })
    expect(await names()).toEqual(['ho-so-1 result', 'ho-so-1 1'])
    await put({
      id: 'ho-so-2',
      code: 'C2',
      status: 'processed',
      ownerRef: desk.digests.ofIdentity(me.identityNumber),
      result: { dossier: 'ho-so-2', scan: 1, number: '6' },
    })
    await file('ho-so-2', 1, { role: 'result', paper: undefined })
    expect(await names()).toEqual(['ho-so-1 result', 'ho-so-1 1'])
  })

  it('no longer hold a result that a correction has replaced, and hold the correction’s', async () => {
    const { received, file, names } = await world()
    const returned = { status: 'returned', returnedAt: '2026-03-12T09:00:00+07:00' } as const
    await received('ho-so-1', {
      ...returned,
      correction: 'dinh-chinh',
      result: { dossier: 'ho-so-1', scan: 1, number: '5' },
    })
    await file('ho-so-1', 1, { role: 'result', paper: undefined })
    await received('dinh-chinh', {
      ...returned,
      corrects: 'ho-so-1',
      result: { dossier: 'dinh-chinh', scan: 1, number: '6' },
    })
    await file('dinh-chinh', 1, { role: 'result', paper: undefined })
    expect(await names()).toEqual(['dinh-chinh result'])
  })

  it('hold what the last decided correction made, and nothing before it, while another one is under way and after it', async () => {
    const { received, file, names, desk, clock } = await world()
    const returned = { status: 'returned', returnedAt: '2026-03-12T09:00:00+07:00' } as const
    const own = async (id: string, change: Partial<Dossier> = {}) => {
      await file(id, 1, { role: 'result', paper: undefined })
      return received(id, { ...returned, result: { dossier: id, scan: 1, number: id }, ...change })
    }
    let head = await own('ho-so-1')
    const corrected = async (act: 'correct' | 'corrected', correction: string) => {
      const next = { ...head, version: head.version + 1, ...(act === 'correct' && { correction }) }
      const event = { act, detail: { correction } }
      const made = record({ next, event }, head, given.chair, clock.at, { key: `${act} ${correction}`, body: '' })
      await desk.dossiers.commit({ changes: [made] })
      head = made.dossier
    }
    await corrected('correct', 'dinh-chinh-1')
    await own('dinh-chinh-1', { corrects: 'ho-so-1' })
    await corrected('corrected', 'dinh-chinh-1')
    expect(await names()).toEqual(['dinh-chinh-1 result'])
    await corrected('correct', 'dinh-chinh-2')
    await received('dinh-chinh-2', { status: 'in-progress', corrects: 'ho-so-1' })
    expect(await names()).toEqual(['dinh-chinh-1 result'])
    await corrected('correct', 'dinh-chinh-3')
    await own('dinh-chinh-3', { corrects: 'ho-so-1' })
    await corrected('corrected', 'dinh-chinh-3')
    expect(await names()).toEqual(['dinh-chinh-3 result'])
  })

  it('come in pages of any length, none twice and none left out, over more dossiers than one page reads', async () => {
    const { received, file, list, draft } = await world()
    for (let n = 10; n < 33; n += 1) {
      await received(`ho-so-${n}`, n % 5 === 0 ? { status: 'withdrawn' } : {})
      for (const at of [1, 2, 3].slice(n % 4)) await file(`ho-so-${n}`, at, { paper: undefined, fileName: `${at}.pdf` })
    }
    const walk = async (limit: number) => {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await list(limit, after)
        expect(page.rows.length).toBeLessThanOrEqual(limit)
        seen.push(...page.rows.map(({ dossier, file: name }) => `${dossier} ${name}`))
        // A dossier opened meanwhile stands before all others and moves nobody's place.
        await draft(`moi-${limit}-${seen.length}`, { createdAt: '2026-03-01T09:00:00+07:00' })
        after = page.next
      } while (after !== undefined)
      return seen
    }
    const first = await walk(1)
    expect(first).toHaveLength(27)
    expect(new Set(first).size).toBe(first.length)
    for (const limit of [2, 3, 7, 100]) expect(await walk(limit)).toEqual(first)
  })

  it('are logged as shown, of each dossier on the page and of no other', async () => {
    const { received, file, list, desk } = await world()
    await received('ho-so-1')
    await file('ho-so-1', 1)
    await received('ho-so-2')
    await list()
    const rows = async (id: string) => (await desk.readLog.of(id, 10)).rows
    expect(await rows('ho-so-1')).toMatchObject([{ what: 'papers', purpose: 'owner', by: { id: 'cd-1' } }])
    expect(await rows('ho-so-2')).toEqual([])
  })
})

describe('a paper used again', () => {
  const first = { dossier: 'ho-so-1', file: '1', paper: 'giay-1' }
  const filed = async () => {
    const all = await world()
    await all.received('ho-so-1')
    const scan = await all.file('ho-so-1', 1, { paper: undefined })
    await all.draft()
    return { ...all, scan }
  }

  it('stands clean and confirmed in the draft under its own number, and names the object that was judged', async () => {
    const { reuse, scan, desk, clock } = await filed()
    const made = scanOf(await reuse(first))
    const { fileName, type, size, cleanKey } = scan
    expect(made).toMatchObject({
      n: 1,
      role: 'component',
      state: 'clean',
      paper: 'giay-1',
      fileName,
      type,
      size,
      sha256,
    })
    expect([made.cleanKey, made.at, made.by.id]).toEqual([cleanKey, clock.at, 'cd-1'])
    expect(made.reused).toMatchObject({ kind: 'component', dossier: 'ho-so-1', file: '1', code: 'H57.40-26021-0001' })
    expect(await desk.scans.find('ban-nhap', 1)).toEqual(made)
    expect((await desk.readLog.of('ho-so-1', 10)).rows).toMatchObject([{ what: 'scan', scan: 1, purpose: 'owner' }])
  })

  it('is not listed a second time from there', async () => {
    const { reuse, names, put, desk } = await filed()
    await reuse(first)
    const draft = (await desk.dossiers.load('ban-nhap'))?.dossier
    await put({ ...draft, id: 'da-nhan', code: 'C9', status: 'accepted' })
    await desk.scans.reserve('da-nhan', scanOf(await reuse(first)))
    expect(await names()).toEqual(['ho-so-1 1'])
  })

  it('answers the same under the same key, one scan however often and whatever became of the dossier, and 409 with another body', async () => {
    const { reuse, desk } = await filed()
    const answers = await Promise.all(Array.from({ length: 8 }, () => reuse(first)))
    expect(new Set(answers.map((answer) => scanOf(answer).n))).toEqual(new Set([1]))
    expect((await desk.scans.at('ban-nhap')).length).toBe(1)
    const { paper: _, ...bare } = first
    expect(await reuse(bare)).toMatchObject({ objection: 'key-reused' })
    expect(scanOf(await reuse(first, 'khoa-khac-1')).n).toBe(2)
    const kept = desk.store.records.get('ban-nhap')
    if (!kept) throw new Error('no draft')
    desk.store.records.set('ban-nhap', { ...kept, dossier: { ...kept.dossier, status: 'registered' } })
    expect(scanOf(await reuse(first))).toEqual(scanOf(answers[0]))
    expect(await reuse(first, 'khoa-khac-2')).toMatchObject({ objection: 'not-now' })
  })

  it('takes another number than a file announced at the same moment', async () => {
    const { reuse, desk } = await filed()
    const { reserve } = desk.scans
    let isFirst = true
    desk.scans.reserve = async (id, scan) => {
      if (isFirst) await reserve(id, given.scan({ n: scan.n, state: 'slot', quarantineKey: `${id}/${scan.n}/z` }))
      isFirst = false
      return reserve(id, scan)
    }
    expect(scanOf(await reuse(first)).n).toBe(2)
  })

  it('is the same no such paper when it is another’s, not there, replaced, infected, withdrawn or of this very dossier', async () => {
    const { reuse, received, file, desk } = await filed()
    await received('nguoi-khac', { ownerRef: desk.digests.ofIdentity(other.identityNumber) })
    await file('nguoi-khac', 1)
    await received('da-rut', { status: 'withdrawn' })
    await file('da-rut', 1)
    await received('hong')
    await file('hong', 1)
    await file('hong', 2, { state: 'infected', cleanKey: undefined })
    await file('hong', 3, { paper: undefined, role: 'result' })
    await file('ban-nhap', 1)
    const wishes = [
      ...[
        { dossier: 'nguoi-khac', file: '1' },
        { dossier: 'khong-co-dau', file: '1' },
        { dossier: 'ho-so-1', file: '2' },
      ],
      ...[
        { dossier: 'ho-so-1', file: 'result' },
        { dossier: 'da-rut', file: '1' },
        { dossier: 'ban-nhap', file: '1' },
      ],
      ...['1', '2', '3', 'result-1'].map((name) => ({ dossier: 'hong', file: name })),
    ]
    const answers = await Promise.all(wishes.map((wish, n) => reuse(wish, `khoa-sai-${n}`)))
    expect(answers[0]).toMatchObject({ objection: 'no-such-paper' })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect((await desk.readLog.of('nguoi-khac', 10)).rows).toEqual([])
    expect((await desk.scans.at('ban-nhap')).length).toBe(1)
  })

  it('is no paper for the dossier it lies with, which has it already', async () => {
    const { received, file, reuse } = await world()
    const asked = { status: 'supplement-requested', supplementAskedAt: '2026-03-11T08:00:00+07:00' } as const
    await received('ho-so-1', asked)
    await file('ho-so-1', 1)
    const own = await reuse({ dossier: 'ho-so-1', file: '1' }, 'khoa-bo-sung', me, 'ho-so-1')
    expect(own).toMatchObject({ objection: 'no-such-paper' })
    await received('ho-so-2', asked)
    expect(await reuse({ dossier: 'ho-so-1', file: '1' }, 'khoa-bo-sung', me, 'ho-so-2')).toHaveProperty('scan')
  })

  it('goes only into an own dossier, while papers are gathered, for a paper it has, and up to the most files', async () => {
    const { reuse, draft, desk, file } = await filed()
    expect(await reuse(first, 'khoa-nguoi-la', other)).toBeUndefined()
    await draft('da-nop', { status: 'registered' })
    expect(await reuse(first, 'khoa-muon', me, 'da-nop')).toMatchObject({ objection: 'not-now' })
    await draft('bo-sung', { status: 'supplement-requested' })
    expect(scanOf(await reuse(first, 'khoa-bo-sung', me, 'bo-sung')).state).toBe('clean')
    expect(await reuse({ ...first, paper: 'giay-9' }, 'khoa-giay-9')).toMatchObject({ objection: 'unknown-paper' })
    for (let n = 1; n <= desk.limits.scanMaxCount; n += 1) await file('ban-nhap', n)
    expect(await reuse(first, 'khoa-day')).toMatchObject({ objection: 'too-many-scans' })
  })

  it('keeps its object as long as one dossier names it, and is read again for each', async () => {
    const { reuse, desk, clock, scan } = await filed()
    await reuse(first)
    clock.at = '2026-11-30T09:00:00+07:00'
    expect(await collectOrphans(desk, late)).toMatchObject({ removed: 0, whole: true })
    const damages: Damage[] = []
    expect(await checkDigests(desk, late, (damage) => damages.push(damage))).toMatchObject({ seen: 2, damaged: 0 })
    await desk.objects.removeClean(scan.cleanKey ?? '')
    await checkDigests(desk, late, (damage) => damages.push(damage))
    expect(damages.map(({ dossier, why }) => `${dossier} ${why}`).sort()).toEqual([
      'ban-nhap missing',
      'ho-so-1 missing',
    ])
  })

  it('of a result says so', async () => {
    const { reuse, received, file, draft, desk } = await world()
    const result = { dossier: 'ho-so-1', scan: 1, number: '5/QĐ' }
    await received('ho-so-1', { status: 'returned', returnedAt: given.tuesday, result })
    await file('ho-so-1', 1, { role: 'result', paper: undefined, by: { kind: 'officer', id: 'cb-1' } })
    await draft()
    const made = scanOf(await reuse({ dossier: 'ho-so-1', file: 'result' }))
    expect(made).toMatchObject({
      role: 'component',
      by: { kind: 'citizen' },
      reused: { kind: 'result', file: 'result' },
    })
    expect((await desk.readLog.of('ho-so-1', 10)).rows).toMatchObject([{ what: 'result', purpose: 'owner' }])
  })
})
