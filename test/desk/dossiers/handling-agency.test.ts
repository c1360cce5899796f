import { describe, expect, it } from 'vitest'
import type { OrganisationChange } from '../../../shared/agencies/changes.ts'
import { withRooms } from '../../../shared/agencies/rooms.ts'
import type { DossierSource } from '../../../shared/connectors/dossier-source.ts'
import { ministryProgress } from '../../../shared/connectors/ministry-fields.ts'
import { dossierFields, progressFields } from '../../../shared/connectors/national-portal-fields.ts'
import { followState } from '../../../shared/desk/dossiers/follow-state.ts'
import { lookUp, receiptSecret } from '../../../shared/desk/dossiers/look-up.ts'
import { ownerRefOf } from '../../../shared/desk/dossiers/owner-ref.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { subscribe } from '../../../shared/desk/front-ends/subscribe.ts'
import { tellSubscriber } from '../../../shared/desk/front-ends/tell-subscriber.ts'
import { runReHoming } from '../../../shared/desk/keeping/re-home.ts'
import { tellPortal } from '../../../shared/desk/national-portal/tell-portal.ts'
import { ringMark } from '../../../shared/desk/ring-outbox.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { handlingAgency } from '../../../shared/dossier/handling-agency.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const { ward, department } = given
const code = `${ward}-260310-0001`
const wardName = 'UBND phường Thử Nghiệm'
const departmentName = 'Sở Thử Nghiệm'
const machine = { id: 'cong-1' }

