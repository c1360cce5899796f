import { describe, expect, it } from 'vitest'
import { type Page, pageDigest } from '../../shared/forms/page.ts'
import { drawPdf } from '../../shared/forms/pdf.ts'
import { receipt } from '../../shared/forms/receipt.ts'
import { register } from '../../shared/forms/register.ts'
import { supplementRequest } from '../../shared/forms/supplement-request.ts'
import { templateOn } from '../../shared/forms/templates.ts'
import { scan, ward } from '../given.ts'
import { applicant, directory, eventWith, facts, fileWith, fonts, paper, received } from './given.ts'
import { attachedTo, glyphsIn, pairsIn, readPdf } from './read-pdf.ts'

/** A pangram of our marks: every vowel with every tone, in both cases. */
const marks = 'AĂÂEÊIOÔƠUƯYĐ'
  .split('')
  .flatMap((vowel) =>
    ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
  )
  .filter((sign) => sign.length === 1)
const everySign = [...marks, ...marks.map((sign) => sign.toLocaleLowerCase('vi'))].join(' ')

const code = 'H57.40-261110-0007'
const whole = () => receipt(facts('receipt', { secret: '7KQ2MX', lookUpAddress: `https://tra-cuu.test/?ma=${code}` }))

describe('a drawn sheet', () => {
  it('is a PDF on A4 in which every word of the receipt can be read', async () => {
    const bytes = await drawPdf(whole(), fonts)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    const { pages, width, height } = readPdf(bytes)
    expect([width, height, pages.length]).toEqual([595, 842, 1])
    const text = pages.join('\n')
    for (const word of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Nguyễn Đỗ Quỳnh Ngữ',
      code,
      'Mã tra cứu: 7KQ2MX',
      '09 giờ 05 phút, ngày 13 tháng 11 năm 2026',
      'Trang 1/1',
    ])
      expect(text).toContain(word)
    expect(text).not.toContain('\uFFFD')
  })

  it('draws every Vietnamese mark as one sign of its own, also when it came decomposed', async () => {
    const file = fileWith({ parties: { applicant: { ...applicant, address: everySign.normalize('NFD') } } })
    const bytes = await drawPdf(receipt(facts('receipt', { file })), fonts)
    const read = readPdf(bytes).pages.join(' ').replaceAll('\n', ' ')
    const missing = everySign.split(' ').filter((sign) => !read.includes(sign))
    expect(missing).toEqual([])
    expect(read).not.toMatch(/[\u0300-\u036f\uFFFD]/)
  })

  it('is the same to the byte for the same page, whenever it is drawn', async () => {
    const [one, other] = [await drawPdf(whole(), fonts), await drawPdf(whole(), fonts)]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })

  it('sets each sign by its own width, without reading which pairs would stand closer', async () => {
    const sheet = { ...whole(), blocks: [{ kind: 'paragraph', text: 'AVAVA To Ty LT' } as const] }
    expect(pairsIn(await drawPdf(sheet, fonts))).toBe(0)
  })

  it('sets letters one by one, so that whoever copies or searches finds what was written', async () => {
    const glyphs = async (text: string) => {
      const bytes = await drawPdf({ ...whole(), blocks: [{ kind: 'paragraph', text }] }, fonts)
      expect(readPdf(bytes).pages.join()).toContain(text)
      return glyphsIn(bytes)
    }
    expect(await glyphs('affluent fi')).toBe(await glyphs('axxluent xi'))
  })

  it('carries the data that made it, from which its digest can be reckoned again', async () => {
    const attached = attachedTo(await drawPdf(whole(), fonts))
    const page: Page = JSON.parse(attached?.toString('utf8') ?? '{}')
    expect(page).toMatchObject({ title: whole().title, blocks: whole().blocks })
    expect(pageDigest(page)).toBe(pageDigest(whole()))
  })

  it('carries 55 papers over pages that are numbered and repeat the head of the table', async () => {
    const papers = Array.from({ length: 55 }, (_, n) =>
      paper(`g${n}`, `Giấy tờ thứ ${n + 1} về quyền sử dụng đất và nhà ở`),
    )
    const event = eventWith({ detail: { scans: papers.map((_, n) => ({ n: n + 1 })) } })
    const file = fileWith({ scans: papers.map(({ id }, n) => scan({ n: n + 1, paper: id })) })
    const { pages } = readPdf(await drawPdf(receipt(facts('receipt', { papers, event, file })), fonts))
    expect(pages.length).toBeGreaterThan(1)
    for (const [n, page] of pages.entries()) expect(page).toContain(`Trang ${n + 1}/${pages.length}`)
    for (const page of pages.slice(0, -1)) expect(page).toContain('Tên giấy tờ')
    for (let n = 1; n <= 55; n += 1) expect(pages.join('\n')).toContain(`Giấy tờ thứ ${n} `)
  })

  it('loses no word of a reason that is longer than a page, and lets nobody sign an empty one', async () => {
    const words = Array.from({ length: 1500 }, (_, n) => `chữ${n}`)
    const event = eventWith({ act: 'ask-supplement', reason: words.join(' '), detail: { papers: ['Đơn'] } })
    const { pages } = readPdf(await drawPdf(supplementRequest(facts('supplement', { event })), fonts))
    const read = new Set(pages.join('\n').split(/\s+/))
    expect(words.filter((word) => !read.has(word))).toEqual([])
    const signed = pages.find((page) => page.includes('NGƯỜI HƯỚNG DẪN')) ?? ''
    expect(signed).toContain('vướng mắc')
  })

  it('cuts a cell that no page could hold, and goes on below', async () => {
    const template = templateOn('register', '2026-11-01')
    if (!template) throw new Error('no register')
    const name = Array.from({ length: 900 }, (_, n) => `tên${n}`).join(' ')
    const rows = [{ dossier: received, parties: { applicant: { ...applicant, name } } }]
    const period = { agency: ward, from: '2026-11-01', to: '2026-11-30', at: '2026-11-30T17:00:00+07:00' }
    const { pages, width, height } = readPdf(
      await drawPdf(register({ template, ...period, rows, units: directory }), fonts),
    )
    expect([width, height]).toEqual([842, 595])
    const read = new Set(pages.join('\n').split(/\s+/))
    for (let n = 0; n < 900; n += 1) expect(read.has(`tên${n}`)).toBe(true)
  })
})
