import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { hookSecret, mostSubscriptions, subscribe, unsubscribe } from '../../../shared/desk/front-ends/subscribe.ts'
import { tellSubscriber } from '../../../shared/desk/front-ends/tell-subscriber.ts'
import { ringMark } from '../../../shared/desk/ring-outbox.ts'
import { redriveAside } from '../../../shared/desk/set-asides/set-asides.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import type { Dossier, Want } from '../../../shared/dossier/dossier.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { toldCall } from '../../../shared/http/called-back.ts'
import { type HookKind, hookKindNames, kindsOf } from '../../../shared/messages/subscriptions.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const machine = { id: 'cong-1' }
const url = 'https://cong.thu.invalid/bao'
const all: readonly HookKind[] = hookKindNames

/** A dossier that was accepted, with a front end of its ward that asked to be told. */
async function underWay(kinds = all) {
  const home = await workerDesk()
  const { desk } = home
  await desk.machines.keep({ client: machine.id, name: 'Cổng thử', agency: given.ward, expiresOn: '2026-12-31' })
  const made = await subscribe(desk, machine, { url, kinds }, 'khoa-1')
  if (made === 'forbidden-address' || isObjection(made)) throw new Error('no subscription')
  await home.put({ status: 'accepted', clock: 'running', step: 1, code }, { plan: given.homePlan })
  const act = async (what: Act, person = given.receptionist) => {
    const { version } = await home.dossier()
    const done = await perform(desk, person, 'hs', what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    return done.dossier.version
  }
  const ring = async () => {
    for (const mark of await desk.outbox.waiting('9999', 50)) await ringMark(desk, mark)
    return desk.doorbells.rung.filter(({ queue }) => queue === 'webhooks')
  }
  const bell = (n: number) =>
    ({ kind: 'webhook', client: machine.id, subscription: made.id, dossier: 'hs', n }) as const
  const tell = (n = 1) => tellSubscriber(desk, bell(n))
  // As the document has it: whatever is sent must be what it says.
  const told = () => desk.webhooks.calls.map(({ body }) => toldCall().parse(JSON.parse(body)))
  return { ...home, made, act, ring, bell, tell, told }
}

describe('subscribing', () => {
  it('is one under its key, with a secret of its own; the same key for another wish is refused', async () => {
    const { desk, made } = await underWay()
    expect(await subscribe(desk, machine, { url, kinds: all }, 'khoa-1')).toEqual(made)
    expect(await subscribe(desk, machine, { url, kinds: ['ended'] }, 'khoa-1')).toMatchObject({
      objection: 'key-reused',
    })
    const second = await subscribe(desk, machine, { url, kinds: ['ended'] }, 'khoa-2')
    expect(hookSecret(desk.digests, Object(second).id)).not.toBe(hookSecret(desk.digests, made.id))
  })

  it.each(['https://nguoi-la.invalid/x', 'http://cong.thu.invalid/bao', 'https://169.254.169.254/latest/meta-data'])(
    'does not take %s',
    async (address) => {
      const { desk } = await underWay()
      expect(await subscribe(desk, machine, { url: address, kinds: all }, 'khoa-3')).toBe('forbidden-address')
    },
  )

  it('is for so many at once; an ended one makes room, and nobody ends another’s', async () => {
    const { desk, made } = await underWay()
    const more = (n: number) => subscribe(desk, machine, { url, kinds: all }, `khoa-them-${n}`)
    for (let n = 1; n < mostSubscriptions; n += 1) expect(await more(n)).toHaveProperty('id')
    expect(await more(99)).toMatchObject({ objection: 'too-many-subscriptions' })
    expect(await unsubscribe(desk, { id: 'cong-2' }, made.id)).toBeUndefined()
    expect(await unsubscribe(desk, machine, made.id)).toMatchObject({ ended: { why: 'asked' } })
    expect(await more(99)).toHaveProperty('id')
  })
})

describe('the outbox', () => {
  it('rings for whoever sees the dossier, in a group of receiver and dossier, when what is shown has moved', async () => {
    const { ring, act, made } = await underWay()
    expect(await ring()).toMatchObject([{ group: `${made.id}:hs`, message: { dossier: 'hs', n: 1 } }])
    const n = await act({ act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] })
    expect((await ring()).at(-1)).toMatchObject({ message: { n } })
  })

  it('rings for nobody who is of another agency, off the list, or has ended it', async () => {
    const { ring, desk, made } = await underWay()
    const entry = { client: machine.id, name: 'Cổng thử', agency: given.department, expiresOn: '2026-12-31' }
    await desk.machines.keep(entry)
    expect(await ring()).toEqual([])
    await desk.machines.keep({ ...entry, agency: given.ward, expiresOn: '2026-03-09' })
    await desk.outbox.clear('hs', 1)
    await desk.subscriptions.keep({ ...made, ended: { at: given.tuesday, why: 'asked' } })
    expect(await ring()).toEqual([])
  })
})

