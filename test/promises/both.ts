import { afterAll, beforeAll, describe } from 'vitest'
import type { Table } from '../../shared/aws/table/table.ts'
import { startTable, type TableStore } from './stores.ts'

/** Runs one suite of promises twice: against memory, and against the embedded table that speaks DynamoDB. */
export function onBoth<P>(
  port: string,
  inMemory: () => P,
  onTable: (table: Table) => P,
  promises: (world: () => P) => void,
): void {
  describe(`${port} in memory`, () => {
    const ports = inMemory()
    promises(() => ports)
  })
  describe(`${port} on the table`, () => {
    let store: TableStore | undefined
    let ports: P
    beforeAll(async () => {
      store = await startTable()
      ports = onTable(store.table)
    })
    afterAll(() => store?.stop())
    promises(() => ports)
  })
}
