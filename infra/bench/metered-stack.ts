/** Chapters `units`, `lives` and `speed`: a whole stack with the meter before its table. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HeardCall } from '../local/calls.ts'
import type { Clock } from '../local/clock.ts'
import type { Places } from '../local/everything.ts'
import { findFreePorts } from '../local/loopback.ts'
import { startPrivate } from '../local/private-stack.ts'
import type { RunningStack } from '../local/stack.ts'
import { startDynoxide } from '../local/stores/dynoxide.ts'
import { openTableMeter, type TableMeter } from './table-meter.ts'

export type Settle = () => Promise<void>

export interface MeteredStack {
  places: Places
  meter: TableMeter
  settle: Settle
  /** The table itself, past the meter. */
  table: string
  tableName: string
  stack: RunningStack
  clock: Clock
  /** Bytes of everything that functions have printed so far. */
  logBytes: () => number
}

/** Who hears of what the stack does beside its calls at the table. */
export interface Listener {
  heardCall?: (call: HeardCall) => void
  heardObject?: (method: string) => void
  /** Functions whose batches the measuring hands them itself. */
  streamsByHand?: readonly string[]
}

/** A whole stack whose every call at the table is written down. */
export async function overMeter<T>(
  measure: (stack: MeteredStack) => Promise<T>,
  listener: Listener = {},
  settleMs?: number,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-metered-'))
  const [port = 0] = await findFreePorts(1)
  const table = await startDynoxide({ folder, port })
  const meter = await openTableMeter(table.url)
  // The stack takes a DynamoDB it is pointed at: here the one with the meter before it.
  const before = process.env.AWS_ENDPOINT_URL_DYNAMODB
  process.env.AWS_ENDPOINT_URL_DYNAMODB = meter.url
  try {
    const { stack, places, dataDir, clock, stop } = await startPrivate(() => {}, {
      ...listener,
      areSchedulesByHand: true,
    })
    try {
      const settle = async () => {
        await stack.settle(settleMs)
      }
      const tableName = stack.model.tables[0]?.name ?? ''
      const logBytes = () => bytesIn(join(dataDir, 'logs'))
      return await measure({ places, meter, settle, table: table.url, tableName, stack, clock, logBytes })
    } finally {
      await stop()
    }
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL_DYNAMODB
    else process.env.AWS_ENDPOINT_URL_DYNAMODB = before
    await meter.stop()
    await table.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
