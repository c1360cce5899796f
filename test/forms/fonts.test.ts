import { expect, it } from 'vitest'
import { withoutPairs } from '../../shared/forms/fonts.ts'
import { fonts } from './given.ts'

const tablesOf = (font: Uint8Array): string[] => {
  const bytes = Buffer.from(font)
  return Array.from({ length: bytes.readUInt16BE(4) }, (_, n) => bytes.toString('latin1', 12 + n * 16, 16 + n * 16))
}

it.each(['regular', 'bold', 'italic'] as const)('a font in %s is read without its pairs, and keeps all else', (cut) => {
  const font = fonts[cut]
  const before = Buffer.from(font)
  const lean = withoutPairs(font)
  expect(tablesOf(font)).toContain('GPOS')
  expect(tablesOf(lean)).toEqual(tablesOf(font).filter((name) => name !== 'GPOS'))
  expect(Buffer.from(font).equals(before)).toBe(true)
  // What a table says lies where it lay.
  const directory = 12 + 16 * tablesOf(font).length
  expect(lean.subarray(directory).equals(before.subarray(directory))).toBe(true)
})
