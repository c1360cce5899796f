import type { MachineEntry } from '../../access/machine.ts'
import type { Machines } from '../../ports.ts'
import { contentOf } from '../table/items.ts'
import { readOne, type Table, writeOne } from '../table/table.ts'

const keyOf = (client: string) => ({ pk: `MACHINE#${client}`, sk: 'MACHINE' })

/** Read anew at every request: whoever is taken off the list is out at once. */
export function createMachines(table: Table): Machines {
  return {
    async entry(client) {
      const item = await readOne(table, keyOf(client))
      return item && contentOf<MachineEntry>(item)
    },
    async keep(entry) {
      await writeOne(table, { ...keyOf(entry.client), d: entry })
    },
  }
}
