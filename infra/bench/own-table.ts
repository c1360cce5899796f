/** Chapter `reports`: a table for one measurement. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../shared/aws/table/items.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { credentials, region } from '../local/account.ts'
import { findFreePorts } from '../local/loopback.ts'
import { createTable } from '../local/resources.ts'
import { startDynoxide } from '../local/stores/dynoxide.ts'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import { readModel } from '../local/templates/read-model.ts'
import { side } from './scenes.ts'
import { openTableMeter, type TableMeter } from './table-meter.ts'

export interface OwnTable {
  /** Through the meter: what is asked here is written down. */
  table: Table
  meter: TableMeter
  /** Past the meter, as fast as the store takes it. */
  write(items: readonly Item[]): Promise<void>
}

const perBatch = 25

/** An empty table with the keys and indexes of the template, and nobody at it but us. */
export async function overOwnTable<T>(measure: (own: OwnTable) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-table-'))
  const model = readModel(readAssembly(await synthesise(() => {})), { sqsEndpoint: 'http://127.0.0.1' })
  const [definition] = model.tables
  if (!definition) throw new Error('the template has no table')
  const [port = 0] = await findFreePorts(1)
  const store = await startDynoxide({ folder, port })
  const meter = await openTableMeter(store.url)
  const open = (endpoint: string) => new DynamoDBClient({ endpoint, region, credentials })
  const [raw, metered] = [open(store.url), open(meter.url)]
  try {
    // Nobody reads a stream here, and the store need not keep one.
    const { StreamSpecification: _, ...still } = definition.definition
    await createTable({ ...definition, definition: still }, raw)
    const marshallOptions = { removeUndefinedValues: true }
    const db = DynamoDBDocumentClient.from(raw, { marshallOptions })
    const table = { db: DynamoDBDocumentClient.from(metered, { marshallOptions }), name: definition.name }
    const write = async (items: readonly Item[]) => {
      const count = Math.ceil(items.length / perBatch)
      const batches = Array.from({ length: count }, (_, n) => items.slice(n * perBatch, (n + 1) * perBatch))
      await side(4, batches, async (batch) => {
        const requests = batch.map((Item) => ({ PutRequest: { Item } }))
        await db.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }))
      })
    }
    return await measure({ table, meter, write })
  } finally {
    raw.destroy()
    metered.destroy()
    await meter.stop()
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
