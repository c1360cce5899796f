import { describe, expect, it } from 'vitest'
import { ringMark, sweepOutbox } from '../../shared/desk/ring-outbox.ts'
import { setAsideDeadLetters, workLetter } from '../../shared/desk/set-asides/set-aside.ts'
import { record } from '../../shared/dossier/history/history.ts'
import type { Letter } from '../../shared/messages/dead-letters.ts'
import { Outage } from '../../shared/outage.ts'
import * as given from '../given.ts'
import { type WorkerDesk, workerDesk } from './worker-desk.ts'

/** An event that wants something sent, written at the moment of the clock. */
async function wanting(all: WorkerDesk, id: string) {
  const next = given.dossier({ id, version: 1 })
  const event = { act: 'receive-transfer', wants: ['transfers'] } as const
  const made = record({ next, event }, undefined, given.receptionist, all.clock.at, { key: id, body: id })
  await all.desk.dossiers.commit({ changes: [{ ...made, parties: given.fileOf().parties }] })
  return { dossier: id, n: 1, wants: ['transfers'], at: given.tuesday } as const
}

describe('the outbox', () => {
  it('rings what an event wants, then clears its mark', async () => {
    const all = await workerDesk()
    for (const id of ['a', 'b']) await ringMark(all.desk, await wanting(all, id))
    expect(all.desk.doorbells.rung.map(({ group }) => group)).toEqual(['a', 'b'])
    expect(await all.desk.outbox.waiting('9999', 10)).toEqual([])
  })

  it('rings by one mark for a transfer and for the part that it opened', async () => {
    const { desk } = await workerDesk()
    const wants = ['transfers', 'sheets', 'search', 'portal'] as const
    await ringMark(desk, { dossier: 'hs', n: 4, wants, at: given.tuesday, part: 'phan' })
    const bell = (queue: string, dossier: string, n: number) => ({
      queue,
      group: dossier,
      message: { kind: 'doorbell', dossier, n },
    })
    expect(desk.doorbells.rung).toEqual([
      bell('transfers', 'phan', 1),
      bell('sheets', 'phan', 1),
      bell('search', 'hs', 4),
      bell('portal', 'hs', 4),
    ])
    expect((await desk.syncLedger.line('hs'))?.owed?.n).toBe(4)
  })

  it('leaves the mark when the queue is silent', async () => {
    const all = await workerDesk()
    const mark = await wanting(all, 'a')
    const doorbells = { ...all.desk.doorbells, ring: async () => Promise.reject(new Outage('the queue', undefined)) }
    await expect(ringMark({ ...all.desk, doorbells }, mark)).rejects.toThrow(Outage)
    expect(await all.desk.outbox.waiting('9999', 10)).toHaveLength(1)
  })

  it('is swept of marks older than two minutes only, all of them', async () => {
    const all = await workerDesk()
    for (let n = 0; n < 230; n += 1) await wanting(all, `alt-${n}`)
    all.clock.at = '2026-03-10T09:05:00+07:00'
    await wanting(all, 'mới')
    expect(await sweepOutbox(all.desk)).toBe(230)
    expect(await all.desk.outbox.waiting('9999', 10)).toMatchObject([{ dossier: 'mới' }])
  })

  it('ends the sweep although a lagging index shows a cleared mark again', async () => {
    const all = await workerDesk('2026-03-10T09:05:00+07:00')
    const mark = { dossier: 'a', n: 1, wants: ['transfers'], at: given.tuesday } as const
    const outbox = { waiting: async () => [mark], clear: async () => undefined }
    expect(await sweepOutbox({ ...all.desk, outbox })).toBe(1)
  })

  it('sweeps for a minute at most', async () => {
    const all = await workerDesk()
    for (let n = 0; n < 230; n += 1) await wanting(all, `alt-${n}`)
    let asked = 0
    const now = () => `2026-03-10T10:0${asked++ === 0 ? 0 : asked - 2}:30+07:00`
    expect(await sweepOutbox({ ...all.desk, now })).toBe(100)
  })
})

describe('setting aside', () => {
  const letter = { id: 'm-1', queue: 'transfers', body: '{}', sentAt: given.tuesday }
  const work = async () => 'worked'

  /** Gives the letter out as long as nobody says that it need not come again. */
  const queueOf = (one: Letter) => {
    const lying = new Set([one])
    return async () => [...lying].map((each) => ({ letter: each, done: async () => void lying.delete(each) }))
  }

  it('empties the other queues of dead letters although one of them is silent', async () => {
    const { desk } = await workerDesk()
    const silent = () => Promise.reject(new Outage('the dead letters', undefined))
    const deadLetters = [silent, queueOf(letter)]
    await expect(setAsideDeadLetters({ ...desk, deadLetters })).rejects.toThrow(Outage)
    expect((await desk.marks.setAsides('transfers', 10)).rows).toHaveLength(1)
  })

  it('keeps a letter on its queue until it stands in the table', async () => {
    const { desk } = await workerDesk()
    const take = queueOf(letter)
    const setAside = () => Promise.reject(new Outage('the table', undefined))
    const marks = { ...desk.marks, setAside }
    await expect(setAsideDeadLetters({ ...desk, marks, deadLetters: [take] })).rejects.toThrow(Outage)
    expect(await take()).toHaveLength(1)
  })

  it('moves a dead letter into the table once, however often it comes', async () => {
    const { desk } = await workerDesk()
    for (let times = 0; times < 10; times += 1) await setAsideDeadLetters({ ...desk, deadLetters: [queueOf(letter)] })
    expect((await desk.marks.setAsides('transfers', 10)).rows).toEqual([
      { id: 'm-1', queue: 'transfers', body: '{}', at: given.tuesday, reason: 'đã thử hết số lần cho phép' },
    ])
  })

  it.each([
    ['not JSON', 'x', 'không đọc được: không phải JSON'],
    ['of another queue', '{"kind":"notice","agency":"H57.40","day":"2026-03-10"}', 'hàng đợi không nhận loại notice'],
  ])('takes a message that is %s at once, with the reason', async (_, body, reason) => {
    const { desk } = await workerDesk()
    await workLetter(desk, { ...letter, body }, ['doorbell'], work)
    expect((await desk.marks.setAsides('transfers', 10)).rows).toMatchObject([{ reason }])
  })

  it('takes a message about no dossier of ours', async () => {
    const { desk } = await workerDesk()
    const body = '{"kind":"doorbell","dossier":"hs","n":1}'
    await workLetter(desk, { ...letter, body }, ['doorbell'], async () => 'absent')
    expect((await desk.marks.setAsides('transfers', 10)).rows).toMatchObject([{ reason: 'không có hồ sơ này' }])
  })

  it('takes a message about a job nobody has', async () => {
    const { desk } = await workerDesk()
    await workLetter(desk, { ...letter, body: '{"kind":"import","id":"i-1"}' }, ['import'], async () => 'absent')
    const reason = 'không có việc mà tin nói tới'
    expect((await desk.marks.setAsides('transfers', 10)).rows).toMatchObject([{ reason }])
  })

  it('leaves a message to the queue when a neighbour is silent', async () => {
    const { desk } = await workerDesk()
    const body = '{"kind":"doorbell","dossier":"hs","n":1}'
    const silent = () => Promise.reject(new Outage('the table', undefined))
    await expect(workLetter(desk, { ...letter, body }, ['doorbell'], silent)).rejects.toThrow(Outage)
    expect((await desk.marks.setAsides('transfers', 10)).rows).toEqual([])
  })
})
