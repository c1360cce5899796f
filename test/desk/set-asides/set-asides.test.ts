import { describe, expect, it } from 'vitest'
import { setAside } from '../../../shared/desk/set-asides/set-aside.ts'
import { countAsides, explainAside, redriveAside } from '../../../shared/desk/set-asides/set-asides.ts'
import { type AsideQueue, asideId, asideQueueOf, placeOfAside } from '../../../shared/messages/aside.ts'
import { readOldMessage } from '../../../shared/messages/read-old.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const place = { at: given.tuesday, id: 'm-1' }
const bell = { kind: 'doorbell', dossier: 'hs', n: 2 }
const row = {
  id: 5,
  orderNumber: 'H57.40-260310-0001',
  waybill: 'RM1VN',
  code: '100',
  at: given.tuesday,
  state: 'delivered',
}

async function aside(queue: AsideQueue, body: unknown) {
  const all = await workerDesk()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const name = `mot-cua-desk-${queue.replaceAll('-', '')}queue1A2B.fifo`
  await setAside(
    all.desk,
    { id: 'm-1', queue: `${name}-dead`, source: name, body: text, sentAt: given.tuesday },
    'lý do',
  )
  return { ...all, redrive: () => redriveAside(all.desk, queue, place, 'cb-1') }
}

describe('a set-aside message', () => {
  it('is counted under its queue, until it is sent again', async () => {
    const { desk, redrive } = await aside('transfers', bell)
    const waiting = async () => (await countAsides(desk)).find(({ queue }) => queue === 'transfers')
    expect(await waiting()).toEqual({ queue: 'transfers', waiting: 1, isMore: false, oldestAt: given.tuesday })
    await redrive()
    expect(await waiting()).toEqual({ queue: 'transfers', waiting: 0, isMore: false })
  })

  it('is counted however many newer ones were sent again, and what lies too deep is told as more', async () => {
    const { desk } = await aside('transfers', bell)
    const waiting = async () => (await countAsides(desk)).find(({ queue }) => queue === 'transfers')
    const later = '2026-03-13T09:00:00+07:00'
    const add = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) {
        const row = { at: later, id: `m-${String(n).padStart(5, '0')}` }
        await desk.marks.setAside({ ...row, queue: 'transfers', body: '', reason: 'lý do' })
        await desk.marks.noteRedriven('transfers', row, { at: later, by: 'cb-1' })
      }
    }
    await add(0, 150)
    expect(await waiting()).toEqual({ queue: 'transfers', waiting: 1, isMore: false, oldestAt: given.tuesday })
    await add(150, 2000)
    expect(await waiting()).toEqual({ queue: 'transfers', waiting: 0, isMore: true })
  })

  it('says whether its work was done meanwhile', async () => {
    const { desk, put } = await aside('transfers', bell)
    expect((await explainAside(desk, 'transfers', place))?.explains.join(' ')).toContain('Không có hồ sơ này')
    await put({ code: 'H57.40-260310-0001' })
    const before = await explainAside(desk, 'transfers', place)
    expect(before).toMatchObject({ code: 'H57.40-260310-0001', mayRedrive: true, about: bell })
    expect(before?.explains.join(' ')).toContain('chưa làm')
    await desk.marks.moveCursor('hs', 'transfers', 2)
    expect((await explainAside(desk, 'transfers', place))?.explains.join(' ')).toContain('đã xong')
  })

  it('of a front end says which it is, what it has taken, and when nobody listens any more', async () => {
    const { desk, put } = await aside('webhooks', {
      kind: 'webhook',
      client: 'cong',
      subscription: 'dk-1',
      dossier: 'hs',
      n: 2,
    })
    const explained = async () => (await explainAside(desk, 'webhooks', place))?.explains.join(' ')
    await put({ code: 'H57.40-260310-0001' })
    expect(await explained()).toContain('Không còn đăng ký này')
    const made = {
      id: 'dk-1',
      client: 'cong',
      url: 'https://cong.thu.invalid/bi-mat?x=1',
      kinds: [],
      createdAt: given.tuesday,
    }
    await desk.subscriptions.keep(made)
    expect(await explained()).toMatch(/Nơi nhận: cong tại cong\.thu\.invalid.*chưa làm/)
    expect(await explained()).not.toContain('bi-mat')
    await desk.marks.setValue('WEBHOOK#dk-1#hs', '2')
    expect(await explained()).toContain('đã xong')
    await desk.subscriptions.keep({ ...made, ended: { at: given.tuesday, why: 'gone' } })
    expect(await explained()).toContain('Đăng ký đã kết thúc')
  })

  it('is absent when nobody set it aside', async () => {
    const { desk } = await workerDesk()
    expect(await explainAside(desk, 'transfers', place)).toBeUndefined()
    expect(await redriveAside(desk, 'transfers', place, 'cb-1')).toBeUndefined()
  })
})

