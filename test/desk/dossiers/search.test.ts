import { describe, expect, it } from 'vitest'
import { enterSearchWords } from '../../../shared/desk/dossiers/enter-search-words.ts'
import { type SearchAsked, searchDossiers } from '../../../shared/desk/dossiers/search-dossiers.ts'
import type { Parties } from '../../../shared/dossier/dossier.ts'
import * as given from '../../given.ts'
import { noting } from '../../http/stories.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const { ward, department } = given
const called = (name: string, identityNumber = '046090000001'): Parties => ({ applicant: { name, identityNumber } })

const bell = (dossier: string) => ({ kind: 'doorbell', dossier, n: 1 }) as const
const ring = (home: WorkerDesk, id = 'hs') => enterSearchWords(home.desk, bell(id))
const search = (home: WorkerDesk, asked: SearchAsked, person = given.receptionist) =>
  searchDossiers(home.desk, person, asked, { requestId: 'r-1' })
const ids = async (home: WorkerDesk, name: string, person = given.receptionist) =>
  (await search(home, { name }, person)).rows.map(({ id }) => id)

describe('a dossier of the agency', () => {
  it('is found by words of its people in any order and spelling, by whole words only', async () => {
    const home = await workerDesk()
    await home.put({}, { parties: called('Nguyễn Thị Hoà') })
    await ring(home)
    for (const asked of ['hoa', 'HÒA nguyễn', 'thị hoà'.normalize('NFD')])
      expect(await ids(home, asked)).toEqual(['hs'])
    for (const asked of ['ho', 'hoa binh', 'nguyen van']) expect(await ids(home, asked)).toEqual([])
  })
  it('is found by identity number and phone, exactly', async () => {
    const home = await workerDesk()
    const applicant = { name: 'Lê An', identityNumber: '046090000001', phone: '+84905000101' }
    await home.put({}, { parties: { applicant } })
    await ring(home)
    const find = async (asked: SearchAsked) => (await search(home, asked)).rows.length
    expect(await find({ identityNumber: '046090000001' })).toBe(1)
    expect(await find({ phone: '0905000101' })).toBe(1)
    expect(await find({ phone: '0905000102' })).toBe(0)
    expect(await find({ phone: '0905000101', name: 'An' })).toBe(1)
  })
  it('is nobody else’s to find, and a draft nobody’s', async () => {
    const home = await workerDesk()
    await home.put({}, { parties: called('Lê An') })
    await home.put({ id: 'nhap', status: 'draft' }, { parties: called('Lê An') })
    await ring(home)
    await ring(home, 'nhap')
    expect(await ids(home, 'An')).toEqual(['hs'])
    expect(await ids(home, 'An', given.cityHandler)).toEqual([])
    expect(await ids(home, 'An', given.outsider)).toEqual([])
  })
  it('stands in its own log as found, with purpose; a code alone tells nothing of people', async () => {
    const home = await workerDesk()
    await home.put({ code: 'H57.40-260310-0001' }, { parties: called('Lê An') })
    await ring(home)
    const occasion = { requestId: 'r-1', purpose: 'complaint' } as const
    await searchDossiers(home.desk, given.receptionist, { name: 'an' }, occasion)
    const code = 'H57.40-260310-0001'
    expect((await search(home, { code })).rows.map(({ id }) => id)).toEqual(['hs'])
    expect((await search(home, { code, name: 'bình' })).rows).toEqual([])
    const { rows } = await home.desk.readLog.of('hs', 10)
    expect(rows).toMatchObject([{ what: 'search', purpose: 'complaint', by: { id: given.receptionist.id } }])
  })
  it('is entered without a name in any key', async () => {
    const home = await workerDesk()
    await home.put({}, { parties: called('Nguyễn Văn An') })
    await ring(home)
    expect(JSON.stringify([...home.desk.searchWords.rows])).not.toMatch(/nguyen|Nguyễn|046090000001/i)
  })
})

