import { expect, it } from 'vitest'
import { signsOnly } from '../../shared/forms/fonts.ts'
import { fonts } from './given.ts'

const tablesOf = (font: Uint8Array): string[] => {
  const bytes = Buffer.from(font)
  return Array.from({ length: bytes.readUInt16BE(4) }, (_, n) => bytes.toString('latin1', 12 + n * 16, 16 + n * 16))
}

const placeOf = (font: Uint8Array, name: string): number => {
  const bytes = Buffer.from(font)
  const row = 12 + 16 * tablesOf(font).indexOf(name)
  return bytes.readUInt32BE(row + 8)
}

it.each(['regular', 'bold', 'italic'] as const)('a font in %s is read for its signs, and keeps all of them', (cut) => {
  const font = fonts[cut]
  const before = Buffer.from(font)
  const lean = signsOnly(font)
  expect(tablesOf(font)).toEqual(expect.arrayContaining(['GPOS', 'GSUB', 'post']))
  expect(tablesOf(lean)).toEqual(tablesOf(font).filter((name) => name !== 'GPOS' && name !== 'GSUB'))
  expect(Buffer.from(font).equals(before)).toBe(true)
  const names = placeOf(lean, 'post')
  expect([before.readUInt32BE(names), lean.readUInt32BE(names)]).toEqual([0x0002_0000, 0x0003_0000])
  // All else that a table says lies where it lay.
  lean.writeUInt32BE(0x0002_0000, names)
  const directory = 12 + 16 * tablesOf(font).length
  expect(lean.subarray(directory).equals(before.subarray(directory))).toBe(true)
})