/** A dossier whose next step is the department's, and how each reader is told where it lies. */
async function underWay() {
  const home = await workerDesk()
  const { desk } = home
  const ownerRef = ownerRefOf(desk, given.citizen) ?? ''
  const head = { ownerRef, code, acceptedAt: given.tuesday, dueAt: '2026-03-13T09:00:00+07:00' }
  await home.put({ status: 'accepted', clock: 'running', step: 1, ...head }, { plan: given.interlinkedPlan })
  const act = async (what: Act, person: Parameters<typeof perform>[1] = given.receptionist, id = 'hs') => {
    const { version } = await home.dossier(id)
    const done = await perform(desk, person, id, what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    return done
  }
  const source = async (): Promise<DossierSource> => {
    const [file, history, units] = await Promise.all([
      desk.dossiers.load('hs'),
      desk.dossiers.history('hs'),
      directory(desk),
    ])
    if (!file) throw new Error('no dossier')
    return { file, history, directory: units }
  }
  const toldTo = async () => {
    const found = await lookUp(desk, { code, factor: receiptSecret(desk.digests, 'hs'), sourceIp: '192.0.2.1' })
    const told = await source()
    return [
      typeof found === 'string' ? found : found.found.office,
      followState(told.file.dossier, code, told.directory).office,
      dossierFields(told)?.DonViXuLy,
    ]
  }
  const part = async () => (await home.dossier()).child ?? ''
  return { ...home, act, source, toldTo, part }
}

const each = (name: string) => [name, name, name]

describe('where a dossier lies', () => {
  it('is the agency that has the part out, and the receiving one before and after', async () => {
    const { act, toldTo, part, dossier } = await underWay()
    expect(await toldTo()).toEqual(each(wardName))
    await act({ act: 'transfer' })
    expect(await dossier()).toMatchObject({ partAt: department, holder: `${ward}/desk` })
    expect(await dossier(await part())).not.toHaveProperty('partAt')
    expect(await toldTo()).toEqual(each(departmentName))
    await act({ act: 'reject-transfer', reason: 'Nhầm nơi' }, given.cityHandler, await part())
    expect(await dossier()).not.toHaveProperty('partAt')
    expect(await toldTo()).toEqual(each(wardName))
  })

  it.each([
    ['called back', { act: 'call-back', reason: 'Chuyển nhầm' }],
    ['withdrawn', { act: 'withdraw', reason: 'Đổi ý' }],
  ] as const)('is the receiving agency again when it is %s', async (_, what) => {
    const { act, toldTo, dossier } = await underWay()
    await act({ act: 'transfer' })
    await act(what, what.act === 'withdraw' ? given.citizen : given.receptionist)
    expect(await dossier()).not.toHaveProperty('partAt')
    expect(await toldTo()).toEqual(each(wardName))
  })

  it('is kept as it is by the same transfer sent twice, and by one that saw an older version', async () => {
    const { desk, act, toldTo, dossier } = await underWay()
    const { version } = await dossier()
    await act({ act: 'transfer' })
    const before = await dossier()
    const again = (key: string) => perform(desk, given.receptionist, 'hs', { act: 'transfer' }, { version, key })
    expect(await again(`k${version}`)).toMatchObject({ dossier: { partAt: department } })
    expect(await again('khác')).toMatchObject({ objection: 'moved-meanwhile' })
    expect(await dossier()).toEqual(before)
    expect(await toldTo()).toEqual(each(departmentName))
  })

  it('is the receiving agency for a head that was written before it was kept', () => {
    const old = given.dossier({ child: 'phan' })
    expect(handlingAgency(old, given.directory)).toBe(ward)
  })
})

describe('where it lay', () => {
  it('is told to a front end of each event as it stood then, whichever bell comes first', async () => {
    const { desk, act, part } = await underWay()
    await desk.machines.keep({ client: machine.id, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
    const wish = { url: 'https://cong.thu.invalid/bao', kinds: ['status-changed'] } as const
    const made = await subscribe(desk, machine, wish, 'khoa-1')
    if (made === 'forbidden-address' || isObjection(made)) throw new Error('no subscription')
    await act({ act: 'transfer' })
    await act({ act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] }, given.cityHandler, await part())
    await act({ act: 'withdraw', reason: 'Đổi ý' }, given.citizen)
    const bell = { kind: 'webhook', client: machine.id, subscription: made.id, dossier: 'hs' } as const
    for (const n of [4, 2, 2, 3]) await tellSubscriber(desk, { ...bell, n })
    const told = desk.webhooks.calls.map(({ body }) => JSON.parse(body).dossier)
    expect(told.map(({ status, office }) => [status, office])).toEqual([
      ['accepted', wardName],
      ['in-progress', departmentName],
      ['supplement-requested', departmentName],
      ['withdrawn', wardName],
    ])
  })

  it('is told in a portal’s progress of what nobody at a desk did', async () => {
    const { act, source, part } = await underWay()
    await act({ act: 'transfer' })
    await act({ act: 'acknowledge' }, { kind: 'job', id: 'transfers' }, await part())
    await act({ act: 'reject-transfer', reason: 'Nhầm nơi' }, given.cityHandler, await part())
    const told = await source()
    const places = progressFields(told).map(({ NoiDungXuLy, PhongBanXuLy }) => [NoiDungXuLy, PhongBanXuLy])
    expect(places.slice(1, 3).map(([, place]) => place)).toEqual([`${wardName} (desk)`, departmentName])
    expect(ministryProgress(told, '1').map(({ DonViXuLy }) => DonViXuLy)).toEqual([
      wardName,
      wardName,
      departmentName,
      departmentName,
    ])
  })

  it('is told to the portal as soon as it moves, there and back', async () => {
    const { desk, act, part } = await underWay()
    const ring = async () => {
      for (const mark of await desk.outbox.waiting('9999', 50)) await ringMark(desk, mark)
      const bells = desk.doorbells.rung.filter(({ queue, group }) => queue === 'portal' && group === 'hs')
      await tellPortal(desk, { kind: 'doorbell', dossier: 'hs', n: 1 })
      return bells.length
    }
    await act({ act: 'transfer' })
    const first = await ring()
    await act({ act: 'reject-transfer', reason: 'Nhầm nơi' }, given.cityHandler, await part())
    expect(await ring()).toBe(first + 1)
    await act({ act: 'transfer' })
    expect(await ring()).toBe(first + 2)
    expect(desk.caseRegister.told.map(({ events }) => events)).toEqual([[1, 2], [3], [4]])
    expect(await desk.syncLedger.line('hs')).not.toHaveProperty('unsentSince')
  })
})

describe('an agency that was merged while it has a part', () => {
  const heir = 'H57.77'
  const merged = async () => {
    const home = await underWay()
    const { catalogue } = home.desk
    const [first] = given.units
    if (!first) throw new Error('no units')
    const fresh = withRooms({ ...first, id: heir, agency: heir, name: 'Sở Mới' })
    await catalogue.putUnits([...(await catalogue.units()), ...fresh], await catalogue.officers())
    const change: OrganisationChange = {
      ...{ id: 'qd-1', on: '2026-03-11', decision: '12/QĐ-UBND', by: 'cb-admin', at: given.tuesday, body: '' },
      ...{ kind: 'merger', from: [department], to: heir },
    }
    await catalogue.announce(change)
    await home.act({ act: 'transfer' })
    return home
  }

  it('is named by its heir from the day on, and the head says so once it was carried out', async () => {
    const { desk, clock, toldTo, dossier, part } = await merged()
    expect(await toldTo()).toEqual(each(departmentName))
    clock.at = '2026-03-11T08:20:00+07:00'
    expect(await toldTo()).toEqual(each('Sở Mới'))
    expect(await dossier()).toMatchObject({ partAt: department })
    for (let run = 0; run < 2; run += 1) await runReHoming(desk, '2026-12-31T00:00:00+07:00')
    expect(await dossier()).toMatchObject({ partAt: heir, holder: `${ward}/desk` })
    expect(await dossier(await part())).toMatchObject({ holder: `${heir}/office` })
    expect((await desk.dossiers.history('hs')).filter(({ act }) => act === 're-home')).toHaveLength(1)
    expect(await toldTo()).toEqual(each('Sở Mới'))
  })

  it('is named on a head that bore nothing before its dossier moved', async () => {
    const { desk, clock, dossier } = await merged()
    const record = desk.store.records.get('hs')
    if (!record) throw new Error('no dossier')
    const { partAt: _, ...old } = record.dossier
    record.dossier = old
    clock.at = '2026-03-11T08:20:00+07:00'
    await runReHoming(desk, '2026-12-31T00:00:00+07:00')
    expect(await dossier()).toMatchObject({ partAt: heir })
  })
})
