import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTable, restoreTable } from '../../infra/commands/table-file.ts'
import { credentials, region } from '../../infra/local/account.ts'
import { findFreePorts } from '../../infra/local/loopback.ts'
import { createTable } from '../../infra/local/resources.ts'
import type { StoreProcess } from '../../infra/local/stores/child-process.ts'
import { startDynoxide } from '../../infra/local/stores/dynoxide.ts'
import type { Table } from '../../infra/local/templates/model.ts'
import { table as tableShape } from '../../infra/local/templates/property-shapes.ts'
import type { TypedItem } from '../../shared/aws/table/every-item.ts'
import { itemOf, lineOf } from '../../shared/aws/table/item-lines.ts'
import { ofType, synthesised } from '../infra/given.ts'

const folder = mkdtempSync(join(tmpdir(), 'table-file-'))
const at = (name: string) => join(folder, name)
const [templated] = ofType(synthesised().records, 'AWS::DynamoDB::GlobalTable')
const definition = tableShape.parse(templated)
const tableNamed = (name: string): Table => ({ name, definition })
let store: StoreProcess
let db: DynamoDBClient

beforeAll(async () => {
  const [port = 0] = await findFreePorts(1)
  store = await startDynoxide({ folder, port })
  db = new DynamoDBClient({ endpoint: store.url, region, credentials })
  await createTable(tableNamed('first'), db)
  for (const Item of items()) await db.send(new PutItemCommand({ TableName: 'first', Item }))
  await exportTable(db, 'first', at('first.jsonl'))
})
afterAll(async () => {
  db?.destroy()
  await store?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** One of every type of attribute, keys that sort differently as bytes and as UTF-16, and more than some batches. */
function items(): TypedItem[] {
  const every: TypedItem = {
    pk: { S: 'hồ sơ 𝟙' },
    sk: { S: 'HEAD' },
    aPk: { S: 'ROOM#H57.29/desk' },
    aSk: { S: '2026-11-23' },
    n: { N: '12345678901234567890.5' },
    b: { B: new Uint8Array([0, 255, 10]) },
    yes: { BOOL: true },
    nothing: { NULL: true },
    list: { L: [{ S: '' }, { L: [] }, { M: {} }] },
    map: { M: { z: { N: '-0.001' }, a: { M: { '10': { S: 'x' }, '9': { BOOL: false } } } } },
    words: { SS: ['ư', 'a', 'z'] },
    numbers: { NS: ['10', '9'] },
    bytes: { BS: [new Uint8Array([9]), new Uint8Array([1])] },
  }
  const keys = ['ﬀ', '😀', 'z', 'Á', 'a']
  const many = Array.from({ length: 120 }, (_, n) => ({
    pk: { S: 'hs' },
    sk: { S: `EVENT#${n}` },
    dPk: { S: 'WANTS#1' },
    dSk: { S: `${n}` },
  }))
  const passing: TypedItem = { pk: { S: 'FAILURES#x' }, sk: { S: 'FAILURES' }, ttl: { N: '1795000000' } }
  return [every, passing, odd(), large(), ...keys.map((pk) => ({ pk: { S: pk }, sk: { S: 'HEAD' } })), ...many]
}

/** Every line end of Unicode, what JSON escapes, odd names of members, and the ends of numbers. */
function odd(): TypedItem {
  const members = { constructor: { S: '' }, '': { S: 'no name' }, '10': { N: '0' } }
  return {
    pk: { S: 'odd' },
    sk: { S: 'a\u2028b\u2029c\u0085d\re\nf\u000bg\u0000h\ufeffi"\\' },
    said: { S: '\ufeff\u2028\r\n{"items":0,"sha256":"x"}\n' },
    map: { M: members },
    largest: { N: '99999999999999999999999999999999999999' },
    least: { N: '-0.00000000000000000000000000000000000001' },
    bytes: { B: Uint8Array.from({ length: 256 }, (_, byte) => byte) },
    empty: { L: [] },
    items: { M: {} },
    sha256: { S: '' },
  }
}

/** As large as an item may be, in letters of three bytes. */
const large = (): TypedItem => ({ pk: { S: 'large' }, sk: { S: 'HEAD' }, text: { S: 'ệ'.repeat(136_500) } })

describe('export and restore', () => {
  it('give the same bytes again after a way through a new table', async () => {
    expect(await restoreTable(db, tableNamed('second'), at('first.jsonl'))).toEqual({ items: 129 })
    expect(await exportTable(db, 'second', at('second.jsonl'))).toEqual({ items: 129 })
    expect(readFileSync(at('second.jsonl')).equals(readFileSync(at('first.jsonl')))).toBe(true)
  })

  it('leave nothing out of an odd item, whatever line ends and names it holds', async () => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: 'second', Key: { pk: { S: 'odd' }, sk: { S: odd().sk?.S ?? '' } } }),
    )
    expect(lineOf(Item ?? {})).toBe(lineOf(odd()))
    expect(Object.keys(Item?.map?.M ?? {}).sort()).toEqual(['', '10', 'constructor'])
  })

  it('make the new table with the indexes, the stream and the time to live of the template', async () => {
    const { Table: made } = await db.send(new DescribeTableCommand({ TableName: 'second' }))
    expect(made?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual([
      'code',
      'owner',
      'wants',
      'work',
    ])
    expect(made?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' })
    const { TimeToLiveDescription: ttl } = await db.send(new DescribeTimeToLiveCommand({ TableName: 'second' }))
    expect(ttl).toMatchObject({ AttributeName: 'ttl', TimeToLiveStatus: 'ENABLED' })
    const marks = await db.send(
      new QueryCommand({
        TableName: 'second',
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard',
        ExpressionAttributeValues: { ':shard': { S: 'WANTS#1' } },
      }),
    )
    expect(marks.Count).toBe(120)
  })

  it('sort by the bytes of the keys, one item a line, and let nobody else read the file', () => {
    const lines = readFileSync(at('first.jsonl'), 'utf8').trimEnd().split('\n')
    const keys = lines.slice(0, -1).map((line) => Buffer.from(`${JSON.parse(line).pk.S}\0${JSON.parse(line).sk.S}`))
    expect(keys).toEqual(keys.toSorted(Buffer.compare))
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ items: 129, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(statSync(at('first.jsonl')).mode & 0o077).toBe(0)
  })

  it('refuse a table that holds anything, and leave it as it is', async () => {
    await createTable(tableNamed('third'), db)
    await db.send(new PutItemCommand({ TableName: 'third', Item: { pk: { S: 'x' }, sk: { S: 'HEAD' } } }))
    await expect(restoreTable(db, tableNamed('third'), at('first.jsonl'))).rejects.toThrow('không trống')
    expect(await exportTable(db, 'third', at('third.jsonl'))).toEqual({ items: 1 })
  })

  it('refuse an empty table without the stream or the time to live', async () => {
    const { StreamSpecification: _, ...streamless } = definition
    const { TimeToLiveSpecification: __, ...timeless } = definition
    await createTable({ name: 'streamless', definition: streamless }, db)
    await createTable({ name: 'timeless', definition: timeless }, db)
    await expect(restoreTable(db, tableNamed('streamless'), at('first.jsonl'))).rejects.toThrow('luồng')
    await expect(restoreTable(db, tableNamed('timeless'), at('first.jsonl'))).rejects.toThrow('TTL')
  })

  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['without its last line', (text: string) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`],
    ['changed in one letter', (text: string) => text.replace('ROOM#H57.29', 'ROOM#H57.30')],
  ])('refuse a file %s before anything is written', async (_, change) => {
    writeFileSync(at('bad.jsonl'), change(readFileSync(at('first.jsonl'), 'utf8')))
    await expect(restoreTable(db, tableNamed('fourth'), at('bad.jsonl'))).rejects.toThrow()
    await expect(db.send(new DescribeTableCommand({ TableName: 'fourth' }))).rejects.toThrow()
  })
})

describe('a line', () => {
  it('is the same for equal items, whatever order they came in', () => {
    const [every] = items()
    const turned = Object.fromEntries(Object.entries({ ...every, words: { SS: ['z', 'ư', 'a'] } }).reverse())
    expect(lineOf(turned)).toBe(lineOf(every ?? {}))
    expect(lineOf(itemOf(lineOf(turned)))).toBe(lineOf(turned))
  })

  it('that no export wrote is refused', () => {
    for (const line of ['{"pk":{"S":"a","N":"1"}}', '{"sk":{"S":"b"},"pk":{"S":"a"}}', '{"pk":"a"}', 'x'])
      expect(() => itemOf(line)).toThrow()
  })
})
