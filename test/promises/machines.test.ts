import { expect, it } from 'vitest'
import { createMachines } from '../../shared/aws/catalogue/machines.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'

const entry = { client: 'may-1', name: 'Cổng thử', agency: 'H57.40', expiresOn: '2026-12-31' }

onBoth(
  'the list of machines',
  () => memoryPorts().machines,
  (table) => createMachines(table),
  (machines) => {
    it('gives back what was kept under a client, and nothing for another', async () => {
      expect(await machines().entry('may-1')).toBeUndefined()
      await machines().keep(entry)
      await machines().keep({ ...entry, client: 'may-2', agency: 'H57.41' })
      expect(await machines().entry('may-1')).toEqual(entry)
      expect(await machines().entry('may')).toBeUndefined()
    })

    it('keeps the entry said last', async () => {
      await machines().keep({ ...entry, expiresOn: '2026-01-01' })
      expect((await machines().entry('may-1'))?.expiresOn).toBe('2026-01-01')
    })
  },
)
