import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import {
  comparePortal,
  oldestUnsentSeconds,
  ringComparisons,
} from '../../../shared/desk/national-portal/compare-portal.ts'
import { tellPortal } from '../../../shared/desk/national-portal/tell-portal.ts'
import { ringMark } from '../../../shared/desk/ring-outbox.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { birth, workflow } from '../../http/given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const bell = (n = 1, dossier = 'hs') => ({ kind: 'doorbell', dossier, n }) as const
const day = '2026-03-11'

/** A dossier on its way, and what two officers do to it; every mark of the outbox is rung. */
async function underWay() {
  const all = await workerDesk()
  const head = { code, acceptedAt: given.tuesday, dueAt: '2026-03-13T09:00:00+07:00' }
  await all.put({ status: 'accepted', clock: 'running', step: 1, ...head }, { plan: given.homePlan })
  const act = async (what: Act, person = given.receptionist) => {
    const { version } = await all.dossier()
    const done = await perform(all.desk, person, 'hs', what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    return done.dossier.version
  }
  const ring = async () => {
    for (const mark of await all.desk.outbox.waiting('9999', 50)) await ringMark(all.desk, mark)
  }
  return { ...all, act, ring }
}

const line = (all: WorkerDesk) => all.desk.syncLedger.line('hs')
function silent(all: WorkerDesk) {
  const tell = async () => Promise.reject(new Outage('the portal', undefined))
  return { ...all.desk, caseRegister: { ...all.desk.caseRegister, tell } }
}

const ever = '2027-01-01T00:00:00+07:00'

describe('telling the portal', () => {
  it('is owed from the ring on, and told once however often the bell rings', async () => {
    const all = await underWay()
    await all.ring()
    expect(await line(all)).toMatchObject({ owed: { n: 1 }, unsentSince: given.tuesday })
    for (let n = 0; n < 10; n += 1) await tellPortal(all.desk, bell())
    expect(all.desk.caseRegister.told).toEqual([{ code, status: 'accepted', events: [1], isKnown: false }])
    const known = await line(all)
    expect(known).toMatchObject({ code, sent: { n: 1 }, acknowledged: { n: 1, status: 'accepted' } })
    expect(known).not.toHaveProperty('unsentSince')
  })

  it('keeps the order of a dossier, whichever bell comes first: the second time only what is new', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    const first = await all.act({ act: 'pass-on' })
    const second = await all.act({ act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] }, given.handler)
    await all.ring()
    await tellPortal(all.desk, bell(second))
    await tellPortal(all.desk, bell(first))
    expect(all.desk.caseRegister.told.slice(1)).toEqual([
      { code, status: 'supplement-requested', events: [2, 3], isKnown: true },
    ])
  })

  it('says nothing of what the portal does not show', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    await all.act({ act: 'assign', officer: given.receptionist.id })
    const marks = await all.desk.outbox.waiting('9999', 50)
    expect(marks.find(({ n }) => n === 2)).toBeUndefined()
    await tellPortal(all.desk, bell(2))
    expect(all.desk.caseRegister.told).toHaveLength(1)
  })

  it('knows what it sent without an answer, and tells all of it when the portal is back', async () => {
    const all = await underWay()
    await all.ring()
    await expect(tellPortal(silent(all), bell())).rejects.toThrow(Outage)
    const waiting = await line(all)
    expect(waiting).toMatchObject({ code, sent: { n: 1 }, unsentSince: given.tuesday })
    expect(waiting).not.toHaveProperty('acknowledged')
    await all.act({ act: 'pass-on' })
    await all.ring()
    await tellPortal(all.desk, bell(2))
    expect(all.desk.caseRegister.told.map(({ events }) => events)).toEqual([[1, 2]])
  })

  it('keeps what the portal refuses, and asks the queue to try again', async () => {
    const all = await underWay()
    const caseRegister = { ...all.desk.caseRegister, tell: async () => ({ refused: 'mã 99' }) }
    for (const times of [1, 2]) {
      await expect(tellPortal({ ...all.desk, caseRegister }, bell())).rejects.toThrow(Outage)
      expect(await line(all)).toMatchObject({ code, refused: { n: 1, code: 'mã 99', times } })
    }
    await tellPortal(all.desk, bell())
    expect(await line(all)).not.toHaveProperty('refused')
  })

  it('takes one number from a register that numbers for itself, also when the first telling fails', async () => {
    const all = await underWay()
    let numbers = 0
    const nextNumber = async () => `BO-${++numbers}`
    const failing = { ...silent(all).caseRegister, nextNumber }
    await expect(tellPortal({ ...all.desk, caseRegister: failing }, bell())).rejects.toThrow(Outage)
    await tellPortal({ ...all.desk, caseRegister: { ...all.desk.caseRegister, nextNumber } }, bell())
    expect(all.desk.caseRegister.told).toMatchObject([{ number: 'BO-1' }])
    expect(numbers).toBe(1)
  })

  it('knows by its code which dossier waits while a register gives it no number, silent or refusing', async () => {
    const all = await underWay()
    await all.ring()
    const withNumber = (nextNumber: () => Promise<string | { refused: string }>) =>
      tellPortal({ ...all.desk, caseRegister: { ...all.desk.caseRegister, nextNumber } }, bell())
    await expect(withNumber(() => Promise.reject(new Outage('ministry', undefined)))).rejects.toThrow(Outage)
    expect(await line(all)).toMatchObject({ code, ended: 'not-yet', unsentSince: given.tuesday })
    await expect(withNumber(async () => ({ refused: 'mã 400' }))).rejects.toThrow(Outage)
    expect(await line(all)).toMatchObject({ code, refused: { code: 'mã 400', times: 1 } })
    expect(all.desk.caseRegister.told).toEqual([])
    await withNumber(async () => 'BO-1')
    expect(all.desk.caseRegister.told).toMatchObject([{ number: 'BO-1' }])
  })

  it('is told of what was put right about the people or the subject, also of what it had refused and was given up', async () => {
    const all = await underWay()
    const caseRegister = { ...all.desk.caseRegister, tell: async () => ({ refused: 'mã 12' }) }
    await all.ring()
    await expect(tellPortal({ ...all.desk, caseRegister }, bell())).rejects.toThrow(Outage)
    const n = await all.act({ act: 'amend', reason: 'Ghi nhầm', summary: 'Thửa đất số 120' })
    const rings = (await all.desk.outbox.waiting('9999', 50)).filter((mark) => mark.n === n)
    expect(rings).toMatchObject([{ wants: expect.arrayContaining(['portal']) }])
    await all.ring()
    await tellPortal(all.desk, bell(n))
    expect(all.desk.caseRegister.told).toMatchObject([{ code, events: [1, n] }])
    const known = await line(all)
    expect(known).not.toHaveProperty('refused')
    expect(known).not.toHaveProperty('unsentSince')
  })

  it('notes whose the lateness was when a dossier in time is told too late', async () => {
    const all = await underWay()
    await all.desk.scans.reserve('hs', given.scan({ n: 1, role: 'result' }))
    await all.act({ act: 'pass-on' })
    await all.act({ act: 'pass-on' }, given.handler)
    await all.act({ act: 'approve', resultScan: 1, resultNumber: '5/QĐ' }, given.chair)
    all.clock.at = '2026-03-20T09:00:00+07:00'
    await tellPortal(all.desk, bell())
    expect((await line(all))?.whole).toMatchObject({ late: 'synchronisation', keptAt: given.tuesday })
  })

  it('says when there is no such dossier', async () => {
    const { desk } = await workerDesk()
    expect(await tellPortal(desk, bell(1, 'không-có'))).toBe('absent')
    expect(await comparePortal(desk, { kind: 'compare', dossier: 'không-có', day })).toBe('absent')
  })
})

