import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/access/person.ts'
import { standingOf } from '../../../shared/access/standing.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { endStandIn, letStandIn, listStandIns, standsInFor } from '../../../shared/desk/dossiers/stand-in.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import { chair, department, handler, homePlan, officer, receptionist, scan, tuesday, ward } from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

type Officer = Extract<Person, { kind: 'officer' }>
const head = officer(ward, 'office', 'unit-head')
const deputy: Officer = { ...handler, id: 'cb-pho', roles: ['clerk'] }
const wish = { absent: handler.id, substitute: deputy.id, from: '2026-03-10', to: '2026-03-12', reason: 'Nghỉ phép' }

async function office() {
  const world = await workerDesk(tuesday)
  const units = await world.desk.catalogue.units()
  await world.desk.catalogue.putUnits(units, [receptionist, handler, chair, head, deputy])
  const result = scan({ n: 9, role: 'result', quarantineKey: 'hs/9/x' })
  await world.desk.scans.reserve('hs', { ...result, state: 'slot' })
  await world.desk.scans.settle('hs', result, 'slot')
  const at = (step: number, room: string, assigned: string) =>
    world.put(
      {
        status: 'in-progress',
        clock: 'running',
        acceptedAt: tuesday,
        holder: `${ward}/${room}`,
        step,
        officer: assigned,
      },
      { plan: homePlan },
    )
  return { ...world, at }
}

