import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOfNobody, loadDossiers } from '../../infra/load/load.ts'
import { credentials, region } from '../../infra/local/account.ts'
import { loadSampleInto } from '../../infra/local/load-sample.ts'
import { createCatalogue } from '../../shared/aws/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { brokenAt } from '../../shared/dossier/history.ts'
import { startTable, type TableStore } from '../promises/stores.ts'

describe('npm run load', () => {
  let store: TableStore
  let raw: DynamoDBClient
  beforeAll(async () => {
    store = await startTable()
    const said = await store.table.db.config.endpoint?.()
    raw = new DynamoDBClient({ endpoint: `${said?.protocol}//${said?.hostname}:${said?.port}`, region, credentials })
    await loadSampleInto(createCatalogue(store.table))
  }, 120_000)
  afterAll(async () => {
    raw?.destroy()
    await store?.stop()
  })

  const load = (count: number) =>
    loadDossiers(raw, store.table.name, { count, chunk: 40, until: '2026-11-20', ofIdentity: digestOfNobody })
  const heads = async () => {
    const all: Dossier[] = []
    for await (const head of createDossiers(store.table).movedSince('')) all.push(head)
    return all
  }

  it('leaves dossiers in many states, each with a whole history and a number of its own', {
    timeout: 180_000,
  }, async () => {
    expect((await load(120)).loaded).toBe(120)
    const all = await heads()
    const states = new Set(all.map(({ status }) => status))
    for (const status of ['registered', 'accepted', 'in-progress', 'returned'] as const) {
      expect(states, [...states].join()).toContain(status)
    }
    const codes = all.flatMap(({ code, parent }) => (code === undefined || parent !== undefined ? [] : [code]))
    expect(new Set(codes).size).toBe(codes.length)
    for (const { id, version, chain } of all) {
      const history = await createDossiers(store.table).history(id)
      expect(history).toHaveLength(version)
      expect(brokenAt(history)).toBeUndefined()
      expect(history.at(-1)?.digest).toBe(chain)
    }
  })

  it('goes on where it was, and adds nothing that is there', { timeout: 180_000 }, async () => {
    const before = (await heads()).length
    expect((await load(120)).loaded).toBe(0)
    expect((await heads()).length).toBe(before)
    expect((await load(160)).loaded).toBe(40)
    expect((await heads()).length).toBeGreaterThan(before)
  })
})
