import { describe, expect, it } from 'vitest'
import { isPhone, plainPhone } from '../../../shared/dossier/people/phone.ts'

describe('a phone number', () => {
  it.each([
    ['0912345678', '+84912345678'],
    ['84912345678', '+84912345678'],
    ['+84912345678', '+84912345678'],
    ['091 234.56-78', '+84912345678'],
    ['(0234) 3822 222', '+842343822222'],
    ['0372345678', '+84372345678'],
  ])('%s is kept as %s', (said, kept) => {
    expect(plainPhone(said)).toBe(kept)
    expect(isPhone(kept)).toBe(true)
    expect(plainPhone(kept)).toBe(kept)
  })

  it.each([
    ['0112345678', 'no such network'],
    ['0612345678', 'no such network'],
    ['091234567', 'a digit short'],
    ['09123456789', 'a digit long'],
    ['+1 202 555 0100', 'another country'],
    ['19001075', 'a hotline, which nobody is reached at'],
    ['0912345678x', 'a letter'],
    ['', 'nothing'],
  ])('%s is none (%s)', (said) => {
    expect(isPhone(plainPhone(said))).toBe(false)
  })
})
