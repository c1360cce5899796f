import { describe, expect, it } from 'vitest'
import { compareCatalogue, ringCatalogues } from '../../../shared/desk/national-portal/compare-catalogues.ts'
import { Outage } from '../../../shared/outage.ts'
import type { PortalCatalogues } from '../../../shared/partner-ports.ts'
import { birth } from '../../http/given.ts'
import { workerDesk } from '../worker-desk.ts'

const day = '2026-03-11'
const night = `${day}T03:05:00+07:00`
const detail = {
  MATTHC: birth.code,
  TENTTHC: birth.name,
  CACHTHUCTHUCHIEN: [{ KENH: '1', THOIGIAN: [{ THOIGIANGIAIQUYET: '9', DONVITINH: 'Ngày làm việc' }] }],
}

async function home(change: Partial<PortalCatalogues> = {}) {
  const all = await workerDesk(night)
  await all.desk.catalogue.putProcedure(birth)
  const catalogues: PortalCatalogues = {
    rows: async (list) => (list === 'procedures' ? [{ MATTHC: '3.000001', TENTTHC: 'Lạ' }] : []),
    procedure: async () => ({ told: [detail] }),
    ...change,
  }
  const desk = { ...all.desk, caseRegister: { ...all.desk.caseRegister, catalogues } }
  const lists = async () => (await desk.syncLedger.catalogueLists(day)).map(({ of, rows }) => [of, rows.length])
  const compare = (of: Parameters<typeof compareCatalogue>[1]['of']) =>
    compareCatalogue(desk, { kind: 'catalogue', of, day })
  return { ...all, desk, lists, compare }
}

describe('comparing the portal’s catalogues', () => {
  it('keeps a list of differences, the same however often it is compared, and changes nothing of ours', async () => {
    const { desk, lists, compare } = await home()
    const before = await desk.catalogue.procedures(day)
    for (let time = 0; time < 3; time += 1) for (const of of ['procedures', 'agencies'] as const) await compare(of)
    expect(await lists()).toEqual([
      ['agencies', 2],
      ['procedures', 2],
    ])
    expect(await desk.catalogue.procedures(day)).toEqual(before)
  })

  it('tells the limit of one procedure that differs, and nothing of one that the portal has not or we have not', async () => {
    const { desk, compare, lists } = await home()
    await compare(`procedure:${birth.code}`)
    await compare('procedure:9.999999')
    const [list] = await desk.syncLedger.catalogueLists(day)
    expect(list?.rows).toEqual([
      { kind: 'limit', code: birth.code, ours: '3 ngày làm việc', theirs: '9 ngày làm việc' },
    ])
    expect(await lists()).toHaveLength(1)
    const without = await home({ procedure: async () => undefined })
    await without.compare(`procedure:${birth.code}`)
    expect(await without.lists()).toEqual([])
  })

  it('says of an answer that is too long that it could not be read, and goes on', async () => {
    const { desk, compare } = await home({ rows: async () => 'too-long' })
    expect(await compare('procedures')).toBe('worked')
    expect(await desk.syncLedger.catalogueLists(day)).toMatchObject([
      { of: 'procedures', unread: 'too-long', rows: [] },
    ])
  })

  it('is left to the queue while the portal is silent, and asks nothing of a register without catalogues', async () => {
    const silent = await home({ rows: () => Promise.reject(new Outage('the portal', undefined)) })
    await expect(silent.compare('fields')).rejects.toThrow(Outage)
    expect(await silent.lists()).toEqual([])
    const all = await workerDesk(night)
    expect(await compareCatalogue(all.desk, { kind: 'catalogue', of: 'fields', day })).toBe('worked')
  })
})

describe('the night’s rings for catalogues', () => {
  it('come once a night after their hour: the lists, the share of the day, and what differed lately', async () => {
    const { desk, clock } = await home()
    clock.at = `${day}T02:59:00+07:00`
    expect(await ringCatalogues(desk)).toBeUndefined()
    const turns: string[] = []
    for (let date = 1; date <= 28; date += 1) {
      clock.at = `2026-04-${String(date).padStart(2, '0')}T03:00:00+07:00`
      const count = await ringCatalogues(desk)
      if (count === 4) turns.push(clock.at)
      expect(await ringCatalogues(desk)).toBeUndefined()
    }
    expect(turns).toHaveLength(1)
    await desk.syncLedger.keepCatalogue({
      day: '2026-05-01',
      of: `procedure:${birth.code}`,
      at: clock.at,
      told: 1,
      rows: [{ kind: 'name', code: birth.code }],
    })
    for (let date = 2; date <= 8; date += 1) {
      clock.at = `2026-05-0${date}T03:00:00+07:00`
      expect(await ringCatalogues(desk)).toBe(4)
    }
  })
})
