import { expect, it } from 'vitest'
import { createReadLog } from '../../shared/aws/dossiers/read-log.ts'
import type { DataRead } from '../../shared/dossier/people/data-read.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

function readBy(kind: 'officer' | 'citizen', at: string, requestId: string): DataRead {
  const by = { kind, id: `${kind}-1`, ...(kind === 'officer' ? { unit: 'H57.29/desk' } : {}) }
  const purpose = kind === 'citizen' ? 'owner' : 'handling'
  return { dossier: 'hs', at, by, what: 'whole', class: 'basic', purpose, requestId }
}

onBoth(
  'the access log',
  memoryPorts,
  (table) => ({ readLog: createReadLog(table) }),
  (world) => {
    it('gives back every read of an officer, newest first, page by page', async () => {
      const id = freshId()
      const reads = ['08', '09', '10'].map((hour) => readBy('officer', `2026-03-10T${hour}:00:00+07:00`, `r-${hour}`))
      for (const read of reads) await world().readLog.keep(id, read)
      const first = await world().readLog.of(id, 2)
      expect(first.rows).toEqual(reads.toReversed().slice(0, 2))
      expect((await world().readLog.of(id, 2, first.next)).rows).toEqual(reads.slice(0, 1))
      expect((await world().readLog.of(freshId(), 2)).rows).toEqual([])
    })

    it('keeps two reads of one second apart, and one that is written twice once', async () => {
      const id = freshId()
      const at = '2026-03-10T08:00:00+07:00'
      for (const request of ['a', 'b', 'b']) await world().readLog.keep(id, readBy('officer', at, request))
      expect((await world().readLog.of(id, 10)).rows.map(({ requestId }) => requestId)).toEqual(['b', 'a'])
    })

    it('keeps a list of any length, a part and its whole once, and a second time nothing more', async () => {
      const many = 230
      const id = freshId()
      const read = readBy('officer', '2026-03-10T08:00:00+07:00', 'list')
      const ids = [id, ...Array.from({ length: many }, (_, n) => `${id}-${n}`), id]
      const list = ids.map((dossier) => ({ dossier, read: { ...read, dossier } }))
      for (let n = 0; n < 2; n += 1) await world().readLog.keepAll(list)
      await world().readLog.keepAll([])
      for (const of of [id, `${id}-0`, `${id}-99`, `${id}-100`, `${id}-${many - 1}`])
        expect((await world().readLog.of(of, 10)).rows).toEqual([{ ...read, dossier: of }])
    })

    it('keeps one row for all that an owner looked at the dossier on a day', async () => {
      const id = freshId()
      for (const at of ['2026-03-10T08:00:00+07:00', '2026-03-10T19:00:00+07:00', '2026-03-11T07:00:00+07:00'])
        await world().readLog.keep(id, readBy('citizen', at, at))
      expect((await world().readLog.of(id, 10)).rows.map(({ at }) => at)).toEqual([
        '2026-03-11T07:00:00+07:00',
        '2026-03-10T19:00:00+07:00',
      ])
    })
  },
)
