import { describe, expect, it } from 'vitest'
import type { Party } from '../../../shared/dossier/dossier.ts'
import { shownThings } from '../../../shared/dossier/people/data-read.ts'
import { headClasses, maskedParty, partyClasses, worstOf } from '../../../shared/dossier/people/personal-data.ts'
import { shownInHistory, shownInLists, shownOnReceipt, shownWhole } from '../../../shared/http/views/classes.ts'

const party: Required<Party> = {
  name: 'Đặng Thị Đánh Dấu',
  identityNumber: '046190009911',
  taxCode: '0301442989',
  sex: 'female',
  phone: '+84905111222',
  email: 'danh-dau@vi-du.test',
  address: '7 đường Đánh Dấu',
  birthDate: '1990-02-03',
}

describe('a person in a list', () => {
  it('is masked in every field that is classed as personal', () => {
    const shown: Partial<Record<string, string>> = maskedParty(party)
    for (const [field, value] of Object.entries(party)) {
      const isPersonal = new Map<string, string>(Object.entries(partyClasses)).get(field) !== 'none'
      expect([field, shown[field] === value]).toEqual([field, !isPersonal])
      if (field !== 'name') expect([field, (shown[field] ?? '').replaceAll('*', '').length <= 3]).toEqual([field, true])
    }
    expect(shown.name).toBe('Đặng T** Đ*** D**')
  })

  it('has no field that was not said', () => {
    expect(maskedParty({ name: 'An', identityNumber: '046190009911' })).toEqual({
      name: 'An',
      identityNumber: '*********911',
    })
  })
})

describe('classes', () => {
  it('leave nothing personal in heads and lists but what is masked or keyed', () => {
    const heads = Object.entries(headClasses).filter(([, one]) => one !== 'none')
    expect(heads).toEqual([
      ['ownerRef', 'keyed'],
      ['applicantMasked', 'masked'],
    ])
    expect(Object.entries(shownInLists).filter(([, one]) => one !== 'none')).toEqual([['applicant', 'masked']])
  })

  it('say of a whole dossier what the access log says of reading it', () => {
    const all = [shownWhole, shownInHistory, shownOnReceipt].flatMap((classes) => Object.values(classes))
    expect(worstOf(all)).toBe(shownThings.whole.class)
    expect(worstOf([])).toBe('none')
    expect(worstOf(['basic', 'sensitive', 'none'])).toBe('sensitive')
  })
})
