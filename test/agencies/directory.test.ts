import { describe, expect, it } from 'vitest'
import { faultsOfChange } from '../../shared/agencies/announce.ts'
import type { ChangeDeed, OrganisationChange } from '../../shared/agencies/changes.ts'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { withRooms } from '../../shared/agencies/rooms.ts'
import type { Unit } from '../../shared/agencies/unit.ts'

const unit = (id: string, name: string): Unit => ({
  id,
  name,
  level: 'commune',
  kind: 'agency',
  agency: id,
  validFrom: '2025-07-01',
  predecessors: [],
  successors: [],
})
const units = ['A', 'B', 'C', 'D'].flatMap((id) => withRooms(unit(id, `Xã ${id}`)))
const officers = [
  { id: 'cb-a', name: 'Lê Thị Thử', unit: 'A/desk', roles: ['reception'] as const },
  { id: 'cb-b', name: 'Trần Văn Thử', unit: 'B/office', roles: ['handler'] as const },
]
let count = 0
const decided = (on: string, deed: ChangeDeed): OrganisationChange => {
  count += 1
  const at = `2026-01-01T08:00:${String(count).padStart(2, '0')}+07:00`
  return { id: `qd-${count}`, on, decision: `${count}/QĐ-UBND`, by: 'cb-admin', at, body: '', ...deed }
}
const on = (day: string, ...changes: OrganisationChange[]) => directoryOf(units, officers, changes, day)

describe('a merger', () => {
  const merger = decided('2026-06-01', { kind: 'merger', from: ['A', 'B'], to: 'C' })

  it('changes nothing before its day', () => {
    const before = on('2026-05-31', merger)
    expect(before.heirOf('A')).toBe('A')
    expect(before.officer('cb-a')?.unit).toBe('A/desk')
    expect(before.heritageOf('C')).toEqual([])
  })
  it('hands work, officers and archive on from its day, room by room', () => {
    const after = on('2026-06-01', merger)
    expect([after.heirOf('A'), after.heirOf('B'), after.heirOf('C'), after.heirOf('D')]).toEqual(['C', 'C', 'C', 'D'])
    expect(after.heirRoomOf('B/office')).toBe('C/office')
    expect(after.officersOf('C/desk').map(({ id }) => id)).toEqual(['cb-a'])
    expect(after.heritageOf('C')).toEqual(['A', 'B'])
  })
  it('keeps what ended with its days and heirs, and tells the heir what came before it', () => {
    const after = on('2026-06-01', merger)
    expect(after.unit('A')).toMatchObject({ name: 'Xã A', validTo: '2026-05-31', successors: ['C'] })
    expect(after.unit('C')?.predecessors).toEqual(['A', 'B'])
    expect(after.unitOn('A', '2026-05-31')?.name).toBe('Xã A')
    expect(after.unitOn('A', '2026-06-01')).toBeUndefined()
  })
  it('is followed further when the heir ends too', () => {
    const next = decided('2026-09-01', { kind: 'dissolution', from: 'C', to: 'D' })
    expect(on('2026-08-31', merger, next).heirOf('A')).toBe('C')
    expect(on('2026-09-01', merger, next).heirOf('A')).toBe('D')
    expect(on('2026-09-01', merger, next).heritageOf('D')).toEqual(['A', 'B', 'C'])
  })
  it('leads nowhere round and round, whatever was written', () => {
    const back = decided('2026-09-01', { kind: 'dissolution', from: 'C', to: 'A' })
    expect(['A', 'C']).toContain(on('2026-09-02', merger, back).heirOf('A'))
  })
  it('is undone by founding the agency anew', () => {
    const founded = decided('2027-01-01', { kind: 'unit', unit: { id: 'A', name: 'Xã A mới', level: 'commune' } })
    const then = on('2027-01-01', merger, founded)
    expect(then.heirOf('A')).toBe('A')
    expect(then.heirOf('B')).toBe('C')
    expect(then.unit('A/office')?.name).toBe('Phòng chuyên môn - Xã A mới')
  })
})

