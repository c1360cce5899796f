import { describe, expect, it } from 'vitest'
import { atDesk, citizenClaims, house, reception, wish } from './given.ts'
import { registered } from './stories.ts'

const person = { name: 'Phạm Văn Bách', identityNumber: '046088005512' }
const company = { ...person, name: 'Công ty Cổ phần Xây dựng số 1-5 & Cộng sự (Huế)', taxCode: '0100109106' }

async function opening(change: object) {
  const { knock } = await house()
  const { status, json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant: person, ...change } })
  return [status, json.faults?.map(({ where, code }) => `${where} ${code}`)]
}

describe('a business', () => {
  it('has its dossier filed by whom it authorised, under the name it is registered by', async () => {
    const { knock } = await house()
    const { json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant: person, owner: company } })
    const { json: whole } = await knock('readDossier', reception, { path: { id: String(Object(json.dossier).id) } })
    expect(Object(whole.parties).owner).toMatchObject({ name: company.name, taxCode: '0100109106' })
    expect(Object(whole.parties).applicant).toMatchObject(person)
  })

  it.each(['1-5', '3T+', '“Hương” 24/7', 'A@B #1', 'TNHH MTV 36%', 'Hộ kinh doanh Bà Tư 2!'])(
    'may be named %s',
    async (name) => {
      expect(await opening({ owner: { ...company, name } })).toEqual([201, undefined])
      expect(await opening({ applicant: { ...company, name, taxCode: '0100109106-001' } })).toEqual([201, undefined])
    },
  )

  it.each(['=1+1', '+84', '@SUM(A1)', '<b>A</b>', 'A;B', 'A|B', '{A}', 'A\\B', 'A'.repeat(201)])(
    'is not named %s',
    async (name) => {
      const [status, faults] = await opening({ owner: { ...company, name } })
      expect([status, String(faults)]).toEqual([400, expect.stringMatching(/^body\.owner\.name (wrong-form|too-big)$/)])
    },
  )

  it('is told from a person by its tax code: a person bears no digits, beside whatever else is wrong', async () => {
    const name = 'Cửa hàng 24'
    for (const taxCode of [undefined, '046088005512'])
      expect(await opening({ owner: { ...person, name, ...(taxCode && { taxCode }) } })).toEqual([
        400,
        ['body.owner.name wrong-form'],
      ])
    expect(await opening({ owner: { name } })).toEqual([
      400,
      ['body.owner.identityNumber required', 'body.owner.name wrong-form'],
    ])
    const { knock } = await house()
    const { json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant: { ...person, name } } })
    expect(json.faults?.[0]?.detail).toMatch(/^Họ tên chỉ gồm chữ cái.*doanh nghiệp phải kèm mã số thuế 10 chữ số/)
  })

  it('takes nothing from the names of people, some of which begin with an apostrophe', async () => {
    for (const name of ["'t Hooft", '’Abd al-Rahman'])
      expect(await opening({ applicant: { ...person, name } })).toEqual([201, undefined])
  })

  it('is mended and sent its parcel under such a name', async () => {
    const { knock, id } = await registered()
    const body = { act: 'amend', version: 1, reason: 'Sai tên', owner: company }
    expect((await knock('act', reception, { path: { id }, body })).status).toBe(200)
    const deliverTo = { name: company.name, phone: '0912345678', detail: 'Số 1', communeCode: '19789' }
    const posted = await knock('openOnline', citizenClaims, { body: { ...wish, returnBy: 'post', deliverTo } })
    expect(posted.status).toBe(201)
  })
})