describe('the worker of search words', () => {
  it('changes nothing when the bell comes again', async () => {
    const home = await workerDesk()
    await home.put({}, { parties: called('Lê An') })
    await ring(home)
    const { enter } = home.desk.searchWords
    let writes = 0
    home.desk.searchWords.enter = async (rows) => {
      writes += rows.length
      await enter(rows)
    }
    expect(await ring(home)).toBe('worked')
    expect(writes).toBe(0)
    expect(await ring(home, 'khong-co')).toBe('absent')
  })
  it('follows a transfer: the agency that has a part finds the dossier', async () => {
    const home = await workerDesk()
    const parties = called('Lê An')
    await home.put({ agencies: [ward, department], child: 'phan' }, { parties })
    await home.put({ id: 'phan', parent: 'hs', agencies: [ward, department] }, { parties })
    await ring(home, 'phan')
    expect(await ids(home, 'An', given.cityHandler)).toEqual(['hs'])
    expect(await ids(home, 'An')).toEqual(['hs'])
  })
  it('follows an amended name, and takes the old one out', async () => {
    const home = await workerDesk()
    const dossier = await home.put({}, { parties: called('Lê Anh') })
    await ring(home)
    const record = home.desk.store.records.get(dossier.id)
    if (record) record.parties = called('Lê Ánh Nguyệt')
    await ring(home)
    expect(await ids(home, 'nguyet')).toEqual(['hs'])
    expect(home.desk.searchWords.rows.size).toBe(4)
    if (record) record.parties = called('Lê Bình')
    // Not yet taken out: what the dossier says now decides.
    expect(await ids(home, 'nguyet')).toEqual([])
    await ring(home)
    expect(home.desk.searchWords.rows.size).toBe(3)
  })
})

describe('what is found', () => {
  it('stands in the Vietnamese order of names', async () => {
    const home = await workerDesk()
    const names = ['Trần Văn Ơn', 'Trần Đức', 'Trần Thị An', 'Lê Trần An']
    for (const [n, name] of names.entries()) {
      await home.put({ id: `hs-${n}` }, { parties: called(name) })
      await ring(home, `hs-${n}`)
    }
    expect(await ids(home, 'Trần')).toEqual(['hs-3', 'hs-2', 'hs-1', 'hs-0'])
  })
  it('is at most two hundred, and says so', async () => {
    const home = await workerDesk()
    for (let n = 0; n < 201; n += 1) {
      await home.put({ id: `hs-${n}` }, { parties: called('Nguyễn An') })
      await ring(home, `hs-${n}`)
    }
    const found = await search(home, { name: 'an' })
    expect([found.rows.length, found.more]).toEqual([200, true])
  })
  it('is logged as one list: a frequent name does not set two hundred writes upon the table at once', async () => {
    const home = await workerDesk()
    for (let n = 0; n < 30; n += 1) {
      await home.put({ id: `hs-${n}` }, { parties: called('Nguyễn An') })
      await ring(home, `hs-${n}`)
    }
    const asked: string[] = []
    home.desk.readLog = noting(asked, 'log', home.desk.readLog)
    expect((await search(home, { name: 'nguyen' })).rows).toHaveLength(30)
    expect(asked).toEqual(['log.keepAll'])
    expect((await home.desk.readLog.of('hs-29', 10)).rows).toMatchObject([{ what: 'search' }])
  })
  it('was opened in the months asked for, the last twelve when none is named', async () => {
    const home = await workerDesk()
    await home.put({ id: 'cu', createdAt: '2025-03-31T08:00:00+07:00' }, { parties: called('Lê An') })
    await home.put({ id: 'moi', createdAt: '2025-04-01T08:00:00+07:00' }, { parties: called('Lê An') })
    for (const id of ['cu', 'moi']) await ring(home, id)
    expect(await ids(home, 'an')).toEqual(['moi'])
    const asked = { name: 'an', from: '2025-01', to: '2025-03' }
    expect((await search(home, asked)).rows.map(({ id }) => id)).toEqual(['cu'])
  })
  it('asks the table nothing from a month that is still to come', async () => {
    const home = await workerDesk()
    const searchWords = { ...home.desk.searchWords, find: () => Promise.reject(new Error('asked all the same')) }
    const ahead = { name: 'an', from: '9999-01' }
    const found = await searchDossiers({ ...home.desk, searchWords }, given.receptionist, ahead, { requestId: 'r-1' })
    expect(found).toEqual({ rows: [], more: false })
  })
})
