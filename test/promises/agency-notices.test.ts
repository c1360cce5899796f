import { expect, it } from 'vitest'
import { createAgencyNotices } from '../../shared/aws/sending/agency-notices.ts'
import type { AgencyNotice, Digest } from '../../shared/notices/agency-notice.ts'
import { memoryAgencyNotices } from '../memory/agency-notices.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const ten = '2026-03-10T10:00:00+07:00'
const half = '2026-03-10T13:30:00+07:00'

function noticeOf(dossier: string, change: Partial<AgencyNotice> = {}): AgencyNotice {
  return {
    ...{ dossier, n: 2, at: '2026-03-10T09:00:00+07:00', act: 'receive-transfer' },
    ...{ agency: 'H57.29', state: 'waiting', sendAt: ten },
    ...change,
  }
}

onBoth('agency notices', memoryAgencyNotices, createAgencyNotices, (world) => {
  const due = async (by: string) => {
    const found: Digest[] = []
    for await (const digest of world().digestsDue(by)) found.push(digest)
    return found
  }

  it('join once for each dossier and event, also when the first was settled long ago', async () => {
    const one = noticeOf(freshId())
    expect(await world().join(one)).toBe(true)
    expect(await world().join({ ...one, sendAt: half })).toBe(false)
    await world().settle({ ...one, state: 'sent', settledAt: ten })
    expect(await world().join(one)).toBe(false)
    expect(await world().notice(one.dossier, 2)).toMatchObject({ state: 'sent' })
    expect(await world().of(one.dossier)).toHaveLength(1)
  })

  it('are settled once: what became of them first stays', async () => {
    const one = noticeOf(freshId())
    await world().join(one)
    await world().settle({ ...one, state: 'overtaken', settledAt: ten })
    await world().settle({ ...one, state: 'sent', settledAt: half })
    expect(await world().notice(one.dossier, 2)).toMatchObject({ state: 'overtaken', settledAt: ten })
    const never = noticeOf(freshId(), { state: 'sent' })
    await world().settle(never)
    expect(await world().notice(never.dossier, 2)).toBeUndefined()
  })

  it('wait for another agency from when they went over to it', async () => {
    const [agency, heir] = [freshId(), freshId()]
    const one = noticeOf(freshId(), { agency })
    await world().join(one)
    await world().settle({ ...one, agency: heir })
    expect(await world().waitingFor({ agency, sendAt: ten }, 9)).toEqual([])
    expect(await world().waitingFor({ agency: heir, sendAt: ten }, 9)).toMatchObject([{ dossier: one.dossier }])
  })

  it('wait digest by digest, and are told of none that was settled', async () => {
    const [agency, other] = [freshId(), freshId()].sort()
    if (!agency || !other) throw new Error('no agencies')
    const all = [
      noticeOf(freshId(), { agency }),
      noticeOf(freshId(), { agency }),
      noticeOf(freshId(), { agency: other }),
      noticeOf(freshId(), { agency, sendAt: half }),
    ]
    for (const one of all) await world().join(one)
    const own = async (by: string) => (await due(by)).filter((one) => one.agency === agency || one.agency === other)
    expect(await own('2026-03-10T09:59:59+07:00')).toEqual([])
    expect(await own(ten)).toEqual([
      { agency, sendAt: ten },
      { agency: other, sendAt: ten },
    ])
    expect(await own('2026-03-11T08:00:00+07:00')).toHaveLength(3)
    const digest = { agency, sendAt: ten }
    expect((await world().waitingFor(digest, 100)).map(({ dossier }) => dossier).sort()).toEqual(
      [all[0]?.dossier, all[1]?.dossier].sort(),
    )
    expect(await world().waitingFor(digest, 1)).toHaveLength(1)
    for (const one of all.slice(0, 2)) await world().settle({ ...one, state: 'sent', settledAt: ten })
    expect(await world().waitingFor(digest, 100)).toEqual([])
    expect(await own(ten)).toEqual([{ agency: other, sendAt: ten }])
  })
})
