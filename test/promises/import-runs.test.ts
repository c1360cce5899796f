import { expect, it } from 'vitest'
import { createImportRuns } from '../../shared/aws/catalogue/import-runs.ts'
import { newRun } from '../../shared/catalogue/import-run.ts'
import { memoryImports } from '../memory/imports.ts'
import { onBoth } from './both.ts'

onBoth(
  'the runs of imports',
  () => memoryImports(),
  (table) => createImportRuns(table),
  (runs) => {
    it('begin once and stand in the list once, however often and whenever they are announced', async () => {
      const by = { kind: 'officer', id: 'cb-1', unit: 'H57/office' } as const
      const announced = { id: 'dot-1', fileName: 'a.jsonl', size: 3, sha256: 'a'.repeat(64), by }
      const at = (minute: number) => `2026-03-10T09:0${minute}:00+07:00`
      await runs().begin(newRun({ ...announced, at: at(0) }))
      await Promise.all([1, 2, 3].map((minute) => runs().begin(newRun({ ...announced, at: at(minute) }))))
      expect((await runs().runs(10)).rows).toEqual([newRun({ ...announced, at: at(0) })])
    })
  },
)
