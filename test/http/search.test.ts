import { describe, expect, it } from 'vitest'
import { enterSearchWords } from '../../shared/desk/dossiers/enter-search-words.ts'
import { reception, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

async function entered() {
  const home = await accepted()
  await enterSearchWords(home.desk, { kind: 'doorbell', dossier: home.id, n: 1 })
  return home
}

describe('searching by people', () => {
  it('answers with masked rows, whatever spelling is asked for, and logs each as read', async () => {
    const { knock, id } = await entered()
    const { status, json, text } = await knock('searchDossiers', reception, {
      body: { name: 'thu tran', purpose: 'complaint' },
    })
    expect([status, Object(json.rows)[0]?.id, json.more]).toEqual([200, id, false])
    expect(text).not.toMatch(/Trần Văn Thử|046090000001/)
    const reads = await knock('readsOfDossier', staffClaims('H57.40/desk', 'supervisor'), { path: { id } })
    expect(reads.json.rows).toMatchObject([{ what: { code: 'search' } }])
  })
  it('finds by code, and by everything at once', async () => {
    const { knock, id, code } = await entered()
    const found = async (body: object) =>
      Object((await knock('searchDossiers', reception, { body })).json.rows).map((row: { id: string }) => row.id)
    expect(await found({ code })).toEqual([id])
    expect(await found({ code, identityNumber: '046090000001', name: 'Thử', phone: '0912345678' })).toEqual([id])
    expect(await found({ code, name: 'Khác' })).toEqual([])
    expect(await found({ identityNumber: '046090000002' })).toEqual([])
  })
  it('finds nothing for an agency that never had it', async () => {
    const { knock } = await entered()
    const far = staffClaims('H57.41/desk', 'reception')
    expect((await knock('searchDossiers', far, { body: { name: 'thử' } })).json.rows).toEqual([])
  })
  it('asks for something, in the right form, and takes nothing in the address', async () => {
    const { knock, lines } = await entered()
    const faults = async (body: object, query = '') =>
      (await knock('searchDossiers', reception, { body, query })).json.faults?.map(({ where }) => where)
    expect(await faults({})).toEqual(['body'])
    expect(await faults({ name: 'a', from: '2026-13', identityNumber: '1' })).toEqual([
      'body.identityNumber',
      'body.from',
    ])
    expect(await faults({ name: 'Thử' }, '?name=Th%E1%BB%AD')).toEqual(['query.name'])
    expect(await faults({ name: 'Thử', from: '2026-03', to: '2026-02' })).toEqual(['body.to'])
    await knock('searchDossiers', reception, { body: { name: 'Trần Văn Thử' } })
    expect(JSON.stringify(lines)).not.toMatch(/Trần|Thử|0460/)
  })
})

it('the wish to be found stands on the opening, not on the acts that cost', async () => {
  const { ports, id } = await accepted()
  const wants = (await ports.dossiers.history(id)).map((event) => event.wants ?? [])
  expect(wants).toEqual([['search'], ['sheets', 'notices', 'portal']])
})