describe('telling a front end', () => {
  it('tells each event it asked for once, in order, as the dossier stood then, and nothing about a person', async () => {
    const { act, tell, told, desk } = await underWay(['status-changed'])
    await act({ act: 'pass-on' })
    const asked = await act(
      { act: 'ask-supplement', reason: 'Thiếu giấy của Nguyễn Văn A', papers: ['Giấy'] },
      given.handler,
    )
    await tell(asked)
    await tell(2)
    await tell(2)
    expect(told().map(({ event, dossier }) => [event, dossier.status])).toEqual([
      [1, 'accepted'],
      [2, 'in-progress'],
      [3, 'supplement-requested'],
    ])
    expect(told()[0]).toMatchObject({ kinds: ['status-changed'], dossier: { code, national: 2 } })
    expect(JSON.stringify(desk.webhooks.calls)).not.toMatch(/Nguyễn|Trần|Lê Thị|04609|cb-|"hs"/)
    expect(new Set(desk.webhooks.calls.map(({ id }) => id)).size).toBe(3)
  })

  it('tells of a parcel and of money that move while the dossier stands still', async () => {
    const home = await underWay(['parcel-moved', 'money-changed'])
    const { desk, ring, tell, told } = home
    const moved = async (
      change: Partial<Dossier>,
      wants: readonly Want[],
      name: 'undelivered' | 'assign' = 'undelivered',
    ) => {
      const file = await desk.dossiers.load('hs')
      if (!file) throw new Error('no dossier')
      const next = { ...file.dossier, ...change, version: file.dossier.version + 1 }
      const said = { key: `k${next.version}`, body: 'b' }
      const draft = { next, event: { act: name, wants } } as const
      const made = record(draft, file.dossier, given.receptionist, given.tuesday, said)
      await desk.dossiers.commit({ changes: [made] })
      return next.version
    }
    const first = await moved({ delivery: 'in-post' }, ['postal-returns'])
    expect((await ring()).at(-1)).toMatchObject({ message: { n: first } })
    await moved({ money: 'requested' }, ['payments'])
    const last = await moved({ officer: 'cb-1' }, ['search'], 'assign')
    expect((await ring()).some(({ message }) => Object(message).n === last)).toBe(false)
    await tell(last)
    expect(told().map(({ kinds, dossier }) => [kinds, dossier.delivery, dossier.money])).toEqual([
      [['parcel-moved'], 'in-post', 'none'],
      [['money-changed'], 'in-post', 'requested'],
    ])
  })

  it.each([
    [{ act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 }, 'exempted'],
    [{ act: 'exempt-fee', kind: 'reduced', ground: 'Hộ cận nghèo', payVnd: 3 }, 'requested'],
    [{ act: 'cancel-obligation', reason: 'Tính sai' }, 'cancelled'],
  ] as const)(
    'tells of money that nothing waited for and that is owed no more, or less of: %j',
    async (what, money) => {
      const { act, ring, tell, told } = await underWay(['money-changed'])
      const cashier = given.officer(given.ward, 'desk', 'cashier')
      await act({ act: 'charge-fee', items: [{ kind: 'fee', name: 'Phí', amountVnd: 5 }], payee: 'Kho bạc' }, cashier)
      const last = await act(what, cashier)
      expect((await ring()).at(-1)).toMatchObject({ message: { n: last } })
      await tell(last)
      expect(told().map(({ dossier }) => dossier.money)).toEqual(['requested', money])
    },
  )

  it('tells of each part of a fee that is given back, though the word of the dossier stays', async () => {
    const { act, ring, tell, told } = await underWay(['money-changed'])
    const cashier = given.officer(given.ward, 'desk', 'cashier')
    await act({ act: 'charge-fee', items: [{ kind: 'fee', name: 'Phí', amountVnd: 5 }], payee: 'Kho bạc' }, cashier)
    await act({ act: 'pay', amountVnd: 5, method: 'cash' }, cashier)
    await act({ act: 'refund', amountVnd: 1, reason: 'Thừa' }, cashier)
    const last = await act({ act: 'refund', amountVnd: 2, reason: 'Giảm' }, cashier)
    expect((await ring()).at(-1)).toMatchObject({ message: { n: last } })
    await tell(last)
    expect(told().map(({ dossier }) => dossier.money)).toEqual([
      ...['requested', 'paid', 'partly-refunded', 'partly-refunded'],
    ])
  })

  it('tells nothing of the time before the dossier had its code', async () => {
    const home = await underWay(['status-changed'])
    const { desk, bell, told } = home
    await home.put({ id: 'moi', status: 'registered' }, { plan: given.homePlan })
    const file = await desk.dossiers.load('moi')
    if (!file) throw new Error('no dossier')
    const coded = { next: { ...file.dossier, version: 2, code: 'H57.40-260310-0002', status: 'accepted' } as const }
    const made = record({ ...coded, event: { act: 'accept' } }, file.dossier, given.receptionist, given.tuesday, {
      key: 'k',
      body: 'b',
    })
    await desk.dossiers.commit({ changes: [made] })
    await tellSubscriber(desk, { ...bell(2), dossier: 'moi' })
    expect(told().map(({ event }) => event)).toEqual([2])
  })

  it('goes on from the event that was not taken, under the same name', async () => {
    const { act, tell, told, desk } = await underWay()
    await act({ act: 'pass-on' })
    desk.webhooks.next.push('taken-unheard', 'taken-unheard', 'silent')
    for (let tries = 0; tries < 3; tries += 1) await expect(tell(2)).rejects.toThrow()
    await tell(2)
    expect(told().map(({ event }) => event)).toEqual([1, 2])
  })

  it('ends with a receiver that is gone, and says so', async () => {
    const { tell, told, desk, made } = await underWay()
    desk.webhooks.next.push('gone')
    expect(await tell()).toBe('worked')
    expect(await desk.subscriptions.one(machine.id, made.id)).toMatchObject({ ended: { why: 'gone' } })
    await tell()
    expect(told()).toEqual([])
  })

  it('tells nothing of what it may not see any more, nor of the time before it asked', async () => {
    const { act, tell, told, desk, made } = await underWay()
    await desk.machines.keep({ client: machine.id, name: 'Cổng thử', agency: given.ward, expiresOn: '2026-03-09' })
    await tell()
    expect(told()).toEqual([])
    await desk.machines.keep({ client: machine.id, name: 'Cổng thử', agency: given.ward, expiresOn: '2026-12-31' })
    desk.subscriptions.one = async () => ({ ...made, createdAt: '2026-03-10T09:00:01+07:00' })
    await tell(await act({ act: 'pass-on' }))
    expect(told()).toEqual([])
  })

  it('is sent again from the set-aside letters, weeks later too', async () => {
    const { desk, bell, clock } = await underWay()
    const row = { id: 'm-1', queue: 'webhooks', body: JSON.stringify(bell(1)), reason: 'đã thử hết', at: given.tuesday }
    await desk.marks.setAside(row)
    clock.at = '2026-04-20T09:00:00+07:00'
    await redriveAside(desk, 'webhooks', row, 'cb-1')
    expect(desk.doorbells.rung).toMatchObject([{ queue: 'webhooks', message: bell(1) }])
    await desk.marks.setAside({ ...row, id: 'm-2', body: '{"dossier":"hs","n":1}' })
    expect(await redriveAside(desk, 'webhooks', { ...row, id: 'm-2' }, 'cb-1')).toMatchObject({
      objection: 'not-redrivable',
    })
  })
})

it('knows each kind by what happened, and no other', () => {
  const event = (more: object) => ({ act: 'pass-on', from: 'in-progress', to: 'in-progress', ...more }) as never
  expect(kindsOf(event({}), all)).toEqual([])
  expect(kindsOf(event({ was: { dueAt: null } }), all)).toEqual(['due-moved'])
  expect(kindsOf(event({ act: 'accept', from: 'registered', to: 'accepted' }), all)).toEqual([
    'accepted',
    'status-changed',
  ])
  expect(kindsOf(event({ to: 'processed' }), all)).toEqual(['status-changed', 'result-ready'])
  expect(kindsOf(event({ to: 'obligation-requested' }), all)).toEqual(['status-changed', 'money-asked'])
  expect(kindsOf(event({ act: 'ask-supplement', to: 'supplement-requested' }), all)).toEqual([
    'status-changed',
    'supplement-asked',
  ])
  expect(kindsOf(event({ act: 'transfer', was: { partAt: null } }), all)).toEqual(['agency-changed'])
  expect(kindsOf(event({ act: 'receive-back', was: { partAt: 'H57.24' } }), all)).toEqual(['agency-changed'])
  expect(kindsOf(event({ to: 'returned' }), ['ended'])).toEqual(['ended'])
})
