import { describe, expect, it } from 'vitest'
import { standingOf } from '../../../shared/access/standing.ts'
import type { ChangeDeed, OrganisationChange } from '../../../shared/agencies/changes.ts'
import { withRooms } from '../../../shared/agencies/rooms.ts'
import { openDossier } from '../../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { findByCode } from '../../../shared/desk/dossiers/read-dossier.ts'
import { runReHoming } from '../../../shared/desk/keeping/re-home.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { maySee } from '../../../shared/dossier/may-see.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import * as given from '../../given.ts'
import { birth } from '../../http/given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const { ward, department } = given
const heir = 'H57.77'
const day = '2026-03-11'
const ever = '2026-12-31T00:00:00+07:00'

async function city(deed: ChangeDeed = { kind: 'merger', from: [ward], to: heir }) {
  const home = await workerDesk()
  const [first] = given.units
  if (!first) throw new Error('no units')
  const fresh = withRooms({ ...first, id: heir, agency: heir, name: 'UBND phường Mới' })
  const officers = await home.desk.catalogue.officers()
  await home.desk.catalogue.putUnits([...(await home.desk.catalogue.units()), ...fresh], officers)
  const head = { id: 'qd-1', on: day, decision: '12/QĐ-UBND', by: 'cb-admin', at: given.tuesday, body: '' }
  const change: OrganisationChange = { ...head, ...deed }
  await home.desk.catalogue.announce(change)
  const run = () => runReHoming(home.desk, ever)
  return { ...home, run, change }
}

const atWork = { status: 'in-progress', clock: 'running', step: 2, holder: `${ward}/office` } as const
const due = { dueAt: '2026-03-20T09:00:00+07:00', stepDueAt: '2026-03-16T09:00:00+07:00' }

/** What an officer does with what lies there now. */
async function does(home: WorkerDesk, act: Act, person: Parameters<typeof perform>[1], id = 'hs') {
  const { version } = await home.dossier(id)
  return perform(home.desk, person, id, act, { version, key: `${act.act}-${version}` })
}

