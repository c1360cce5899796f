import { describe, expect, it } from 'vitest'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Plan } from '../../shared/dossier/dossier.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import { department, ward } from '../given.ts'
import { memoryCounters } from '../memory/counters.ts'

const at = (agency: string, room: string) => ({ agency, room: `${agency}/${room}` })
const residence = { code: '1.000002', version: 1, name: 'Đăng ký thường trú' }
const card = { code: '1.000003', version: 5, name: 'Cấp thẻ bảo hiểm y tế' }
const plan: Plan = {
  ...given.homePlan,
  steps: [
    { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, ...at(ward, 'desk') },
    { n: 2, name: 'Duyệt cư trú', role: 'leader', hours: 4, ...at(department, 'leaders'), member: residence },
    { n: 3, name: 'Ký thẻ', role: 'leader', hours: 4, ...at(department, 'leaders'), member: card },
    { n: 4, name: 'Trả kết quả', role: 'return-desk', hours: 0, ...at(ward, 'desk') },
  ],
}

describe('the steps of a group', () => {
  it('are counted once, where they were done: between two members the whole does none of its own', async () => {
    const all = await workerDesk()
    const desk = { ...all.desk, counters: memoryCounters() }
    const dueAt = '2026-03-12T10:00:00+07:00'
    await all.put(
      { status: 'accepted', clock: 'running', step: 1, code: 'mã', acceptedAt: given.tuesday, dueAt },
      { plan },
    )
    const act = async (what: Act, person: typeof given.handler, id = 'hs') => {
      const { version } = await all.dossier(id)
      const done = await perform(desk, person, id, what, { version, key: `khoa-${id}-${version}` })
      if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    }
    const parts: string[] = []
    for (const number of ['1/TT', '2/BHYT']) {
      await act({ act: 'transfer' }, given.receptionist)
      const part = (await all.dossier()).child ?? ''
      parts.push(part)
      await all.desk.scans.reserve(part, given.scan({ n: 1, role: 'result' }))
      await act({ act: 'approve', resultScan: 1, resultNumber: number }, given.cityLeader, part)
      await act({ act: 'hand-back' }, given.cityLeader, part)
    }
    await countDossiers(desk, ['hs', ...parts])
    const told = async (agency: string) =>
      (await desk.counters.steps(agency, '2026-03', '2026-03')).map((row) => `${row.procedure} ${row.step}`)
    expect(await told(ward)).toEqual([`${(await all.dossier()).procedure} 1`])
    expect((await told(department)).toSorted()).toEqual(['1.000002 2', '1.000003 3'])
  })
})
