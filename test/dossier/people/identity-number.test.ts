import { describe, expect, it } from 'vitest'
import { birthProvinces } from '../../../shared/dossier/people/birth-provinces.ts'
import { disagreements, readIdentityNumber } from '../../../shared/dossier/people/identity-number.ts'

const today = '2026-03-10'

describe('reading an identity number', () => {
  it.each([
    ['046090000001', { province: 'Thừa Thiên Huế', sex: 'male', birthYear: 1990 }],
    ['046190004217', { province: 'Thừa Thiên Huế', sex: 'female', birthYear: 1990 }],
    ['001202000001', { province: 'Hà Nội', sex: 'male', birthYear: 2002 }],
    ['079302000001', { province: 'TP. Hồ Chí Minh', sex: 'female', birthYear: 2002 }],
    ['096410000001', { province: 'Cà Mau', sex: 'male', birthYear: 2110 }],
    ['096999000001', { province: 'Cà Mau', sex: 'female', birthYear: 2399 }],
    ['100085000001', { country: '100', sex: 'male', birthYear: 1985 }],
    ['999685000001', { country: '999', sex: 'male', birthYear: 2285 }],
  ])('understands %s', (text, said) => {
    expect(readIdentityNumber(text)).toEqual(said)
  })

  it.each(['000090000001', '003090000001', '097090000001', '099090000001'])('knows no province for %s', (text) => {
    expect(readIdentityNumber(text)).toBeUndefined()
  })

  it.each(['46090000001', '0460900000012', '04609000000a', ' 046090000001', '', '０４６０９００００００１'])(
    'refuses %j, which is not twelve digits',
    (text) => expect(readIdentityNumber(text)).toBeUndefined(),
  )

  it('keeps all 63 provinces of the old numbering, none from 100 on', () => {
    const codes = Object.keys(birthProvinces)
    expect(codes).toHaveLength(63)
    for (const code of codes) expect(code).toMatch(/^0\d\d$/)
  })
})

describe('an identity number beside what is declared', () => {
  it('agrees in silence', () => {
    expect(disagreements('046090000001', { birthDate: '1990-05-01', sex: 'male' }, today)).toEqual([])
    expect(disagreements('046090000001', {}, today)).toEqual([])
  })

  it('tells a birth year that is another one, the century counting', () => {
    expect(disagreements('046090000001', { birthDate: '1991-05-01' }, today)).toEqual(['birth-year'])
    expect(disagreements('046290000001', { birthDate: '1990-05-01' }, today)).toEqual(['birth-year', 'unborn'])
  })

  it('tells the other sex, and both at once', () => {
    expect(disagreements('046190000001', { sex: 'male' }, today)).toEqual(['sex'])
    expect(disagreements('046190000001', { birthDate: '1989-01-01', sex: 'male' }, today)).toEqual([
      'birth-year',
      'sex',
    ])
  })

  it('tells a bearer who is not born yet, and lets this year be', () => {
    expect(disagreements('046227000001', {}, today)).toEqual(['unborn'])
    expect(disagreements('046226000001', {}, today)).toEqual([])
  })
})