describe('comparing with the portal', () => {
  const compare = (all: WorkerDesk) => comparePortal(all.desk, { kind: 'compare', dossier: 'hs', day })

  it('lists what the portal lost and sends it again, until both agree', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    all.desk.caseRegister.shown.clear()
    await compare(all)
    expect(await all.desk.syncLedger.differences(day)).toMatchObject([
      { dossier: 'hs', code, kind: 'missing-there', ours: 'accepted', sentAgain: true },
    ])
    expect(all.desk.doorbells.rung.at(-1)).toMatchObject({ queue: 'portal', group: 'hs' })
    await tellPortal(all.desk, bell())
    expect(all.desk.caseRegister.told).toHaveLength(2)
    await compare(all)
    expect(all.desk.caseRegister.told).toHaveLength(2)
  })

  it('rings for what is owed though an earlier look ended before it rang, and not where nothing is', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    await compare(all)
    const rings = () => all.desk.doorbells.rung.filter(({ queue }) => queue === 'portal').length
    expect(rings()).toBe(0)
    all.desk.caseRegister.shown.clear()
    const mute = {
      ...all.desk,
      doorbells: { ...all.desk.doorbells, ring: async () => Promise.reject(new Error('ended')) },
    }
    await expect(comparePortal(mute, { kind: 'compare', dossier: 'hs', day })).rejects.toThrow('ended')
    await compare(all)
    expect(rings()).toBe(1)
  })

  it('tells an open dossier once more before its links to files run out, and one that has ended no more', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    const tellings = () => all.desk.caseRegister.told.length
    const on = async (today: string) => {
      all.clock.at = `${today}T03:00:00+07:00`
      await comparePortal(all.desk, { kind: 'compare', dossier: 'hs', day: today })
      await tellPortal(all.desk, bell())
    }
    await on('2026-05-24')
    expect(tellings()).toBe(1)
    await on('2026-05-25')
    expect(tellings()).toBe(2)
    expect(await line(all)).toMatchObject({ acknowledged: { at: '2026-05-25T03:00:00+07:00' } })
    expect(await line(all)).not.toHaveProperty('renew')
    expect(await line(all)).not.toHaveProperty('unsentSince')
    await on('2026-06-01')
    expect(tellings()).toBe(2)
    const done = await workerDesk()
    await done.put({ status: 'returned', code, clock: 'stopped' })
    await done.desk.syncLedger.keep({
      dossier: 'hs',
      revision: 0,
      acknowledged: { n: 1, status: 'returned', at: given.tuesday },
    })
    done.desk.caseRegister.shown.set(code, { status: 'returned', statusCode: '10' })
    done.clock.at = '2026-09-01T03:00:00+07:00'
    await comparePortal(done.desk, { kind: 'compare', dossier: 'hs', day: '2026-09-01' })
    expect(done.desk.doorbells.rung).toEqual([])
  })

  it('lists a portal that says "done" where we say "processing", and does not write over it', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    all.desk.caseRegister.shown.set(code, { status: 'returned', statusCode: '10' })
    await compare(all)
    expect(await all.desk.syncLedger.differences(day)).toMatchObject([
      { kind: 'ahead-there', theirs: '10', sentAgain: false },
    ])
    expect(all.desk.doorbells.rung.filter(({ queue }) => queue === 'portal')).toEqual([])
  })

  it('counts what the portal knows by the day of its reception, until the portal has lost it', async () => {
    const all = await workerDesk()
    await all.desk.catalogue.putProcedure(birth)
    await all.desk.catalogue.putWorkflow(workflow)
    await all.put({ channel: 'direct' }, { plan: given.homePlan })
    await all.desk.scans.reserve('hs', given.scan())
    const known = () => all.desk.syncLedger.knownCount(given.ward, '2026-03-10', '2026-03-10')
    await tellPortal(all.desk, bell())
    expect(await known()).toBe(0)
    const done = await perform(all.desk, given.receptionist, 'hs', { act: 'accept' }, { version: 1, key: 'k1' })
    expect(done && !isObjection(done)).toBe(true)
    all.clock.at = '2026-03-11T09:00:00+07:00'
    for (let ring = 0; ring < 3; ring += 1) await tellPortal(all.desk, bell(2))
    expect(await known()).toBe(1)
    all.desk.caseRegister.shown.clear()
    await compare(all)
    expect(await known()).toBe(0)
    await tellPortal(all.desk, bell(2))
    expect(await known()).toBe(1)
  })

  it('is silent where the register cannot be asked, or was never told', async () => {
    const all = await underWay()
    await compare(all)
    await tellPortal(all.desk, bell())
    const { lookUp: _, ...mute } = all.desk.caseRegister
    await comparePortal({ ...all.desk, caseRegister: mute }, { kind: 'compare', dossier: 'hs', day })
    expect(await all.desk.syncLedger.differences(day)).toEqual([])
  })

  it('finds what was never told, also where nobody knew that it is owed, and tells it', async () => {
    const all = await underWay()
    all.clock.at = '2026-03-11T02:00:00+07:00'
    await compare(all)
    expect(await all.desk.syncLedger.differences(day)).toMatchObject([{ kind: 'missing-there', sentAgain: true }])
    await tellPortal(all.desk, bell())
    expect(all.desk.caseRegister.told).toHaveLength(1)
  })

  it('lets a first telling have its hours before it calls it missing', async () => {
    const all = await underWay()
    await all.ring()
    await compare(all)
    expect(await all.desk.syncLedger.differences(day)).toEqual([])
    all.clock.at = '2026-03-11T02:00:00+07:00'
    await compare(all)
    expect(await all.desk.syncLedger.differences(day)).toHaveLength(1)
  })

  const ringOn = (all: WorkerDesk, on: string) => {
    all.clock.at = `${on}T02:00:00+07:00`
    return ringComparisons(all.desk, ever)
  }
  const days = Array.from({ length: 14 }, (_, n) => `2026-04-${String(n + 1).padStart(2, '0')}`)

  it('compares what is open once a week although it does not move, and what has ended no more', async () => {
    const all = await underWay()
    await ringOn(all, '2026-03-31')
    const rung = []
    for (const on of days) rung.push(await ringOn(all, on))
    expect(rung.filter((count) => count === 1)).toHaveLength(2)
    await all.put({ id: 'xong', code: 'H57.40-260310-0002', status: 'returned' })
    for (const on of days) rung.push(await ringOn(all, on.replace('-04-', '-05-')))
    expect(all.desk.doorbells.rung.filter(({ group }) => group === 'xong')).toEqual([])
  })

  it('keeps what differs on every day’s list until it is settled, and goes after what is still untold', async () => {
    const all = await underWay()
    await tellPortal(all.desk, bell())
    all.desk.caseRegister.shown.set(code, { status: 'returned', statusCode: '10' })
    await ringOn(all, '2026-04-01')
    await comparePortal(all.desk, { kind: 'compare', dossier: 'hs', day: '2026-04-01' })
    for (const on of days.slice(1)) {
      expect(await ringOn(all, on), on).toBe(1)
      await comparePortal(all.desk, { kind: 'compare', dossier: 'hs', day: on })
      expect(await all.desk.syncLedger.differences(on), on).toMatchObject([{ kind: 'ahead-there' }])
    }
    const untold = await underWay()
    await untold.ring()
    await ringOn(untold, '2026-03-31')
    for (const on of days) expect(await ringOn(untold, on), on).toBe(1)
  })

  it('goes on where its time was over, until every dossier had its ring', async () => {
    const all = await underWay()
    const ids = Array.from({ length: 400 }, (_, n) => `hs-${n}`)
    for (const [n, id] of ids.entries()) {
      const code = `H57.40-260310-${String(n + 10).padStart(4, '0')}`
      await all.put({ id, code, status: 'in-progress', updatedAt: '2026-03-10T09:00:00+07:00' })
    }
    all.clock.at = '2026-03-11T02:00:00+07:00'
    const cut = '2026-03-11T02:00:00+07:00'
    const runs = []
    for (let run = 0; run < 4; run += 1) runs.push(await ringComparisons(all.desk, cut))
    expect(runs.slice(0, 2)).toEqual([undefined, undefined])
    expect(runs.at(-1)).toBeUndefined()
    expect(await all.desk.marks.value('PORTAL-COMPARED')).toBe('2026-03-11')
    const rung = new Set(all.desk.doorbells.rung.map(({ message }) => message.kind === 'compare' && message.dossier))
    expect(ids.every((id) => rung.has(id))).toBe(true)
    expect(all.desk.doorbells.rung.length).toBeLessThan(420)
  })

  it('rings once a day, after its hour, for what moved and bears a code', async () => {
    const all = await underWay()
    await all.put({ id: 'nháp', status: 'draft' })
    all.clock.at = '2026-03-11T01:59:00+07:00'
    expect(await ringComparisons(all.desk, ever)).toBeUndefined()
    all.clock.at = '2026-03-11T02:00:00+07:00'
    expect(await ringComparisons(all.desk, ever)).toBe(1)
    expect(await ringComparisons(all.desk, ever)).toBeUndefined()
    all.clock.at = '2026-03-14T02:00:00+07:00'
    expect(await ringComparisons(all.desk, ever)).toBe(1)
    expect(all.desk.doorbells.rung.map(({ message }) => message)).toEqual([
      { kind: 'compare', dossier: 'hs', day: '2026-03-11' },
      { kind: 'compare', dossier: 'hs', day: '2026-03-14' },
    ])
  })
})

describe('the age of the oldest unsent', () => {
  it('counts from the event, and is nothing once the portal knows all', async () => {
    const all = await underWay()
    expect(await oldestUnsentSeconds(all.desk)).toBe(0)
    await all.ring()
    all.clock.at = '2026-03-10T10:00:00+07:00'
    expect(await oldestUnsentSeconds(all.desk)).toBe(3600)
    await tellPortal(all.desk, bell())
    expect(await oldestUnsentSeconds(all.desk)).toBe(0)
  })
})
