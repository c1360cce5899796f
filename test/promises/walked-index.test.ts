import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { type Table, walkEach } from '../../shared/aws/table/table.ts'
import { dossierWith, opening } from './samples.ts'
import { startTable, type TableStore } from './stores.ts'

const late = '2031-01-02T08:00:00+07:00'

describe('walking an index', () => {
  let store: TableStore
  const ids: string[] = []
  beforeAll(async () => {
    store = await startTable()
    for (let n = 0; n < 23; n += 1) {
      const dossier = dossierWith({ updatedAt: late, ...(n % 3 === 0 ? { status: 'returned', clock: 'stopped' } : {}) })
      ids.push(dossier.id)
      await createDossiers(store.table).commit({ changes: [opening(dossier)] })
    }
  }, 60_000)
  afterAll(async () => store?.stop())

  /** The table, and each walk that is asked of it. */
  function watched(): { table: Table; asked: ScanCommandInput[] } {
    const asked: ScanCommandInput[] = []
    const { db, name } = store.table
    const watching = new Proxy(db, {
      get: (target, key) =>
        key === 'send'
          ? (command: ScanCommand) => {
              if (command instanceof ScanCommand) asked.push(command.input)
              return target.send(command)
            }
          : Reflect.get(target, key),
    })
    return { table: { db: watching, name }, asked }
  }

  it('meets each item once, however small the page and though heads share a place', async () => {
    for (const pageSize of [1, 4, 1000]) {
      const { table, asked } = watched()
      const met: string[] = []
      for await (const { pk } of walkEach(table, { IndexName: 'work' }, pageSize)) met.push(String(pk))
      expect(met.sort()).toEqual([...ids].sort())
      expect(asked.length).toBeGreaterThanOrEqual(Math.ceil(23 / pageSize))
      expect(new Set(asked.map(({ Limit }) => Limit))).toEqual(new Set([pageSize]))
    }
  })

  it('looks for what moved a page at a time', async () => {
    const { table, asked } = watched()
    let met = 0
    for await (const { updatedAt } of createDossiers(table).movedSince('2031-01-01T00:00:00+07:00'))
      met += Number(updatedAt === late)
    expect(met).toBe(23)
    expect(asked.map(({ IndexName, Limit }) => [IndexName, Limit])).toEqual([['work', 1000]])
  })
})
