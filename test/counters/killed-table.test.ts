import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { canonical } from '../../shared/dossier/history/history.ts'
import { birth } from '../http/given.ts'
import { startTable, type TableStore } from '../promises/stores.ts'
import { simulate } from '../simulation/months.ts'

class Killed extends Error {}

describe('the projector on the table', () => {
  let store: TableStore
  let ids: string[] = []
  beforeAll(async () => {
    store = await startTable()
    await createCatalogue(store.table).putProcedure(birth)
    const { records, plans } = (await simulate(7, 6)).store
    const long = [...records.values()].filter(({ events }) => events.length > 3).slice(0, 3)
    ids = long.map(({ dossier }) => dossier.id)
    for (const { dossier, parties, ledger, events } of long) {
      const plan = plans.get(dossier.planRef ?? '')
      for (const event of events) {
        const isLast = event.n === dossier.version
        const head = isLast ? dossier : { ...dossier, version: event.n }
        const beside = { ...(parties ? { parties } : {}), ...(isLast ? { ledger, ...(plan ? { plan } : {}) } : {}) }
        await createDossiers(store.table).commit({ changes: [{ dossier: head, event, ...beside }] })
      }
    }
  }, 120_000)
  afterAll(() => store?.stop())

  /** The deed over a table whose calls are told of before and after they are made. */
  function desk(around: (call: number, when: 'before' | 'after') => void = () => {}) {
    let calls = 0
    const { db, name } = store.table
    const send = async (...said: Parameters<typeof db.send>) => {
      calls += 1
      const own = calls
      around(own, 'before')
      const answer = await db.send(...said)
      around(own, 'after')
      return answer
    }
    const table: Table = {
      name,
      db: new Proxy(db, { get: (of, key) => (key === 'send' ? send : Reflect.get(of, key)) }),
    }
    return {
      dossiers: createDossiers(table),
      counters: createCounters(table),
      catalogue: createCatalogue(table),
      pause: async () => {},
      chance: () => 0,
      now: () => '2027-01-01T02:15:00+07:00',
      calls: () => calls,
    }
  }

  const counts = /^(CELLS|AFTER|ENTERED|BOOK|OPEN)#/
  /** Rows, marks and what stands beside; how often a row was written, and when one was let go, is left out. */
  async function written() {
    const { Items = [] } = await store.table.db.send(new ScanCommand({ TableName: store.table.name }))
    return Items.filter(({ pk, sk }) => counts.test(pk) || sk === 'COUNTED')
  }
  async function empty() {
    const keys = (await written()).map(({ pk, sk }) => ({ pk, sk }))
    const remove = (Key: object) =>
      store.table.db.send(new DeleteCommand({ TableName: store.table.name, Key: { ...Key } }))
    await Promise.all(keys.map(remove))
  }
  const plainly = (items: Awaited<ReturnType<typeof written>>) =>
    items.map(({ rev: _, ttl: _then, ...item }) => canonical(item)).sort()

  it('killed before or after any of its calls, and given the same batch again, leaves every figure as it was', {
    timeout: 180_000,
  }, async () => {
    const whole = desk()
    await countDossiers(whole, ids)
    const wanted = plainly(await written())
    expect(wanted.length).toBeGreaterThan(10)
    expect(whole.calls()).toBeGreaterThan(5)
    for (let call = 1; call <= whole.calls(); call += 1)
      for (const when of ['before', 'after'] as const) {
        await empty()
        const dying = desk((own, now) => {
          if (own === call && now === when) throw new Killed()
        })
        await countDossiers(dying, ids).catch(() => {})
        await countDossiers(desk(), ids)
        expect([call, when, plainly(await written())]).toEqual([call, when, wanted])
      }
  })
})