describe('standing in', () => {
  it('lets the substitute act on the colleague’s dossiers, and every such act says for whom', async () => {
    const { desk, at } = await office()
    await at(2, 'office', handler.id)
    const said = { version: 1, key: 'khoa-0001' }
    expect(await perform(desk, deputy, 'hs', { act: 'pass-on' }, said)).toEqual({ objection: 'not-your-desk' })
    await letStandIn(desk, head, wish, 'khoa-0002')
    expect(await standsInFor(desk, deputy, handler.id)).toBe(true)
    const done = await perform(desk, deputy, 'hs', { act: 'pass-on' }, said)
    expect(done).toMatchObject({ event: { by: { id: deputy.id, standsFor: handler.id } } })
  })
  it('is set once for the same two and days, and for a year at most', async () => {
    const { desk } = await office()
    await letStandIn(desk, head, wish, 'khoa-0001')
    const refused = async (change: object, key: string) => letStandIn(desk, head, { ...wish, ...change }, key)
    expect(await refused({ from: '2026-03-12', to: '2026-03-20' }, 'khoa-0002')).toMatchObject({
      objection: 'wrong-days',
      faults: [{ where: 'body.from', why: expect.stringContaining('10/03/2026') }],
    })
    expect(await refused({ from: '2026-04-01', to: '2036-04-01' }, 'khoa-0003')).toMatchObject({
      objection: 'wrong-days',
      faults: [{ where: 'body.to' }],
    })
    expect(await refused({ from: '2026-03-13', to: '2026-03-20' }, 'khoa-0004')).not.toHaveProperty('objection')
  })
  it('reaches a leader’s signature only when a leader has set it', async () => {
    const { desk, at } = await office()
    await at(3, 'leaders', chair.id)
    const forChair = { ...wish, absent: chair.id, substitute: handler.id }
    expect(await letStandIn(desk, head, forChair, 'khoa-0001')).toMatchObject({ objection: 'not-your-act' })
    const approve = { act: 'approve', resultScan: 9 } as const
    const said = { version: 1, key: 'khoa-0003' }
    expect(await perform(desk, handler, 'hs', approve, said)).toMatchObject({ objection: 'not-your-act' })
    await letStandIn(desk, chair, forChair, 'khoa-0002')
    expect(await perform(desk, handler, 'hs', approve, said)).toMatchObject({
      dossier: { status: 'processed' },
      event: { by: { id: handler.id, unit: `${ward}/leaders`, standsFor: chair.id } },
    })
  })
  it('does not reach on: whoever the absent stands in for is not the substitute’s', async () => {
    const { desk, at } = await office()
    await at(3, 'leaders', chair.id)
    await letStandIn(desk, chair, { ...wish, absent: chair.id, substitute: handler.id }, 'khoa-0001')
    await letStandIn(desk, head, wish, 'khoa-0002')
    const answer = await perform(
      desk,
      deputy,
      'hs',
      { act: 'pass-back', reason: 'x' },
      { version: 1, key: 'khoa-0003' },
    )
    expect(answer).toMatchObject({ objection: 'not-your-unit' })
  })
  it('gives away no post to which the absent one comes later: another agency’s, another room’s, a leader’s', async () => {
    const { desk, at } = await office()
    await letStandIn(desk, head, wish, 'khoa-0001')
    const becomes = async (change: Partial<Officer>) => {
      const own = await desk.catalogue.officers()
      await desk.catalogue.putUnits(
        await desk.catalogue.units(),
        own.map((one) => (one.id === handler.id ? { ...one, ...change } : one)),
      )
      return standsInFor(desk, deputy, handler.id)
    }
    expect(await becomes({ unit: 'H57.08/office' })).toBe(false)
    expect(await becomes({ unit: `${ward}/leaders` })).toBe(false)
    expect(await becomes({ roles: ['leader'] })).toBe(false)
    expect(await becomes({ unit: handler.unit, roles: ['handler', 'leader'] })).toBe(true)
    await at(3, 'leaders', chair.id)
    const approve = { act: 'approve', resultScan: 9 } as const
    const answer = await perform(desk, deputy, 'hs', approve, { version: 1, key: 'khoa-0002' })
    expect(answer).toMatchObject({ objection: 'not-your-act' })
  })
  it('of before the post was kept with it is not followed to another agency either', async () => {
    const { desk } = await office()
    const set = await letStandIn(desk, head, wish, 'khoa-0001')
    if ('objection' in set) throw new Error(set.objection)
    const { place: _, ...old } = set
    await desk.catalogue.putStandIn({ ...old, id: 'cu' })
    await endStandIn(desk, head, set.id)
    expect(await standsInFor(desk, deputy, handler.id)).toBe(true)
    const own = await desk.catalogue.officers()
    const gone = own.map((one) => (one.id === handler.id ? { ...one, unit: 'H57.08/office' } : one))
    await desk.catalogue.putUnits(await desk.catalogue.units(), gone)
    expect(await standsInFor(desk, deputy, handler.id)).toBe(false)
  })
  it('holds on at a merger, since the two are colleagues again with the heir, and is ended there', async () => {
    const { desk, clock, put } = await office()
    const set = await letStandIn(desk, head, wish, 'khoa-0001')
    const merger = { kind: 'merger', from: [ward], to: department } as const
    const decided = { id: 'qd-1', on: '2026-03-11', decision: '12/QĐ', by: 'cb-admin', at: tuesday, body: '' }
    await desk.catalogue.announce({ ...decided, ...merger })
    clock.at = '2026-03-11T09:00:00+07:00'
    const units = await directory(desk)
    const [here, boss] = [standingOf(deputy, units), standingOf(chair, units)]
    if (!here || !boss) throw new Error('no officers')
    expect([here.unit, await standsInFor(desk, here, handler.id)]).toEqual([`${department}/office`, true])
    const held = { status: 'in-progress', clock: 'running', acceptedAt: tuesday, step: 2, officer: handler.id } as const
    await put({ ...held, holder: here.unit, agencies: [department] }, { plan: homePlan })
    const done = await perform(desk, here, 'hs', { act: 'pass-on' }, { version: 1, key: 'khoa-0002' })
    expect(done).toMatchObject({ event: { by: { id: deputy.id, standsFor: handler.id } } })
    expect(await letStandIn(desk, boss, wish, 'khoa-0009')).toMatchObject({ objection: 'wrong-days' })
    expect(await endStandIn(desk, boss, 'id' in set ? set.id : '')).toMatchObject({ endedBy: boss.id })
    expect(await standsInFor(desk, here, handler.id)).toBe(false)
    expect(await listStandIns(desk, here)).toHaveLength(1)
  })
  it.each([
    ['before its first day', '2026-03-09T09:00:00+07:00'],
    ['after its last day', '2026-03-13T07:00:00+07:00'],
  ])('is nothing %s', async (_, moment) => {
    const { desk, clock } = await office()
    clock.at = '2026-03-09T08:00:00+07:00'
    await letStandIn(desk, head, wish, 'khoa-0001')
    clock.at = moment
    expect(await standsInFor(desk, deputy, handler.id)).toBe(false)
  })
  it('ends when a head ends it, and stays in the list', async () => {
    const { desk } = await office()
    const set = await letStandIn(desk, head, wish, 'khoa-0001')
    const id = 'id' in set ? set.id : ''
    expect(
      await endStandIn(desk, { ...head, id: 'cb-khac', roles: ['unit-head'], unit: `${ward}/desk` }, id),
    ).toMatchObject({
      objection: 'not-your-act',
    })
    expect(await endStandIn(desk, head, id)).toMatchObject({ endedBy: head.id, endedAt: tuesday })
    expect(await standsInFor(desk, deputy, handler.id)).toBe(false)
    expect(await listStandIns(desk, handler)).toHaveLength(1)
    expect(await endStandIn(desk, head, 'khong-co')).toBeUndefined()
  })
  it('is set once under one key, and another wish under it is refused', async () => {
    const { desk } = await office()
    const first = await letStandIn(desk, head, wish, 'khoa-0001')
    expect(await letStandIn(desk, head, wish, 'khoa-0001')).toEqual(first)
    expect(await letStandIn(desk, head, { ...wish, to: '2026-03-11' }, 'khoa-0001')).toEqual({
      objection: 'key-reused',
    })
    expect(await listStandIns(desk, head)).toHaveLength(1)
  })
  it.each([
    ['nobody for themselves', { substitute: handler.id }, 'not-your-colleague'],
    ['nobody of another agency', { substitute: 'cb-H57.08-office-handler' }, 'not-your-colleague'],
    ['no days turned round', { from: '2026-03-12', to: '2026-03-11' }, 'wrong-days'],
    ['no days gone by', { from: '2026-03-01', to: '2026-03-09' }, 'wrong-days'],
  ] as const)('takes %s', async (_, change, objection) => {
    const { desk } = await office()
    expect(await letStandIn(desk, head, { ...wish, ...change }, 'khoa-0001')).toMatchObject({ objection })
  })
})
