import { describe, expect, it } from 'vitest'
import { compareNames, wordsAsked, wordsOf } from '../../../shared/dossier/people/search-words.ts'

describe('words of a name', () => {
  it.each([
    ['Nguyễn Thị Hoà', 'nguyen thi hoa'],
    ['Nguyễn Thị Hòa'.normalize('NFD'), 'NGUYEN THI HÒA'],
    ['Đặng Quí', 'dang quý'],
    ['Lê  Đức', 'LÊ ĐỨC'],
  ])('%s is asked for as %s', (name, asked) => expect(wordsAsked({ name })).toEqual(wordsAsked({ name: asked })))

  it('are whole: a beginning is another word', () => {
    expect(wordsAsked({ name: 'Anh' })).not.toEqual(wordsAsked({ name: 'An' }))
  })
  it('of applicant and owner are one set, beside their numbers, each kind apart', () => {
    const applicant = { name: 'Trần Văn An', identityNumber: '046090000001', phone: '+84905000101' }
    const owner = { name: 'Trần Thị Bê', identityNumber: '046090000002' }
    expect(wordsOf({ applicant, owner })).toEqual([
      'identity:046090000001',
      'identity:046090000002',
      'name:an',
      'name:be',
      'name:thi',
      'name:tran',
      'name:van',
      'phone:+84905000101',
    ])
    expect(wordsAsked({ phone: '0905 000 101' })).toEqual(['phone:+84905000101'])
  })
  it('are none for nothing', () => expect(wordsAsked({ name: ' - ' })).toEqual([]))
})

describe('the Vietnamese order of names', () => {
  it('goes by given name, then by family name, with marks in their own order', () => {
    const names = [
      'Trần Văn Ơn',
      'Lê Thị Bình',
      'Nguyễn Văn An',
      'Đặng Thị An',
      'Bùi Ân',
      'Lê Ánh',
      'Trần Văn Dũng',
      'Lê Đức',
    ]
    expect(names.toSorted(compareNames)).toEqual([
      'Đặng Thị An',
      'Nguyễn Văn An',
      'Lê Ánh',
      'Bùi Ân',
      'Lê Thị Bình',
      'Trần Văn Dũng',
      'Lê Đức',
      'Trần Văn Ơn',
    ])
  })
  it('does not tell two spellings of one name apart', () => {
    expect(compareNames('Lê Hòa'.normalize('NFD'), 'Lê Hòa')).toBe(0)
  })
})
