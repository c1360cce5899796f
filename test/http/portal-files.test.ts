import { describe, expect, it } from 'vitest'
import { tellPortal } from '../../shared/desk/national-portal/tell-portal.ts'
import type { ToldDossier } from '../../shared/partner-ports.ts'
import { tuesday, ward } from '../given.ts'
import { linkToken, memoryFileLinks } from '../memory/file-links.ts'
import { citizenClaims, staffClaims } from './given.ts'
import { accepted, addScan } from './stories.ts'

const day = tuesday.slice(0, 10)
const watcher = staffClaims(`${ward}/desk`, 'supervisor')
const headers = { authorization: `Bearer ${linkToken}` }

/** An accepted dossier of which the portal is told: its one paper is clean. */
async function told() {
  const home = await accepted()
  const { id, knock, desk, ports } = home
  const scan = await ports.scans.find(id, 1)
  await ports.objects.keepClean('x', scan?.cleanKey ?? '', new Uint8Array([1]), 'application/pdf')
  const link = async (n = 1, dossier = id) =>
    (await desk.fileLinks.linker(day))?.({ dossier, n }).split('/').at(-1) ?? ''
  const fetchIt = (one: string, said = headers as Record<string, string>) =>
    knock('fetchToldFile', undefined, { path: { link: one }, headers: said })
  const change = async (head: object) => {
    const file = ports.store.records.get(id)
    if (!file) throw new Error('no dossier')
    ports.store.records.set(id, { ...file, dossier: { ...file.dossier, ...head } })
  }
  return { ...home, link, fetchIt, change }
}