describe('a merger', () => {
  it('takes over what lies on another agency’s desk and is its own to decide', async () => {
    const home = await city({ kind: 'merger', from: [department], to: heir })
    const away = { holder: `${ward}/desk`, receivingUnit: `${ward}/desk`, competentAgency: department } as const
    const dossier = { ...atWork, ...due, ...away, nonTerritorial: true, agencies: [ward], step: 1 } as const
    await home.put(dossier, { plan: given.interlinkedPlan })
    await home.put({ ...dossier, id: 'xong', status: 'returned' }, { plan: given.interlinkedPlan })
    home.clock.at = `${day}T08:20:00+07:00`
    expect(await home.run()).toEqual({ moved: 1, settled: 1, open: 0 })
    expect(await home.dossier()).toMatchObject({ competentAgency: heir, holder: `${ward}/desk` })
    expect((await home.dossier('xong')).competentAgency).toBe(department)
    expect(await home.run()).toEqual({ moved: 0, settled: 0, open: 0 })
  })

  it('moves nothing before its day', async () => {
    const home = await city()
    await home.put(atWork, { plan: given.homePlan })
    expect(await home.run()).toEqual({ moved: 0, settled: 0, open: 0 })
    expect((await home.dossier()).holder).toBe(`${ward}/office`)
  })

  it('counts on by the hours of the heir, with a line in the ledger that names the decision', async () => {
    const home = await city()
    const counted = { acceptedAt: given.tuesday, stageFrom: given.tuesday, dueAt: '2026-03-13T09:00:00+07:00' }
    await home.put({ ...atWork, ...counted, stepDueAt: '2026-03-12T09:00:00+07:00' }, { plan: given.homePlan })
    const hours = {
      mon: [['08:00', '12:00']],
      tue: [['08:00', '12:00']],
      wed: [['08:00', '12:00']],
      thu: [['08:00', '12:00']],
      fri: [['08:00', '12:00']],
    } as const
    const seasons = [{ from: '2026-01-01', hours }]
    const declared = {
      scope: heir,
      days: [],
      seasons,
      source: 'Giờ của phường Mới',
      by: { id: 'cb-1', unit: heir },
      key: 'k',
      body: 'b',
    }
    await home.desk.catalogue.declare({ ...declared, n: 1, at: given.tuesday })
    home.clock.at = `${day}T00:20:00+07:00`
    await home.run()
    const file = await home.desk.dossiers.load('hs')
    expect(file?.dossier.stepDueAt).toBe('2026-03-16T09:00:00+07:00')
    expect(file?.ledger).toEqual([{ at: home.clock.at, entry: 'recount', reason: 'Chuyển đơn vị kế thừa: 12/QĐ-UBND' }])
    const moved = (await home.desk.dossiers.history('hs')).findLast(({ act }) => act === 're-home')
    expect(moved?.detail?.moments).toMatchObject([{ clock: 'step', before: '2026-03-12T09:00:00+07:00' }])
  })

  it('brings every open dossier to the heir, once, with the decision in its history', async () => {
    const home = await city()
    await home.put({ ...atWork, ...due, officer: given.handler.id }, { plan: given.homePlan })
    await home.put({ id: 'hs-2', status: 'registered' })
    await home.put({ id: 'hs-3', status: 'processed', clock: 'stopped', delivery: 'at-counter' })
    await home.put({ id: 'hs-4', status: 'returned', clock: 'stopped' })
    home.clock.at = `${day}T00:20:00+07:00`
    expect(await home.run()).toEqual({ moved: 3, settled: 1, open: 0 })
    const moved = await home.dossier()
    expect(moved).toMatchObject({
      ...due,
      receivingUnit: `${heir}/desk`,
      holder: `${heir}/office`,
      competentAgency: heir,
      agencies: [ward, heir],
      step: 2,
    })
    expect(moved.officer).toBeUndefined()
    expect((await home.dossier('hs-3')).holder).toBe(`${heir}/desk`)
    expect((await home.dossier('hs-4')).agencies).toEqual([ward])
    const [, event] = await home.desk.dossiers.history('hs')
    expect(event).toMatchObject({
      act: 're-home',
      by: { kind: 'job', id: 're-home' },
      detail: {
        change: 'qd-1',
        decision: '12/QĐ-UBND',
        moves: expect.arrayContaining([{ what: 'holder', from: `${ward}/office`, to: `${heir}/office` }]),
      },
    })
    const before = JSON.stringify([...home.desk.store.records])
    expect(await home.run()).toEqual({ moved: 0, settled: 0, open: 0 })
    expect(JSON.stringify([...home.desk.store.records])).toBe(before)
  })

  it('shows them in the heir’s work list and no longer in the old one’s', async () => {
    const home = await city()
    await home.put(atWork, { plan: given.homePlan })
    home.clock.at = `${day}T00:20:00+07:00`
    await home.run()
    const rows = async (room: string) => (await home.desk.dossiers.workOf({ room }, 10)).rows.map(({ id }) => id)
    expect(await rows(`${ward}/office`)).toEqual([])
    expect(await rows(`${heir}/office`)).toEqual(['hs'])
  })

  it('goes on where it was broken off', async () => {
    const home = await city()
    for (const n of [1, 2, 3, 4, 5]) await home.put({ ...atWork, id: `hs-${n}` }, { plan: given.homePlan })
    home.clock.at = `${day}T00:20:00+07:00`
    const { commit } = home.desk.dossiers
    let left = 2
    home.desk.dossiers.commit = async (changes) => {
      if (left === 0) throw new Error('killed')
      left -= 1
      return commit(changes)
    }
    await expect(home.run()).rejects.toThrow('killed')
    home.desk.dossiers.commit = commit
    expect(await home.run()).toEqual({ moved: 3, settled: 1, open: 0 })
    for (const n of [1, 2, 3, 4, 5]) expect(await home.acts(`hs-${n}`)).toEqual(['open', 're-home'])
  })

  it('stays open for ten minutes, for what is still on its way to the old agency, and when time is up', async () => {
    const home = await city()
    home.clock.at = `${day}T00:05:00+07:00`
    expect(await home.run()).toEqual({ moved: 0, settled: 0, open: 1 })
    await home.put({ ...atWork }, { plan: given.homePlan })
    expect(await runReHoming(home.desk, home.clock.at)).toEqual({ moved: 0, settled: 0, open: 1 })
    home.clock.at = `${day}T00:15:00+07:00`
    expect(await home.run()).toEqual({ moved: 1, settled: 1, open: 0 })
  })

  it('takes both halves of a liên thông along, whichever side has ended', async () => {
    const home = await city({ kind: 'dissolution', from: department, to: heir })
    await home.put({ ...atWork, step: 1, holder: `${ward}/desk` }, { plan: given.interlinkedPlan })
    await does(home, { act: 'transfer' }, given.receptionist)
    const { child = '' } = await home.dossier()
    home.clock.at = `${day}T08:00:00+07:00`
    expect((await home.run()).moved).toBe(1)
    expect(await home.dossier(child)).toMatchObject({ holder: `${heir}/office`, competentAgency: heir })
    expect((await home.dossier()).agencies).toEqual([ward, department, heir])
    expect(await home.acts()).toEqual(['open', 'transfer', 're-home'])
    // The plan was pinned with the old agency's steps: they are the heir's now.
    const there = given.officer(heir, 'office', 'handler')
    const done = await does(home, { act: 'pass-on' }, there, child)
    expect(isObjection(done) ? done : done?.dossier.holder).toBe(`${heir}/leaders`)
  })

  it('moves the counter to which a part that is out comes back', async () => {
    const home = await city()
    await home.put({ ...atWork, step: 1, holder: `${ward}/desk` }, { plan: given.interlinkedPlan })
    await does(home, { act: 'transfer' }, given.receptionist)
    const { child = '' } = await home.dossier()
    home.clock.at = `${day}T08:00:00+07:00`
    await home.run()
    expect(await home.dossier(child)).toMatchObject({ receivingUnit: `${heir}/desk`, holder: `${department}/office` })
    expect((await home.dossier()).receivingUnit).toBe(`${heir}/desk`)
  })

  it('sends a transfer to whoever took over, though the plan still names the old agency', async () => {
    const home = await city({ kind: 'dissolution', from: department, to: heir })
    await home.put({ ...atWork, step: 1, holder: `${ward}/desk` }, { plan: given.interlinkedPlan })
    home.clock.at = `${day}T08:00:00+07:00`
    await does(home, { act: 'transfer' }, given.receptionist)
    const { child = '', agencies } = await home.dossier()
    expect(await home.dossier(child)).toMatchObject({ holder: `${heir}/office`, competentAgency: heir })
    expect(agencies).toEqual([ward, heir])
  })

  it('hands a question over that was asked of it, to whoever has its work: once, under the old day', async () => {
    const home = await city({ kind: 'merger', from: [department], to: heir })
    const ask = { act: 'ask-opinion', unit: `${department}/office`, question: 'Có vướng không?', hours: 8 } as const
    const held = { ...atWork, acceptedAt: given.tuesday, officer: given.handler.id }
    await home.put(held, { plan: given.homePlan })
    await home.put({ ...held, id: 'hs-2' }, { plan: given.homePlan })
    for (const id of ['hs', 'hs-2']) await does(home, ask, given.handler, id)
    const [before] = (await home.desk.dossiers.opinionsOf(department, 10)).rows
    home.clock.at = `${day}T00:20:00+07:00`
    expect(await home.run()).toEqual({ moved: 2, settled: 1, open: 0 })
    expect((await home.desk.dossiers.opinionsOf(department, 10)).rows).toEqual([])
    expect((await home.desk.dossiers.opinionsOf(heir, 10)).rows).toMatchObject([
      { dossier: { id: 'hs', consulted: [heir] }, unit: `${heir}/office`, dueAt: before?.dueAt },
      { dossier: { id: 'hs-2' } },
    ])
    const moved = (await home.desk.dossiers.history('hs')).filter(({ act }) => act === 're-home')
    expect(moved.map(({ detail }) => detail?.moves)).toEqual([
      [{ what: 'opinion', n: 1, from: `${department}/office`, to: `${heir}/office` }],
    ])
    expect((await home.dossier()).officer).toBe(given.handler.id)
    home.clock.at = `${day}T08:00:00+07:00`
    const answer = { act: 'answer-opinion', consultation: 1, answer: 'Không.' } as const
    const answered = await does(home, answer, given.officer(heir, 'office', 'handler'))
    expect(isObjection(answered) ? answered : answered?.event.act).toBe('answer-opinion')
    expect(await home.dossier()).not.toHaveProperty('consulted')
  })

  it('opens nothing more at the old counter, and brings a draft of before to the new one', async () => {
    const home = await city()
    await home.desk.catalogue.putProcedure(birth)
    await home.put({ status: 'draft', ownerRef: home.desk.digests.ofIdentity('046090000001') })
    home.clock.at = `${day}T08:00:00+07:00`
    const wish = {
      procedure: birth.code,
      channel: 'online',
      receivingUnit: ward,
      applicant: given.fileOf().parties.applicant,
      returnBy: 'counter',
    } as const
    const opened = await openDossier(home.desk, given.citizen, wish, 'khoa-moi-01')
    expect(opened).toMatchObject({
      objection: 'agency-closed',
      faults: [{ where: 'body.receivingUnit', why: expect.stringContaining(`UBND phường Mới (${heir})`) }],
    })
    const submitted = await does(home, { act: 'submit' }, given.citizen)
    expect(submitted).toMatchObject({ dossier: { holder: `${heir}/desk`, agencies: [ward, heir] } })
  })

  it('takes over a result that is to be given anew, also where that is found out long after', async () => {
    const home = await city()
    const returned = { status: 'returned', clock: 'stopped', shipmentCount: 1 } as const
    await home.put({ ...returned, delivery: 'lost', voidedShipment: 1 })
    await home.put({ ...returned, id: 'hs-2', delivery: 'delivered' })
    home.clock.at = `${day}T08:00:00+07:00`
    expect(await home.run()).toEqual({ moved: 1, settled: 1, open: 0 })
    expect((await home.dossier('hs-2')).holder).toBe(`${ward}/desk`)
    const leader = standingOf(given.officer(heir, 'desk', 'leader'), await directory(home.desk))
    const wrong = { act: 'void-delivery', reason: 'Phát nhầm', letter: '112/BĐ' } as const
    if (leader) await does(home, wrong, leader, 'hs-2')
    for (const id of ['hs', 'hs-2'])
      expect(await home.dossier(id)).toMatchObject({ status: 'returned', receivingUnit: `${heir}/desk` })
    const { rows } = await home.desk.dossiers.workOf({ room: `${heir}/desk` }, 10)
    expect(rows.map(({ id }) => id)).toEqual(['hs', 'hs-2'])
  })

  it('lets the heir’s officers find what was closed long before, by its old code; nobody else', async () => {
    const home = await city()
    await home.put({ status: 'returned', clock: 'stopped', code: 'H57.40-260101-0001' })
    home.clock.at = `${day}T08:00:00+07:00`
    const today = await directory(home.desk)
    const found = async (agency: string) => {
      const person = standingOf(given.officer(agency, 'desk', 'reception'), today)
      return person && findByCode(home.desk, person, 'H57.40-260101-0001')
    }
    expect((await found(heir))?.id).toBe('hs')
    expect(await found(department)).toBeUndefined()
    home.clock.at = given.tuesday
    const yesterday = await directory(home.desk)
    const early = standingOf(given.officer(heir, 'desk', 'reception'), yesterday)
    expect(early && (await findByCode(home.desk, early, 'H57.40-260101-0001'))).toBeUndefined()
  })
})

