import { describe, expect, it } from 'vitest'
import { isFormerCommune, namesAbolishedLevel } from '../../../shared/dossier/people/address.ts'
import { warningsOf } from '../../../shared/dossier/people/warnings.ts'

describe('an address', () => {
  it.each([
    '12 Lê Lợi, phường Vĩnh Ninh, quận Thuận Hóa, thành phố Huế',
    'Thôn 3, xã Lộc Trì, huyện Phú Lộc',
    'Thị xã Hương Thủy, Huế',
    'tổ 5 THỊ TRẤN Phú Đa',
    'xã Lộc Trì, huyện Phú Lộc'.normalize('NFD'),
    'Quận 1, TP. Hồ Chí Minh',
  ])('names a level that is no more: %s', (address) => {
    expect(namesAbolishedLevel(address)).toBe(true)
  })

  it.each([
    '12 Lê Lợi, phường Thuận Hóa, thành phố Huế',
    'Thôn 3, xã Phú Lộc, thành phố Huế',
    'Hẻm 4, phường Quận',
    '',
  ])('names present levels only: %s', (address) => expect(namesAbolishedLevel(address)).toBe(false))

  it('bears the code of a commune that went into another one, when our province has no such commune now', () => {
    const present = ['19777', '19753', '20161']
    expect(isFormerCommune('19760', present)).toBe(true)
    expect(isFormerCommune('19777', present)).toBe(false)
    expect(isFormerCommune('26734', present)).toBe(false)
    expect(isFormerCommune('19760', [])).toBe(false)
  })
})

describe('warnings', () => {
  it('name every doubtful place at once, and nothing when all is well', () => {
    const applicant = {
      name: 'Trần Văn Thử',
      identityNumber: '046190000001',
      birthDate: '1991-01-01',
      sex: 'male',
    } as const
    const owner = {
      name: 'Công ty Thử',
      identityNumber: '046090000001',
      taxCode: '0100000300',
      address: 'huyện Phú Lộc',
    }
    const deliverTo = { name: 'Thử', phone: '+84912345678', detail: 'quận Thuận Hóa', communeCode: '19760' }
    expect(warningsOf({ channel: 'direct', applicant, owner, deliverTo }, '2026-03-10', ['19753', '19777'])).toEqual([
      { where: 'body.applicant.identityNumber', code: 'birth-year-disagrees' },
      { where: 'body.applicant.identityNumber', code: 'sex-disagrees' },
      { where: 'body.owner.taxCode', code: 'tax-code-doubtful' },
      { where: 'body.owner.address', code: 'abolished-level' },
      { where: 'body.deliverTo.detail', code: 'abolished-level' },
      { where: 'body.deliverTo.communeCode', code: 'former-commune' },
    ])
    const far = { ...deliverTo, detail: 'Số 1', communeCode: '00004' }
    const sent = (to: typeof far & { communeName?: string }) =>
      warningsOf({ channel: 'direct', applicant: owner, deliverTo: to }, '2026-03-10', ['19753', '19777']).filter(
        ({ where }) => where.startsWith('body.deliverTo'),
      )
    expect(sent(far)).toEqual([{ where: 'body.deliverTo.communeName', code: 'commune-unnamed' }])
    expect(sent({ ...far, communeName: 'phường Ba Đình, Hà Nội' })).toEqual([])
    expect(sent({ ...far, communeCode: '19753' })).toEqual([])
    const alone = { channel: 'direct', applicant: { name: 'Thử', identityNumber: '046090000001' } } as const
    expect(warningsOf(alone, '2026-03-10', [])).toEqual([])
  })
})
