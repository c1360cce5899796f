import { describe, expect, it } from 'vitest'
import { ward } from '../given.ts'
import { atDesk, citizenClaims, house, reception, staffClaims } from './given.ts'

describe('a fault is told by the first thing that is wrong there', () => {
  const path = { id: 'abcdefgh12345678' }
  const told = async (body: object) => {
    const { knock } = await house()
    const { json } = await knock('act', staffClaims(`${ward}/desk`, 'cashier', 'reception'), { path, body })
    return json.faults?.map(({ where, code, detail }) => `${where} ${code}: ${detail}`)
  }
  const item = { kind: 'fee', name: 'Lệ phí', amountVnd: 1000 }
  const charge = (...amounts: number[]) => ({
    ...{ act: 'charge-fee', version: 1, payee: 'Kho bạc' },
    items: amounts.map((amountVnd) => ({ ...item, amountVnd })),
  })

  it('of a list in place of a text, that it is no text', async () => {
    expect(await told({ act: 'withdraw', version: 1, reason: [] })).toEqual(['body.reason wrong-type: Phải là chữ.'])
    const bag = { act: 'send-papers', version: 1, by: 'post', papers: [{ name: 'a', count: 1 }] }
    expect(await told({ ...bag, to: [] })).toEqual(['body.to wrong-type: Phải là chữ.'])
  })

  it('of an act that is left out, that it is wanted and which there are', async () => {
    expect(await told({ version: 1 })).toEqual([
      expect.stringMatching(/^body\.act required: Thiếu thông tin bắt buộc, phải là một trong: submit, accept/),
    ])
    expect(await told({ act: null, version: 1 })).toEqual([
      expect.stringMatching(/^body\.act not-offered: Phải là một/),
    ])
  })

  it('of a sum, its one least amount, and that all items together can still be paid', async () => {
    expect(await told(charge(-5))).toEqual(['body.items.0.amountVnd too-small: Phải là ít nhất 1.'])
    expect(await told(charge(1e12, 1))).toEqual([
      'body.items too-big: Các khoản cộng lại nhiều nhất 1000000000000 đồng.',
    ])
  })

  it('of text that shows nothing, that there is none', async () => {
    for (const reason of ['\u200b', '\u2060 \u2060', '\u3164', ' \u0301', '\u2800']) {
      expect(await told({ act: 'withdraw', version: 1, reason })).toEqual([
        'body.reason too-small: Phải có ít nhất 1 ký tự.',
      ])
    }
    const { json } = await (await house()).knock('announceImport', staffClaims(`${ward}/office`, 'admin'), {
      body: { fileName: '\u200b', size: 1, sha256: 'a'.repeat(64) },
    })
    expect(json.faults?.map(({ where, code }) => `${where} ${code}`)).toEqual(['body.fileName too-small'])
  })

  it('of a paper named twice, where it stands the second time', async () => {
    const waived = [1, 2].map(() => ({ paper: 'g01', reason: 'Đã đối chiếu' }))
    const handedIn = ['original', 'copy', 'copy'].map((form) => ({ paper: 'g01', form, count: 1 }))
    expect(await told({ act: 'accept', version: 1, waived, handedIn })).toEqual([
      'body.waived.1.paper repeated: Đã nêu ở trên.',
      'body.handedIn.2.paper repeated: Đã nêu ở trên.',
    ])
  })

  it('of a file whose name tells another type than the one announced', async () => {
    const { knock } = await house()
    const file = { type: 'application/pdf', size: 1, sha256: 'a'.repeat(64) }
    const faults = async (fileName: string) => {
      const { json } = await knock('reserveMyScan', citizenClaims, { path, body: { ...file, fileName } })
      return json.faults?.map(({ where, code, detail }) => `${where} ${code}: ${detail}`)
    }
    expect(await faults('x.exe')).toEqual([
      'body.fileName wrong-form: Tên tệp loại application/pdf phải kết thúc bằng .pdf.',
    ])
    expect([await faults('Đơn.PDF'), await faults('Đơn ngày 12.3')]).toEqual([undefined, undefined])
    expect(await faults('..')).toEqual([
      'body.fileName wrong-form: Tên tệp không được có ký tự / \\ : * ? " < > | và không chỉ gồm dấu chấm.',
    ])
    const { json: beside } = await knock('reserveMyScan', citizenClaims, {
      path,
      body: { ...file, fileName: 'x.exe', size: 'a' },
    })
    expect(beside.faults?.map(({ where }) => where)).toEqual(['body.size', 'body.fileName'])
    const admin = staffClaims(`${ward}/office`, 'admin')
    const { json } = await knock('announceImport', admin, { body: { ...file, type: undefined, fileName: 'a.exe' } })
    expect(json.faults?.map(({ where, code }) => `${where} ${code}`)).toContain('body.fileName wrong-form')
  })

  it('of a day before the years we reckon with', async () => {
    const { knock } = await house()
    const applicant = { ...atDesk.applicant, birthDate: '0001-01-01' }
    const { json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant } })
    expect(json.faults?.map(({ detail }) => detail)).toEqual(['Năm phải từ 0100 trở đi.'])
  })

  it('of a number’s pattern, the part as it has to be written', async () => {
    const { knock } = await house()
    const body = { kind: 'letter', pattern: 'A', source: '1/QĐ', validFrom: '2026-04-01' }
    const { json } = await knock('putNumberPattern', staffClaims(`${ward}/office`, 'admin'), { body })
    expect(json.faults?.map(({ detail }) => detail)).toEqual([
      'Mẫu số phải có phần {agency}.',
      'Mẫu số phải có phần {seq:0000} (mỗi số 0 là một chữ số).',
    ])
  })
})