describe('a split', () => {
  it('sends each dossier to the part that has its procedure', async () => {
    const parts = [{ to: department, procedures: ['1.000009'] }]
    const home = await city({ kind: 'split', from: ward, to: heir, parts })
    await home.put(atWork)
    await home.put({ ...atWork, id: 'hs-2', procedure: '1.000009' })
    home.clock.at = `${day}T08:00:00+07:00`
    expect((await home.run()).moved).toBe(2)
    expect((await home.dossier()).holder).toBe(`${heir}/office`)
    expect((await home.dossier('hs-2')).holder).toBe(`${department}/office`)
  })
})

describe('a split of an agency that has members of a group', () => {
  const at = (agency: string, room: string) => ({ agency, room: `${agency}/${room}` })
  const residence = { code: '1.000002', version: 1, name: 'Đăng ký thường trú' }
  const card = { code: '1.000003', version: 5, name: 'Cấp thẻ bảo hiểm y tế' }
  const plan = {
    ...given.homePlan,
    steps: [
      { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, ...at(ward, 'desk') },
      { n: 2, name: 'Xác minh cư trú', role: 'handler', hours: 8, ...at(department, 'office'), member: residence },
      { n: 3, name: 'Duyệt cư trú', role: 'leader', hours: 4, ...at(department, 'leaders'), member: residence },
      { n: 4, name: 'Lập thẻ', role: 'handler', hours: 8, ...at(department, 'office'), member: card },
      { n: 5, name: 'Ký thẻ', role: 'leader', hours: 4, ...at(department, 'leaders'), member: card },
      { n: 6, name: 'Trả kết quả', role: 'return-desk', hours: 0, ...at(ward, 'desk') },
    ],
  } as const

  it.each(['while the first is out', 'before the first is sent'])(
    'brings each member to whoever has its procedure, %s, and lets them finish it',
    async (when) => {
      const parts = [{ to: heir, procedures: [residence.code] }]
      const home = await city({ kind: 'split', from: department, to: ward, parts })
      await home.put({ ...atWork, step: 1, holder: `${ward}/desk` }, { plan })
      const isOut = when === 'while the first is out'
      const send = async () => {
        const sent = await does(home, { act: 'transfer' }, given.receptionist)
        if (!sent || isObjection(sent)) throw new Error(JSON.stringify(sent))
        return (await home.dossier()).child ?? ''
      }
      if (isOut) await send()
      home.clock.at = `${day}T08:00:00+07:00`
      expect((await home.run()).moved).toBe(isOut ? 1 : 0)
      const first = isOut ? ((await home.dossier()).child ?? '') : await send()
      const there = given.officer(heir, 'office', 'handler')
      expect(await home.dossier(first)).toMatchObject({ holder: `${heir}/office`, procedure: residence.code })
      const whole = await home.dossier()
      expect(whole).toMatchObject({ partAt: heir })
      expect([maySee(there, whole, undefined), maySee(there, await home.dossier(first), undefined)]).toEqual([
        true,
        true,
      ])
      const leader = given.officer(heir, 'leaders', 'leader')
      const passed = await does(home, { act: 'pass-on' }, there, first)
      expect(isObjection(passed) ? passed : passed?.dossier.holder).toBe(`${heir}/leaders`)
      const { paper: _, ...result } = given.scan({ n: 9, role: 'result', quarantineKey: `${first}/9/x` })
      await home.desk.scans.reserve(first, { ...result, state: 'slot' })
      await home.desk.scans.settle(first, result, 'slot')
      const signed = await does(home, { act: 'approve', resultScan: 9, resultNumber: '1/CT' }, leader, first)
      expect(isObjection(signed) ? signed : signed?.dossier.status).toBe('processed')
      const back = await does(home, { act: 'hand-back' }, leader, first)
      expect(isObjection(back) ? back : back?.dossier.id).toBe(first)
      // The next member is the other heir's.
      expect(await home.dossier(await send())).toMatchObject({ holder: `${ward}/office`, procedure: card.code })
    },
  )
})

