import type { Roll } from '../replay/dice.ts'

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Tôn Thất']
const middles = ['Thị', 'Văn', 'Ngọc', 'Thanh', 'Minh', 'Quang', 'Hữu', 'Thử', 'Diệu', 'Đình']
const givens = [
  'An',
  'Bình',
  'Châu',
  'Dung',
  'Giang',
  'Hà',
  'Hạnh',
  'Khánh',
  'Lan',
  'Mai',
  'Nam',
  'Oanh',
  'Phúc',
  'Quý',
]
const lastGivens = ['Sơn', 'Thảo', 'Trang', 'Tuấn', 'Uyên', 'Vinh', 'Xuân', 'Yến']

/** Họ tên of an applicant who does not exist: so many alike as among people, so that a search for one finds some. */
export function inventedName(roll: Roll): string {
  const one = (words: readonly string[]) => words[roll(words.length)] ?? ''
  return `${one(families)} ${one(middles)} ${one([...givens, ...lastGivens])}`
}
