import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import { brokenAt } from '../../shared/dossier/history/history.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { department, ward } from '../given.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from '../promises/both.ts'
import { atDesk, birth, citizenClaims, house, staffClaims, wish } from './given.ts'
import { addScan } from './stories.ts'

const reception = staffClaims(`${ward}/desk`, 'reception', 'return-desk')
const chair = staffClaims(`${ward}/leaders`, 'leader')
const farHandler = staffClaims(`${department}/office`, 'handler')
const farLeader = staffClaims(`${department}/leaders`, 'leader')
type Claims = typeof reception

const interlinked: Workflow = {
  id: 'lien-thong',
  version: 1,
  name: 'Quy trình liên thông thử',
  procedureCodes: ['lien-thong'],
  steps: [
    {
      n: 1,
      name: 'Tiếp nhận',
      owner: { agency: 'receiving', room: 'desk' },
      role: 'reception',
      hours: 2,
      leaves: true,
    },
    {
      n: 2,
      name: 'Thẩm định',
      owner: { agency: department, room: 'office' },
      role: 'handler',
      hours: 4,
      leaves: false,
    },
    { n: 3, name: 'Ký', owner: { agency: department, room: 'leaders' }, role: 'leader', hours: 2, leaves: true },
  ],
  total: { amount: 8, unit: 'hour' },
  reckoned: 'hours',
  validFrom: '2025-07-01',
  source: 'kiểm thử',
}

/** A house whose every change is asked for ten times at once, then with another body, and again a month later. */
async function insistent(ports: ReturnType<typeof memoryPorts>) {
  const home = await house('2026-03-10T09:00:00+07:00', ports)
  await ports.catalogue.putProcedure({ ...birth, code: 'lien-thong', workflow: 'lien-thong' })
  await ports.catalogue.putWorkflow(interlinked)
  type Asking = () => Promise<{ status: number; text: string }>
  const asked: { again: Asking; anew: Asking; first: string; says: string }[] = []
  const run = Math.random().toString(36).slice(2)
  let n = 0

  async function tenTimes(route: RouteId, claims: Claims, body: object, other: object, path: Record<string, string>) {
    n += 1
    const headers = { 'idempotency-key': `khoa-${run}-${n}` }
    const ask = (said: object) => home.knock(route, claims, { path, body: said, headers })
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(body)))
    const [first] = answers
    if (!first) throw new Error('no answer')
    const says = `${route} ${'act' in body ? body.act : ''}`
    for (const { status, text } of answers) expect([says, status < 300, text]).toEqual([says, true, first.text])
    expect([says, (await ask(body)).text]).toEqual([says, first.text])
    // A client that reads the dossier anew names a newer version of it, with the key of the same wish.
    const newest = async (said: object) =>
      'version' in said ? { ...said, version: (await ports.dossiers.load(String(path.id)))?.dossier.version } : said
    const newer = await newest(body)
    for (const { text } of await Promise.all(Array.from({ length: 10 }, () => ask(newer)))) {
      expect([says, text]).toEqual([says, first.text])
    }
    for (const said of [other, await newest(other)]) {
      const reused = await ask(said)
      expect([says, reused.status, reused.json.code]).toEqual([says, 409, 'key-reused'])
    }
    asked.push({ again: () => ask(body), anew: async () => ask(await newest(body)), first: first.text, says })
    return first.json
  }

  return {
    ...home,
    async open(route: 'openOnline' | 'openAtDesk', claims: Claims, body: object): Promise<string> {
      const json = await tenTimes(route, claims, body, { ...body, summary: 'khác' }, {})
      return Object(json.dossier).id
    },
    reuse: (id: string, dossier: string) =>
      tenTimes('reuseMyPaper', citizenClaims, { dossier, file: '1' }, { dossier, file: '2' }, { id }),
    async act(claims: Claims, id: string, act: string, said: object = {}) {
      const version = (await ports.dossiers.load(id))?.dossier.version ?? 0
      const body = { act, version, ...said }
      const other = act === 'refuse' ? { ...body, reason: 'khác' } : { act: 'refuse', version, reason: 'khác' }
      const isMine = claims === citizenClaims
      const elsewhere = isMine ? { act: 'withdraw', version, reason: 'khác' } : other
      const json = await tenTimes(isMine ? 'actOnMine' : 'act', claims, body, elsewhere, { id })
      expect([act, (await ports.dossiers.history(id)).length]).toEqual([act, version + 1])
      return Object(json.dossier)
    },
    /** Everything said, said again a month later: the first answers, and no event more. */
    async aMonthLater(...ids: string[]) {
      home.desk.now = () => '2026-04-10T16:30:00+07:00'
      const lengths = async () => Promise.all(ids.map(async (id) => (await ports.dossiers.history(id)).length))
      const before = await lengths()
      for (const { again, anew, first, says } of asked) {
        expect([says, (await again()).text]).toEqual([says, first])
        expect([says, (await anew()).text]).toEqual([says, first])
      }
      expect(await lengths()).toEqual(before)
      for (const id of ids) expect(brokenAt(await ports.dossiers.history(id))).toBeUndefined()
    },
  }
}

