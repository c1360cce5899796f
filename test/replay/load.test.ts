import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDossiers } from '../../infra/load/load.ts'
import { credentials, region } from '../../infra/local/account.ts'
import { loadSampleInto } from '../../infra/local/load-sample.ts'
import { agencyOf } from '../../shared/agencies/unit.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createSearchWords } from '../../shared/aws/dossiers/search-words.ts'
import { createDigests } from '../../shared/aws/keys/digests.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { enterSearchWords, wordDigest } from '../../shared/desk/dossiers/enter-search-words.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { brokenAt } from '../../shared/dossier/history/history.ts'
import { wordsOf } from '../../shared/dossier/people/search-words.ts'
import { startTable, type TableStore } from '../promises/stores.ts'

interface Key {
  pk: string
  sk: string
}

function isTransaction(input: object): input is { TransactItems: { Put: { Item: Key } }[] } {
  return 'TransactItems' in input
}

describe('npm run load', () => {
  let store: TableStore
  let raw: DynamoDBClient
  const transactions: Key[][] = []
  beforeAll(async () => {
    store = await startTable()
    const said = await store.table.db.config.endpoint?.()
    raw = new DynamoDBClient({ endpoint: `${said?.protocol}//${said?.hostname}:${said?.port}`, region, credentials })
    raw.middlewareStack.add(
      (next) => (args) => {
        if (isTransaction(args.input)) transactions.push(args.input.TransactItems.map(({ Put }) => Put.Item))
        return next(args)
      },
      { step: 'initialize', priority: 'low' },
    )
    await loadSampleInto(createCatalogue(store.table))
  }, 120_000)
  afterAll(async () => {
    raw?.destroy()
    await store?.stop()
  })

  const digests = createDigests({ identityKey: 'thu', lookupKey: 'thu' })
  const load = (count: number) =>
    loadDossiers(raw, store.table.name, { count, chunk: 40, until: '2026-11-20', digests })
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

  it('writes head and history together: who counts is told of events only, and finds no head that comes later', () => {
    const inOne = transactions.map((items) => ({
      heads: items.filter(({ sk }) => sk === 'HEAD').map(({ pk }) => pk),
      events: items.filter(({ sk }) => sk.startsWith('EVENT#')).map(({ pk }) => pk),
    }))
    expect(inOne.flatMap(({ heads }) => heads).length).toBeGreaterThanOrEqual(120)
    for (const { heads, events } of inOne) expect(new Set(events)).toEqual(new Set(heads))
  })

  it('enters each in the register and under the words of its people, as the workers would', async () => {
    const { table } = store
    const [dossiers, prints, words] = [createDossiers(table), createPrints(table), createSearchWords(table)]
    const own = (await heads()).filter(({ parent }) => parent === undefined)
    const agencies = [...new Set(own.map(({ receivingUnit }) => agencyOf(receivingUnit)))]
    const lines = await Promise.all(agencies.map((agency) => prints.received(agency, '2026-01-01', '2026-12-31', 1000)))
    const accepted = own.filter(({ acceptedAt }) => acceptedAt !== undefined).map(({ id }) => id)
    expect(
      lines
        .flat()
        .map(({ dossier }) => dossier.id)
        .sort(),
    ).toEqual(accepted.sort())
    for (const head of own.slice(0, 20)) {
      const file = await dossiers.load(head.id)
      const asked = wordsOf(file?.parties ?? { applicant: { name: '', identityNumber: '' } })
      const digested = asked.map((word) => wordDigest({ digests }, word))
      const found = await words.find(agencyOf(head.receivingUnit), digested, { from: '2026-01', to: '2026-12' }, 200)
      expect(found.dossiers, head.id).toContain(head.id)
      // A bell that comes all the same finds nothing left to enter.
      const nothing = { enter: () => Promise.reject(new Error('entered anew')), remove: async () => {} }
      const desk = { dossiers, digests, marks: createMarks(table), searchWords: nothing }
      expect(await enterSearchWords(desk, { kind: 'doorbell', dossier: head.id, n: head.version })).toBe('worked')
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
