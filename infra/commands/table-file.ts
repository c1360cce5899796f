import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { everyItem, isEmpty, type TypedItem, writeItems } from '../../shared/aws/table/every-item.ts'
import { itemOf, lineOf } from '../../shared/aws/table/item-lines.ts'
import { createTable, describeTable, fingerprint } from '../local/resources.ts'
import type { Table } from '../local/templates/model.ts'
import { linesOfFile } from './cut-lines.ts'

/** Why a file or a table is not taken; for people. */
export class NotTaken extends Error {
  override name = 'NotTaken'
}

const batch = 25

/** Writes every item of a table as one line each, in the order of the keys, and a last line that counts and seals them. */
export async function exportTable(db: DynamoDBClient, name: string, file: string): Promise<{ items: number }> {
  const sorting = `${file}.${randomUUID()}.sorting`
  const half = `${file}.${randomUUID()}.half`
  // Sorted on disk: a table need not fit into the memory.
  const sorter = new DatabaseSync(sorting)
  try {
    sorter.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF')
    sorter.exec('CREATE TABLE lines (pk TEXT, sk TEXT, line TEXT, PRIMARY KEY (pk, sk)) WITHOUT ROWID; BEGIN')
    const add = sorter.prepare('INSERT INTO lines VALUES (?, ?, ?)')
    for await (const item of everyItem(db, name)) add.run(item.pk?.S ?? '', item.sk?.S ?? '', lineOf(item))
    const lines = sorter.prepare('SELECT line FROM lines ORDER BY pk, sk').iterate()
    let items = 0
    const sealed = function* () {
      const digest = createHash('sha256')
      for (const { line } of lines) {
        digest.update(`${line}\n`)
        items += 1
        yield `${line}\n`
      }
      yield `${JSON.stringify({ items, sha256: digest.digest('hex') })}\n`
    }
    await pipeline(Readable.from(sealed()), createWriteStream(half, { mode: 0o600 }))
    renameSync(half, file)
    return { items }
  } finally {
    sorter.close()
    rmSync(sorting, { force: true })
    rmSync(half, { force: true })
  }
}

/** Fills a new or an empty table of the template's shape. The file is read whole once before anything is written. */
export async function restoreTable(db: DynamoDBClient, table: Table, file: string): Promise<{ items: number }> {
  await checkSeal(file)
  const standing = await describeTable(table.name, db)
  if (standing === undefined) {
    await createTable(table, db)
    await waitUntilTableExists({ client: db, maxWaitTime: 300 }, { TableName: table.name })
  } else await checkEmptyTable(db, table, standing)
  let items = 0
  let waiting: TypedItem[] = []
  const write = async () => {
    await writeItems(db, table.name, waiting, pause)
    items += waiting.length
    waiting = []
  }
  for await (const line of linesOfFile(file)) {
    if (isSeal(line)) continue
    waiting.push(itemOf(line))
    if (waiting.length === batch) await write()
  }
  if (waiting.length > 0) await write()
  return { items }
}

async function checkEmptyTable(db: DynamoDBClient, { name, definition }: Table, standing: string): Promise<void> {
  if (standing !== fingerprint(definition.KeySchema, definition.GlobalSecondaryIndexes))
    throw new NotTaken(`bảng ${name} có khóa hoặc chỉ mục khác với khuôn mẫu`)
  if (!(await isEmpty(db, name))) throw new NotTaken(`bảng ${name} không trống; chỉ khôi phục vào bảng mới`)
  const { Table: described } = await db.send(new DescribeTableCommand({ TableName: name }))
  const view = described?.StreamSpecification?.StreamViewType
  if (view !== definition.StreamSpecification?.StreamViewType) throw new NotTaken(`bảng ${name} chưa có luồng thay đổi`)
  const { TimeToLiveDescription: ttl } = await db.send(new DescribeTimeToLiveCommand({ TableName: name }))
  if (ttl?.AttributeName !== definition.TimeToLiveSpecification?.AttributeName)
    throw new NotTaken(`bảng ${name} chưa đặt hạn tự xóa (TTL)`)
}

/** The last line says how many came before it, and their digest: a file cut short or changed is not taken. */
async function checkSeal(file: string): Promise<void> {
  const digest = createHash('sha256')
  let items = 0
  let seal: string | undefined
  for await (const line of linesOfFile(file)) {
    if (seal !== undefined) throw new NotTaken('tệp có dòng sau dòng niêm phong')
    if (isSeal(line)) seal = line
    else {
      itemOf(line)
      digest.update(`${line}\n`)
      items += 1
    }
  }
  if (seal !== JSON.stringify({ items, sha256: digest.digest('hex') }))
    throw new NotTaken('tệp bị cụt hoặc đã bị sửa: dòng cuối không khớp')
}

const isSeal = (line: string): boolean => line.startsWith('{"items":') && line.includes('"sha256":"')
