import { describe, expect, it } from 'vitest'
import type { OrganisationChange } from '../../shared/agencies/changes.ts'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { withRooms } from '../../shared/agencies/rooms.ts'
import type { OverdueReport, OverdueRow } from '../../shared/ports.ts'
import { dueRows, rollUp } from '../../shared/reports/overdue/overdue.ts'
import { calendar, department, dossier, units, ward } from '../given.ts'

const heir = 'H57.77'
const [first] = units
if (!first) throw new Error('no units')
const all = [...units, ...withRooms({ ...first, id: heir, agency: heir, name: 'Phường Mới' })]
const merger: OrganisationChange = {
  id: 'qd-1',
  on: '2026-06-01',
  decision: '12/QĐ-UBND',
  by: 'cb',
  at: '2026-03-10T08:00:00+07:00',
  body: '',
  kind: 'merger',
  from: [ward],
  to: heir,
}
const treeOf = (day: string) => directoryOf(all, [], [merger], day)
const row = (agency: string, code: string, formerly?: string): OverdueRow => ({
  dossier: code,
  code,
  procedure: '1.001193',
  procedureName: 'Đăng ký khai sinh',
  room: `${agency}/office`,
  dueAt: '2026-05-01T09:00:00+07:00',
  remaining: 'quá 1 ngày',
  clock: 'whole',
  ...(formerly === undefined ? {} : { formerly }),
})
const report = (day: string, agency: string, ...overdue: OverdueRow[]): OverdueReport => ({
  day,
  agency,
  at: `${day}T06:30:00+07:00`,
  overdue,
  comingDue: [],
})
const told = (reports: readonly OverdueReport[]) =>
  reports.map(({ agency, overdue }) => [agency, overdue.map(({ code }) => code)])

describe('a report of before a merger', () => {
  const before = [report('2026-05-20', department, row(department, 'c')), report('2026-05-20', ward, row(ward, 'a'))]

  it('follows the tree of its own day', () => {
    expect(told(rollUp(before, treeOf('2026-05-20')))).toEqual([
      [department, ['c']],
      [ward, ['a']],
    ])
  })
  it('follows the tree of after', () => {
    expect(told(rollUp(before, treeOf('2026-06-01')))).toEqual([
      [department, ['c']],
      [heir, ['a']],
    ])
  })
})

describe('a report of after a merger', () => {
  const after = [report('2026-06-20', heir, row(heir, 'a', ward), row(heir, 'b'))]

  it('follows the tree of its own day', () => {
    expect(told(rollUp(after, treeOf('2026-06-20')))).toEqual([[heir, ['a', 'b']]])
  })
  it('follows the tree of before: what came from the ended agency stands under it', () => {
    expect(told(rollUp(after, treeOf('2026-05-20')))).toEqual([
      [ward, ['a']],
      [heir, ['b']],
    ])
  })
  it('knows of each row where it came from', () => {
    const late = { status: 'in-progress', clock: 'running', dueAt: '2026-06-01T09:00:00+07:00' } as const
    const now = '2026-06-20T06:30:00+07:00'
    const formerly = (agencies: string[], holder: string) =>
      dueRows(dossier({ ...late, agencies, holder }), calendar, now, now, treeOf('2026-06-20')).overdue?.formerly
    expect(formerly([ward, heir], `${heir}/office`)).toBe(ward)
    expect(formerly([heir, department], `${heir}/office`)).toBeUndefined()
    expect(formerly([ward, department], `${department}/office`)).toBeUndefined()
  })
})
