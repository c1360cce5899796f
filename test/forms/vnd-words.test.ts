import { describe, expect, it } from 'vitest'
import { vndInWords } from '../../shared/forms/vnd-words.ts'

const rows: readonly (readonly [number, string])[] = [
  [0, 'Không đồng'],
  [5, 'Năm đồng'],
  [10, 'Mười đồng'],
  [15, 'Mười lăm đồng'],
  [21, 'Hai mươi mốt đồng'],
  [24, 'Hai mươi tư đồng'],
  [105, 'Một trăm linh năm đồng'],
  [111, 'Một trăm mười một đồng'],
  [8_000, 'Tám nghìn đồng'],
  [20_005, 'Hai mươi nghìn không trăm linh năm đồng'],
  [1_050_000, 'Một triệu không trăm năm mươi nghìn đồng'],
  [2_000_000_000, 'Hai tỷ đồng'],
  [1_234_567_891_000, 'Một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi mốt nghìn đồng'],
]

describe('an amount in words', () => {
  it.each(rows)('%i is said as %s', (amount, words) => {
    expect(vndInWords(amount)).toBe(words)
  })
})
