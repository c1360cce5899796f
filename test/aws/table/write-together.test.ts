import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { createImportRuns } from '../../../shared/aws/catalogue/import-runs.ts'
import { createProcedures } from '../../../shared/aws/catalogue/procedures.ts'
import { createSubscriptions } from '../../../shared/aws/sending/subscriptions.ts'
import type { Table } from '../../../shared/aws/table/table.ts'
import { writeTogether } from '../../../shared/aws/table/write-together.ts'
import { newRun } from '../../../shared/catalogue/import-run.ts'
import type { ProcedureVersion } from '../../../shared/catalogue/procedure.ts'
import { lineOf, noRegister } from '../../../shared/catalogue/register.ts'
import { Outage } from '../../../shared/outage.ts'

const at = '2026-11-02T08:00:00+07:00'

/** A table that refuses one transaction after the other for these reasons, and takes the next; the embedded one never conflicts. */
async function refusing<T>(refusals: readonly string[][], use: (table: Table) => Promise<T>) {
  let asked = 0
  const server = createServer((request, response) => {
    request.resume()
    const isWrite = String(request.headers['x-amz-target']).endsWith('TransactWriteItems')
    const codes = isWrite ? refusals[asked++] : undefined
    const type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException'
    const body = codes ? { __type: type, CancellationReasons: codes.map((Code) => ({ Code })) } : {}
    response.writeHead(codes ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'tests', secretAccessKey: 'tests' },
    maxAttempts: 1,
  })
  try {
    const done = await use({ db: DynamoDBDocumentClient.from(client), name: 'table' })
    return { done, asked }
  } finally {
    client.destroy()
    server.closeAllConnections()
    server.close()
  }
}

const procedure: ProcedureVersion = {
  ...{ code: '1.001193', version: 1, name: 'Đăng ký khai sinh', fields: [{ name: 'Hộ tịch' }], levels: ['commune'] },
  ...{ limits: {}, limitRaw: 'Trong ngày', fees: [], papers: [], notes: [], channels: ['direct'], results: [] },
  ...{ competent: { kind: 'receiving-commune' }, workflow: 'mac-dinh', supplementLimit: 1, source: 'kiểm thử' },
  policy: { afterSupplement: 'add', dueAt: 'same-hour' },
  ...{ validFrom: '2025-07-01', decision: 'QĐ 1/QĐ-UBND', state: 'published' },
}

const clash = ['None', 'TransactionConflict']
const put = (table: Table) => writeTogether(table.db, [{ Put: { TableName: table.name, Item: { pk: 'a', sk: 'b' } } }])

describe('what is written together', () => {
  it('is tried again after it met another transaction, which says nothing of its condition', async () => {
    expect(await refusing([clash, clash], put)).toEqual({ done: true, asked: 3 })
    expect(await refusing([clash, ['ConditionalCheckFailed', 'None']], put)).toEqual({ done: false, asked: 2 })
  })

  it('is an outage when others keep being quicker, or when the table is short of breath', async () => {
    await expect(
      refusing(
        Array.from({ length: 20 }, () => clash),
        put,
      ),
    ).rejects.toThrow(Outage)
    await expect(refusing([['ThrottlingError', 'None']], put)).rejects.toThrow(Outage)
  })

  it('stays a defect for any other reason', async () => {
    const wrong = refusing([['ValidationError', 'TransactionConflict']], put)
    await expect(wrong).rejects.toThrow()
    await expect(wrong).rejects.not.toThrow(Outage)
  })

  it.each<[string, (table: Table) => Promise<unknown>]>([
    [
      'an import that is announced twice',
      (table) =>
        createImportRuns(table).begin(
          newRun({
            id: 'i',
            fileName: 'a.jsonl',
            size: 1,
            sha256: 'a'.repeat(64),
            by: { kind: 'officer', id: 'a' },
            at,
          }),
        ),
    ],
    [
      'a subscription that is ended twice',
      (table) =>
        createSubscriptions(table).keep({
          ...{ id: 's', client: 'c', url: 'https://a.example/', kinds: [], createdAt: at },
          ended: { at, why: 'asked' },
        }),
    ],
    [
      'a procedure that two act on',
      (table) => createProcedures(table).writeVersion(procedure, lineOf(procedure), noRegister),
    ],
  ])('is written when its twin has gone by: %s', async (_, write) => {
    const { asked } = await refusing([clash], write)
    expect(asked).toBe(2)
  })
})