describe('sending again', () => {
  it('leaves out the post’s own sentence, which older messages carried and which may name people', async () => {
    const older = { kind: 'tracking', row: { ...row, text: 'Phát cho bà Trần Thị Thử' } }
    const { desk, redrive } = await aside('postal-returns', older)
    await redrive()
    expect(desk.doorbells.rung.map(({ message }) => message)).toEqual([{ kind: 'tracking', row }])
  })

  it.each([
    ['transfers', bell],
    ['postal-returns', bell],
    ['postal-returns', { kind: 'tracking', row }],
    ['notices', { kind: 'notice', agency: 'H57.40', day: '2026-03-10' }],
  ] as const)('rings %s as the message meant', async (queue, message) => {
    const { desk, redrive } = await aside(queue, message)
    await redrive()
    expect(desk.doorbells.rung.map((rung) => [rung.queue, rung.message])).toEqual([[queue, message]])
  })

  it('may be done as often as wanted, and counts', async () => {
    const { desk, redrive } = await aside('transfers', bell)
    for (let times = 1; times <= 10; times += 1)
      expect(await redrive()).toMatchObject({ redriven: { times, by: 'cb-1' } })
    expect(desk.doorbells.rung).toHaveLength(10)
    expect(desk.doorbells.reasons[0]).toBe(`again:${given.tuesday}`)
  })

  it.each([
    ['with more fields', { kind: 'doorbell', v: 2, dossier: 'hs', n: 2, urgency: 'high' }],
    ['of another kind', { kind: 'bell.v3', dossier: 'hs', n: '2' }],
    ['without a number', { dossier: 'hs' }],
  ])('works for a doorbell %s, written under another schema', async (_, message) => {
    const { desk, redrive } = await aside('transfers', message)
    await redrive()
    expect(desk.doorbells.rung[0]?.message).toMatchObject({ kind: 'doorbell', dossier: 'hs' })
  })

  it.each(['x', '{}', '{"kind":"tracking","row":{"id":1}}', '[]'])('does not guess what %s meant', async (body) => {
    const { desk, redrive } = await aside('postal-returns', body)
    expect(await redrive()).toEqual({ objection: 'not-redrivable' })
    expect((await explainAside(desk, 'postal-returns', place))?.mayRedrive).toBe(false)
    expect(desk.doorbells.rung).toEqual([])
  })

  it.each(['imports', 'archives', 'reporting', 'webhooks'] as const)(
    'says that nothing can be rung where %s names a dossier and no job of its own',
    async (queue) => {
      const { desk, redrive } = await aside(queue, { kind: 'job.v0', dossier: 'hs' })
      expect(await redrive()).toEqual({ objection: 'not-redrivable' })
      expect((await explainAside(desk, queue, place))?.mayRedrive).toBe(false)
    },
  )

  it('leaves the message waiting when the queue is silent', async () => {
    const { desk } = await aside('transfers', bell)
    const ring = () => Promise.reject(new Outage('the queue', undefined))
    const doorbells = { ...desk.doorbells, ring, again: () => ({ ...desk.doorbells, ring }) }
    await expect(redriveAside({ ...desk, doorbells }, 'transfers', place, 'cb-1')).rejects.toThrow(Outage)
    expect(await desk.marks.setAsideAt('transfers', place)).not.toHaveProperty('redriven')
  })
})

describe('names of set-aside messages', () => {
  it('lead back to their place', () => {
    expect(placeOfAside(asideId(place))).toEqual(place)
    expect(asideId(place)).toMatch(/^[0-9A-Za-z_-]+$/)
    for (const wrong of ['', 'AAAA', 'xx xx']) expect(placeOfAside(wrong)).toBeUndefined()
  })

  it('keep a queue that nobody listed', () => {
    expect(asideQueueOf('mot-cua-desk-new-queue')).toBe('mot-cua-desk-new-queue')
  })
})

it('an old tracking row is never rung as a doorbell', () => {
  expect(readOldMessage('{"kind":"tracking","row":{"orderNumber":"A"}}')).toBeUndefined()
})
