import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { findLate } from '../../../shared/desk/figures/find-late.ts'
import { tellPortal } from '../../../shared/desk/national-portal/tell-portal.ts'
import { ringMark } from '../../../shared/desk/ring-outbox.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { allOf } from '../../memory/copy.ts'
import { workerDesk } from '../worker-desk.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }
const due = '2026-03-13T17:00:00+07:00'
const decidedAt = '2026-03-12T09:00:00+07:00'
const tooLate = '2026-03-16T09:00:00+07:00'
const bell = (dossier: string, n = 2) => ({ kind: 'doorbell', dossier, n }) as const

/** Dossiers of the ward that were decided a day before they were due, or as it is said; nobody has told the portal yet. */
async function decided(...ids: readonly string[]) {
  const all = await workerDesk()
  const read = { heads: 0, lines: 0, histories: 0 }
  const put = async (id: string, change: Partial<Dossier> = {}) => {
    const head = { code: `H57.40-260310-${id}`, acceptedAt: given.tuesday, dueAt: due, agencies: [given.ward] }
    const open = await all.put(
      { id, status: 'accepted', clock: 'running', ...head, ...change },
      { plan: given.homePlan },
    )
    const next = {
      ...open,
      status: 'processed',
      clock: 'stopped',
      class: 'early',
      finishedAt: decidedAt,
      version: 2,
    } as const
    const event = { act: 'approve' } as const
    const made = record({ next, event }, open, given.chair, decidedAt, { key: `end-${id}`, body: 'b' })
    await all.desk.dossiers.commit({ changes: [made] })
    await countDossiers(all.desk, [id])
  }
  for (const id of ids) await put(id)
  const { dossiers, syncLedger } = all.desk
  const desk = {
    ...all.desk,
    dossiers: {
      ...dossiers,
      heads: async (ids: readonly string[]) => {
        read.heads += ids.length
        return dossiers.heads(ids)
      },
      history: async (id: string) => {
        read.histories += 1
        return dossiers.history(id)
      },
    },
    syncLedger: {
      ...syncLedger,
      lines: async (ids: readonly string[]) => {
        read.lines += ids.length
        return syncLedger.lines(ids)
      },
    },
  }
  const ring = async () => {
    for (const mark of await all.desk.outbox.waiting('9999', 500)) await ringMark(all.desk, mark)
  }
  const late = async (at = '2026-04-10T09:00:00+07:00', most?: number) => {
    all.clock.at = at
    Object.assign(read, { heads: 0, lines: 0, histories: 0 })
    const found = await findLate(desk, [given.ward], march, most)
    return found === 'too-many' ? found : found.found.map(({ thing }) => thing.dossier).sort()
  }
  const tell = async (at: string, id: string, n?: number) => {
    all.clock.at = at
    await tellPortal(all.desk, bell(id, n))
  }
  const fail = async (at: string, id: string) => {
    all.clock.at = at
    const tell = async () => Promise.reject(new Outage('the portal', undefined))
    await expect(
      tellPortal({ ...all.desk, caseRegister: { ...all.desk.caseRegister, tell } }, bell(id)),
    ).rejects.toThrow('the portal')
  }
  return { ...all, put, ring, late, tell, fail, read }
}

describe('what ended in its time and is late at the portal', () => {
  it('stands in the report when the portal learned of it too late, whatever number of bells rang, late and out of order', async () => {
    const { ring, late, tell, desk } = await decided('a', 'b', 'c')
    await ring()
    await tell('2026-03-12T09:00:01+07:00', 'a')
    for (const n of [2, 1, 2, 1, 2]) await tell(tooLate, 'b', n)
    await ring()
    expect(await late()).toEqual(['b', 'c'])
    await tell('2026-04-02T09:00:00+07:00', 'c')
    expect(await late()).toEqual(['b', 'c'])
    expect(await allOf(desk.syncLedger.lateThere(given.ward, march.from, march.to))).toHaveLength(2)
  })

  it('is written with the telling that shows it, or not at all', async () => {
    const { ring, late, tell, desk, read } = await decided('a')
    await ring()
    const { keep } = desk.syncLedger
    let killed = 0
    desk.syncLedger.keep = async () => {
      killed += 1
      throw new Outage('the table', undefined)
    }
    await expect(tell(tooLate, 'a')).rejects.toThrow('the table')
    desk.syncLedger.keep = keep
    expect([killed, await desk.syncLedger.line('a')]).toMatchObject([1, { owed: { n: 2 } }])
    await tell(tooLate, 'a')
    expect([await late(), read.lines]).toEqual([['a'], 0])
  })

  it('stands there while the portal is owed it and it is due, also where the outbox has not looked at it yet', async () => {
    const { ring, late, read } = await decided('a')
    expect(await late('2026-03-13T16:59:00+07:00')).toEqual([])
    expect(await late()).toEqual(['a'])
    await ring()
    expect(await late()).toEqual(['a'])
    expect(read).toEqual({ heads: 1, lines: 1, histories: 1 })
  })

  it('is found without reading what was told in time, however much that is', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `early-${n}`)
    const { ring, late, tell, read } = await decided('a', ...ids)
    await ring()
    for (const id of ids) await tell('2026-03-12T09:00:01+07:00', id)
    await tell(tooLate, 'a')
    expect(await late()).toEqual(['a'])
    expect(read).toEqual({ heads: 1, lines: 0, histories: 1 })
  })

  it('is found in a backlog by reading what ended at that agency by then, when the portal was tried once', async () => {
    const { put, ring, late, fail, read } = await decided('a')
    const elsewhere = { receivingUnit: `${given.department}/desk`, agencies: [given.department] }
    const others = Array.from({ length: 30 }, (_, n) => `other-${n}`)
    for (const id of others) await put(id, elsewhere)
    await put('not-due', { dueAt: '2026-05-13T17:00:00+07:00' })
    await ring()
    expect(await late()).toEqual(['a'])
    expect(read.heads).toBe(32)
    for (const id of ['a', 'not-due', ...others]) await fail('2026-03-12T10:00:00+07:00', id)
    expect(await late()).toEqual(['a'])
    expect(read).toEqual({ heads: 1, lines: 1, histories: 1 })
    expect(await late(undefined, 1)).toEqual(['a'])
    expect(await late(undefined, 0)).toBe('too-many')
  })

  it('counts nobody else among what is looked at, however far the outbox is behind', async () => {
    const { put, late } = await decided('a')
    const elsewhere = { receivingUnit: `${given.department}/desk`, agencies: [given.department] }
    for (let n = 0; n < 30; n += 1) await put(`other-${n}`, elsewhere)
    expect(await late(undefined, 1)).toEqual(['a'])
  })
})
