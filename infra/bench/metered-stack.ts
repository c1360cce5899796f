import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePorts } from '../local/loopback.ts'
import { startPrivate } from '../local/private-stack.ts'
import { startDynoxide } from '../local/stores/dynoxide.ts'
import type { Places } from '../tour/api.ts'
import { openTableMeter, type TableMeter } from './table-meter.ts'

export type Settle = () => Promise<void>

export interface MeteredStack {
  places: Places
  meter: TableMeter
  settle: Settle
  /** The table itself, past the meter. */
  table: string
  tableName: string
}

/** A whole stack whose every call at the table is written down. */
export async function overMeter<T>(measure: (stack: MeteredStack) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-metered-'))
  const [port = 0] = await findFreePorts(1)
  const table = await startDynoxide({ folder, port })
  const meter = await openTableMeter(table.url)
  // The stack takes a DynamoDB it is pointed at: here the one with the meter before it.
  const before = process.env.AWS_ENDPOINT_URL_DYNAMODB
  process.env.AWS_ENDPOINT_URL_DYNAMODB = meter.url
  try {
    const stack = await startPrivate()
    try {
      const settle = async () => {
        await stack.stack.settle()
      }
      const tableName = stack.stack.model.tables[0]?.name ?? ''
      return await measure({ places: stack.places, meter, settle, table: table.url, tableName })
    } finally {
      await stack.stop()
    }
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL_DYNAMODB
    else process.env.AWS_ENDPOINT_URL_DYNAMODB = before
    await meter.stop()
    await table.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
