import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { issuerLines, placeAndDay } from '../../shared/forms/wording.ts'

describe('the head of a sheet over all agencies', () => {
  // As a table hands them back: by id, so that a vertical branch comes first.
  const units = directoryOf(
    hueUnits.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    [],
  )

  it('is the body above them, whatever stands first in the directory', () => {
    expect(units.units[0]?.id).toBe('G01.57')
    expect(issuerLines(units, 'all', 'Bộ phận Một cửa')).toEqual(['Ủy ban nhân dân thành phố Huế'])
    expect(placeAndDay(units, 'all', '2026-11-27')).toBe('Thành phố Huế, ngày 27 tháng 11 năm 2026')
  })
})