describe('an officer who goes elsewhere', () => {
  const to = (unit: string, roles = given.handler.roles): ChangeDeed => ({
    kind: 'officer',
    officer: { id: given.handler.id, name: 'Lê Thị Thử', unit, roles },
  })

  it('leaves what was on the desk to the room, told by the decision', async () => {
    const home = await city(to(`${department}/office`))
    await home.put({ ...atWork, officer: given.handler.id }, { plan: given.homePlan })
    home.clock.at = `${day}T08:00:00+07:00`
    expect(await home.run()).toEqual({ moved: 1, settled: 1, open: 0 })
    const { officer, holder } = await home.dossier()
    expect([officer, holder]).toEqual([undefined, `${ward}/office`])
    const [, event] = await home.desk.dossiers.history('hs')
    expect(event).toMatchObject({ act: 'release', detail: { decision: '12/QĐ-UBND', officer: given.handler.id } })
    expect(await home.run()).toEqual({ moved: 0, settled: 0, open: 0 })
  })
  it('leaves it also when the roles end', async () => {
    const home = await city(to(`${ward}/office`, []))
    await home.put({ ...atWork, officer: given.handler.id }, { plan: given.homePlan })
    home.clock.at = `${day}T08:00:00+07:00`
    expect((await home.run()).moved).toBe(1)
  })
  it('keeps it when only the title changes', async () => {
    const home = await city(to(`${ward}/office`))
    await home.put({ ...atWork, officer: given.handler.id }, { plan: given.homePlan })
    home.clock.at = `${day}T08:00:00+07:00`
    expect(await home.run()).toEqual({ moved: 0, settled: 1, open: 0 })
    expect((await home.dossier()).officer).toBe(given.handler.id)
  })
})
