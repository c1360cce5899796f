import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { dossierWith, nextOf, opening, scanWith } from './samples.ts'
import { startTable, type TableStore } from './stores.ts'

const events = 130
const said = 'ệ'.repeat(8_000)

/** A page of the table ends after a megabyte, whatever was asked for and whatever a filter lets through. */
describe('a history of three megabytes', () => {
  let store: TableStore
  let pages = 0
  const dossier = dossierWith()
  let table: Table
  beforeAll(async () => {
    store = await startTable()
    const { db, name } = store.table
    const counting = new Proxy(db, {
      get: (target, key) =>
        key === 'send'
          ? (command: QueryCommand | ScanCommand) => {
              if (command instanceof QueryCommand || command instanceof ScanCommand) pages += 1
              return target.send(command)
            }
          : Reflect.get(target, key),
    })
    table = { db: counting, name }
    const dossiers = createDossiers(store.table)
    let change = opening(dossier)
    await dossiers.commit({ changes: [change] })
    for (let n = 1; n < events; n += 1) {
      change = nextOf(change.dossier, {}, { detail: { said } })
      expect(await dossiers.commit({ changes: [change] })).toBe('committed')
    }
    await createScans(store.table).reserve(dossier.id, scanWith(dossier.id, 1))
  }, 120_000)
  afterAll(async () => store?.stop())

  it('is read whole and in order over all its pages, with what lies behind it', async () => {
    pages = 0
    const whole = await createDossiers(table).whole(dossier.id)
    expect(whole?.history.map(({ n }) => n)).toEqual(Array.from({ length: events }, (_, n) => n + 1))
    expect(whole?.file.scans).toHaveLength(1)
    expect(pages).toBeGreaterThan(2)
  })

  it('hides nothing from a walk that passes it by', async () => {
    pages = 0
    const met: string[] = []
    let after: string | undefined
    do {
      const page = await createScans(table).walk(1_000, after)
      met.push(...page.rows.map((row) => row.dossier))
      after = page.next
    } while (after !== undefined)
    expect(met).toEqual([dossier.id])
    expect(pages).toBeGreaterThan(2)
  })
})