describe('a file by the link that the portal was told', () => {
  it('is told with the dossier, and leads on to where the file lies for a few minutes', async () => {
    const { id, desk, fetchIt } = await told()
    const heard: ToldDossier[] = []
    const tell = async (one: ToldDossier) => {
      heard.push(one)
      return 'taken' as const
    }
    const caseRegister = { ...desk.caseRegister, tell }
    await tellPortal({ ...desk, caseRegister }, { kind: 'doorbell', dossier: id, n: 2 })
    const address = heard[0]?.linkTo?.({ dossier: id, n: 1 }) ?? ''
    expect(address).toMatch(/^https:\/\/api\.test\/v1\/partner\/portal\/files\//)
    expect(heard[0]?.linkTo?.({ dossier: id, n: 2 })).toBeUndefined()
    const answer = await fetchIt(address.split('/').at(-1) ?? '')
    expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([302, '', 'no-store'])
    expect(answer.headers.get('location')).toContain('memory:')
  })

  it('stands in the access log as the portal’s look, for the owner too', async () => {
    const { id, knock, link, fetchIt } = await told()
    await fetchIt(await link())
    const path = { id }
    const rows = [...Object((await knock('readsOfDossier', watcher, { path })).json.rows)]
    expect(rows).toMatchObject([{ reader: { kind: 'job' }, purpose: { code: 'synchronisation' }, scan: 1 }])
    const mine = [...Object((await knock('readsOfMine', citizenClaims, { path })).json.rows)]
    expect(mine).toMatchObject([{ purpose: { term: 'Đồng bộ với Cổng Dịch vụ công quốc gia' } }])
  })

  it('says of everything that is wrong the same, and logs none of it', async () => {
    const { id, knock, link, fetchIt, desk, ports, change } = await told()
    const good = await link()
    const [, , until, seal] = good.split('.')
    await addScan({ ports }, id, 3, 'result')
    const late = memoryFileLinks()
    const past = (await late.linker('2025-01-01'))?.({ dossier: id, n: 1 }).split('/').at(-1) ?? ''
    const answers = [
      await fetchIt(good, {}),
      await fetchIt(good, { authorization: 'Bearer x' }),
      await fetchIt('x'),
      await fetchIt('%E0%A4%A'),
      await fetchIt(`${good}?purpose=handling`),
      await fetchIt(past),
      await fetchIt(`hs-khac.1.${until}.${seal}`),
      await fetchIt(await link(1, 'hs-khac')),
      await fetchIt(await link(2)),
      // A result that nobody has decided on.
      await fetchIt(await link(3)),
    ]
    for (const head of [{ status: 'withdrawn' }, { status: 'draft' }, { status: 'accepted', code: undefined }]) {
      await change(head)
      answers.push(await fetchIt(good))
    }
    const [first] = answers
    expect([first?.status, first?.json.code]).toEqual([404, 'not-found'])
    for (const { status, text } of answers) expect([status, text]).toEqual([404, first?.text])
    expect((await ports.readLog.of(id, 10)).rows).toEqual([])
    desk.fileLinks = memoryFileLinks({ days: 0 })
    expect((await fetchIt(good)).text).toBe(first?.text)
    expect((await knock('readsOfDossier', watcher, { path: { id } })).json.rows).toEqual([])
  })

  it('is refused where the verdict was not clean, and for a result that another replaced or a correction did', async () => {
    const { id, link, fetchIt, ports, change } = await told()
    await addScan({ ports }, id, 3, 'result')
    await addScan({ ports }, id, 4, 'result')
    const result = (scan: number) => ({ status: 'processed', result: { dossier: id, scan, number: '1/GKS' } })
    await change(result(3))
    expect((await fetchIt(await link(3))).status).toBe(302)
    expect((await fetchIt(await link(4))).status).toBe(404)
    await change(result(4))
    expect((await fetchIt(await link(3))).status).toBe(404)
    expect((await fetchIt(await link(4))).status).toBe(302)
    const file = ports.store.records.get(id)
    if (!file) throw new Error('no dossier')
    const correction = { ...file, dossier: { ...file.dossier, id: 'hs-dc', result: undefined } }
    ports.store.records.set('hs-dc', correction as never)
    await change({ correction: 'hs-dc' })
    expect((await fetchIt(await link(4))).status).toBe(302)
    ports.store.records.set('hs-dc', { ...correction, dossier: { ...correction.dossier, ...result(1) } } as never)
    expect((await fetchIt(await link(4))).status).toBe(404)
  })

  it('is found with the part of a liên thông that made the result, and logged with the whole', async () => {
    const { id, link, fetchIt, ports, change } = await told()
    const file = ports.store.records.get(id)
    if (!file) throw new Error('no dossier')
    const { code: _, ...head } = file.dossier
    ports.store.records.set('hs-phan', { ...file, dossier: { ...head, id: 'hs-phan', parent: id } } as never)
    await addScan({ ports }, 'hs-phan', 1, 'result')
    const theirs = await link(1, 'hs-phan')
    expect((await fetchIt(theirs)).status).toBe(404)
    await change({ status: 'processed', result: { dossier: 'hs-phan', scan: 1, number: '1/QĐ' } })
    expect((await fetchIt(theirs)).status).toBe(302)
    expect((await ports.readLog.of(id, 10)).rows).toMatchObject([{ dossier: 'hs-phan', what: 'result', scan: 1 }])
  })

  it('is each member’s result of a group, and no other part’s', async () => {
    const { id, link, fetchIt, ports, change } = await told()
    const file = ports.store.records.get(id)
    if (!file) throw new Error('no dossier')
    const { code: _, ...head } = file.dossier
    for (const part of ['hs-1', 'hs-2', 'hs-3']) {
      ports.store.records.set(part, { ...file, dossier: { ...head, id: part, parent: id } } as never)
      await addScan({ ports }, part, 1, 'result')
    }
    const result = (dossier: string) => ({ dossier, scan: 1, number: `KQ-${dossier}` })
    await change({ status: 'processed', result: result('hs-2') })
    const [event] = await ports.dossiers.history(id)
    const backs = ['hs-1', 'hs-2'].map((one) => ({ ...event, act: 'receive-back', detail: { result: result(one) } }))
    const history = ports.dossiers.history
    ports.dossiers.history = async (...asked) => [...(await history(...asked)), ...(backs as never[])]
    const statuses = await Promise.all(['hs-1', 'hs-2', 'hs-3'].map(async (one) => fetchIt(await link(1, one))))
    expect(statuses.map(({ status }) => status)).toEqual([302, 302, 404])
  })
})
