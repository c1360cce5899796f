import { describe, expect, it } from 'vitest'
import { checkTaxCode, plainTaxCode } from '../../../shared/dossier/people/tax-code.ts'

describe('a tax code', () => {
  it.each(['0100109106', '0100233488', '0314409058-002', '0312687878-001', '046090000001'])('is right: %s', (code) => {
    expect(checkTaxCode(code)).toBe('right')
  })

  it.each([
    ['0100233480', 'another check digit'],
    ['0100109107', 'another check digit'],
    ['0312687878-000', 'branch 000'],
    ['0100000000', 'serial 0000000'],
    ['010010910', 'nine digits'],
    ['0100109106-1', 'a branch of one digit'],
    ['000090000001', 'a person of no province'],
    ['01001091O6', 'a letter'],
    ['', 'nothing'],
  ])('is wrong: %s (%s)', (code) => {
    expect(checkTaxCode(code)).toBe('wrong')
  })

  it('is doubtful with a 0 where the formula gives 10, and wrong with any other digit there', () => {
    // 31·0 + 29·1 + 23·0 + 19·0 + 17·0 + 13·0 + 7·0 + 5·3 + 3·0 = 44 = 4 · 11
    expect(checkTaxCode('0100000300')).toBe('doubtful')
    for (let digit = 1; digit < 10; digit += 1) expect(checkTaxCode(`010000030${digit}`)).toBe('wrong')
  })

  it('catches every single mistyped digit of a code whose check digit is right', () => {
    const right = '0100109106'
    for (let place = 0; place < 9; place += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const typed = right.slice(0, place) + digit + right.slice(place + 1)
        if (typed !== right) expect([typed, checkTaxCode(typed)]).toEqual([typed, 'wrong'])
      }
    }
  })

  it('is kept without spaces, dots and dashes, the branch behind a dash', () => {
    expect(plainTaxCode(' 01 0010.9106 ')).toBe('0100109106')
    expect(plainTaxCode('0314409058002')).toBe('0314409058-002')
    expect(plainTaxCode('0314409058 - 002')).toBe('0314409058-002')
  })
})