onBoth(
  'asking again',
  () => memoryPorts(),
  (table) => ({ ...memoryPorts(), dossiers: createDossiers(table), scans: createScans(table) }),
  (world) => {
    it('carries a dossier from the counter to the post without a second effect', async () => {
      const { open, act, aMonthLater, desk } = await insistent(world())
      const deliverTo = { name: 'Thử', phone: '0912345678', detail: '1 Lê Lợi', communeCode: '19753' }
      const id = await open('openAtDesk', reception, { ...atDesk, returnBy: 'post', deliverTo })
      await addScan({ ports: world() }, id, 1)
      const first = await act(reception, id, 'accept')
      expect(first.code).toMatch(/-0001$/)
      await act(reception, id, 'ask-supplement', { reason: 'Mờ', papers: ['Giấy chứng sinh'] })
      desk.now = () => '2026-03-11T10:00:00+07:00'
      await act(citizenClaims, id, 'supplement', { note: 'Đã bổ sung' })
      await act(reception, id, 'pass-on')
      await addScan({ ports: world() }, id, 2, 'result')
      await act(chair, id, 'approve', { resultScan: 2, resultNumber: '12/GKS' })
      await act(reception, id, 'order-shipment')
      await aMonthLater(id)
    })

    it('carries a draft from submission to a refusal', async () => {
      const { open, act, aMonthLater } = await insistent(world())
      const id = await open('openOnline', citizenClaims, wish)
      await act(citizenClaims, id, 'submit')
      await act(reception, id, 'refuse', { reason: 'Không thuộc thẩm quyền' })
      await aMonthLater(id)
    })

    it('puts a paper used again into a draft once, and says so after the draft was handed in', async () => {
      const { open, act, reuse, aMonthLater, ports } = await insistent(world())
      const id = await open('openAtDesk', reception, atDesk)
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      const next = await open('openOnline', citizenClaims, wish)
      await reuse(next, id)
      await act(citizenClaims, next, 'submit')
      await aMonthLater(id, next)
      expect((await ports.scans.at(next)).map(({ n, state }) => `${n} ${state}`)).toEqual(['1 clean'])
    })

    it('withdraws once', async () => {
      const { open, act, aMonthLater } = await insistent(world())
      const id = await open('openOnline', citizenClaims, wish)
      await act(citizenClaims, id, 'submit')
      await act(citizenClaims, id, 'withdraw', { reason: 'Đổi ý' })
      await aMonthLater(id)
    })

    it('assigns once and gives back once', async () => {
      const { open, act, aMonthLater, ports } = await insistent(world())
      const id = await open('openAtDesk', reception, atDesk)
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      const [colleague] = (await ports.catalogue.officers()).filter(({ unit }) => unit === `${ward}/desk`)
      await act(reception, id, 'assign', { officer: colleague?.id })
      await act(chair, id, 'pass-on')
      await addScan({ ports: world() }, id, 2, 'result')
      await act(chair, id, 'approve', { resultScan: 2, resultNumber: '13/GKS' })
      await act(reception, id, 'return', { taker: { kind: 'owner', name: 'Trần Văn Thử' }, signed: 'paper' })
      await aMonthLater(id)
    })

    it('knows a wish again after more acts than the head has marks for', async () => {
      const { open, act, aMonthLater, ports } = await insistent(world())
      const id = await open('openAtDesk', reception, atDesk)
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      const [colleague] = (await ports.catalogue.officers()).filter(({ unit }) => unit === `${ward}/desk`)
      for (let turn = 0; turn < 13; turn += 1) {
        await act({ ...reception, sub: colleague?.id }, id, 'assign', { officer: colleague?.id })
      }
      await aMonthLater(id)
    })

    it('lets a person use one key at two dossiers, and two persons one key at the same', async () => {
      const { knock } = await house('2026-03-10T09:00:00+07:00', world())
      const headers = { 'idempotency-key': `mot-khoa-${Math.random().toString(36).slice(2)}` }
      const open = async (key: string) =>
        Object(
          (await knock('openOnline', citizenClaims, { body: wish, headers: { 'idempotency-key': key } })).json.dossier,
        ).id
      const [one, two] = [await open(`${headers['idempotency-key']}1`), await open(`${headers['idempotency-key']}2`)]
      const said = (act: string, version: number, id: string, more = {}) => ({
        path: { id },
        headers,
        body: { act, version, ...more },
      })
      for (const id of [one, two])
        expect((await knock('actOnMine', citizenClaims, said('submit', 1, id))).status).toBe(200)
      const refused = await knock('act', reception, said('refuse', 2, one, { reason: 'Không thuộc thẩm quyền' }))
      expect([refused.status, (await world().dossiers.history(one)).length]).toEqual([200, 3])
    })

    it('answers an opinion once, though who answered sees the dossier no more', async () => {
      const { open, act, aMonthLater, knock } = await insistent(world())
      const id = await open('openAtDesk', reception, atDesk)
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      await act(reception, id, 'ask-opinion', { unit: department, question: 'Có vướng quy hoạch không?', hours: 8 })
      await act(farHandler, id, 'answer-opinion', { consultation: 1, answer: 'Không vướng.' })
      expect((await knock('readDossier', farHandler, { path: { id } })).status).toBe(404)
      const stranger = { path: { id }, body: { act: 'answer-opinion', version: 3, consultation: 1, answer: 'Khác' } }
      expect((await knock('act', farHandler, stranger)).status).toBe(404)
      await aMonthLater(id)
    })

    it('lets a key be used at both sides of a transfer, whatever an act at one wrote at the other', async () => {
      const { open, act, knock, ports } = await insistent(world())
      const id = await open('openAtDesk', reception, { ...atDesk, procedure: 'lien-thong' })
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      const { child } = await act(reception, id, 'transfer')
      await act(farHandler, child, 'pass-on')
      await addScan({ ports: world() }, child, 1, 'result')
      await act(farLeader, child, 'approve', { resultScan: 1, resultNumber: '15/QĐ' })
      const headers = { 'idempotency-key': `hai-phia-${Math.random().toString(36).slice(2)}` }
      const said = async (dossier: string, body: object) => {
        const version = (await ports.dossiers.load(dossier))?.dossier.version
        return knock('act', farLeader, { path: { id: dossier }, headers, body: { ...body, version } })
      }
      expect((await said(child, { act: 'hand-back' })).status).toBe(200)
      expect((await said(id, { act: 'stop', reason: 'Thử', ground: 'Điều 1' })).json.code).not.toBe('key-reused')
      expect((await said(child, { act: 'hand-back' })).status).toBe(200)
    })

    it('transfers once, to one part, and takes its decision back once', async () => {
      const { open, act, aMonthLater } = await insistent(world())
      const id = await open('openAtDesk', reception, { ...atDesk, procedure: 'lien-thong' })
      await addScan({ ports: world() }, id, 1)
      await act(reception, id, 'accept')
      const { child } = await act(reception, id, 'transfer')
      await act(farHandler, child, 'pass-on')
      await addScan({ ports: world() }, child, 1, 'result')
      await act(farLeader, child, 'approve', { resultScan: 1, resultNumber: '14/QĐ' })
      await act(farLeader, child, 'hand-back')
      await aMonthLater(id, child)
    })
  },
)