describe('a split', () => {
  const parts = [{ to: 'D', procedures: ['1.000001'] }]
  const split = decided('2026-06-01', { kind: 'split', from: 'A', to: 'C', parts })

  it('hands a procedure to the part named for it and the rest, with the archive, to the first heir', () => {
    const after = on('2026-06-01', split)
    expect(after.heirOf('A', '1.000001')).toBe('D')
    expect(after.heirOf('A', '1.000002')).toBe('C')
    expect(after.heirOf('A')).toBe('C')
    expect([after.heritageOf('C'), after.heritageOf('D')]).toEqual([['A'], []])
  })
})

describe('a rename', () => {
  const rename = decided('2026-06-01', { kind: 'rename', unit: 'A', name: 'Phường A' })

  it('is a new version of the agency and its rooms: each day has its name', () => {
    const after = on('2026-06-01', rename)
    expect(after.unit('A')?.name).toBe('Phường A')
    expect(after.unit('A/desk')?.name).toBe('Bộ phận Một cửa - Phường A')
    expect(after.unitOn('A', '2026-05-31')?.name).toBe('Xã A')
    expect(after.heirOf('A')).toBe('A')
    expect(on('2026-05-31', rename).unit('A')?.name).toBe('Xã A')
  })
})

describe('an officer put elsewhere', () => {
  it('stands there from the day on', () => {
    const moved = decided('2026-06-01', {
      kind: 'officer',
      officer: { id: 'cb-a', name: 'Lê Thị Thử', unit: 'D/office', roles: ['handler'] },
    })
    expect(on('2026-05-31', moved).officer('cb-a')?.unit).toBe('A/desk')
    expect(
      on('2026-06-01', moved)
        .officersOf('D/office')
        .map(({ id }) => id),
    ).toEqual(['cb-a'])
  })
})

describe('what is announced', () => {
  const faults = (deed: ChangeDeed, day = '2026-06-01', ...known: OrganisationChange[]) =>
    faultsOfChange(deed, day, '2026-03-10', on(day, ...known), known).map(({ where }) => where)

  it('may close what stands, in favour of what stands', () => {
    expect(faults({ kind: 'merger', from: ['A', 'B'], to: 'C' })).toEqual([])
    expect(faults({ kind: 'officer', officer: { id: 'x', name: 'X', unit: 'A/desk', roles: [] } })).toEqual([])
  })
  it('may not name what is not there, what has ended, or a day gone by', () => {
    expect(faults({ kind: 'merger', from: ['Z'], to: 'C' })).toEqual(['body.from'])
    expect(faults({ kind: 'dissolution', from: 'A', to: 'A/desk' })).toEqual(['body.to'])
    expect(faults({ kind: 'rename', unit: 'A', name: 'Y' }, '2026-03-09')).toEqual(['body.on'])
    const ended = decided('2026-05-01', { kind: 'dissolution', from: 'B', to: 'D' })
    expect(faults({ kind: 'merger', from: ['A'], to: 'B' }, '2026-06-01', ended)).toEqual(['body.to'])
    expect(faults({ kind: 'officer', officer: { id: 'x', name: 'X', unit: 'A', roles: [] } })).toEqual([
      'body.officer.unit',
    ])
  })
  it('may not lead in a circle, nor go past what is decided for later', () => {
    expect(faults({ kind: 'merger', from: ['A', 'C'], to: 'C' })).toEqual(['body.to'])
    const later = decided('2026-09-01', { kind: 'dissolution', from: 'C', to: 'A' })
    expect(faults({ kind: 'dissolution', from: 'A', to: 'C' }, '2026-06-01', later)).toEqual(['body.from'])
  })
})

it('the sample keeps the districts that ended, without rooms, and tells of no heir that no source names', () => {
  const hue = directoryOf(hueUnits, hueOfficers, [], '2026-03-10')
  const districts = hue.units.filter(({ level }) => level === 'district')
  expect(districts).toHaveLength(9)
  expect(districts.every(({ validTo, successors }) => validTo === '2024-12-31' && successors.length === 0)).toBe(true)
  expect(hue.unitOn('H57.h481', '2024-01-01')?.name).toBe('A Lưới (cấp huyện)')
})
