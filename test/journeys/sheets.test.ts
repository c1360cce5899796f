import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { until, type Voice } from '../../infra/tour/api.ts'
import { officerOf } from '../../infra/tour/moves.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { readPdf } from '../forms/read-pdf.ts'

let system: Everything
let desk: Voice
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const applicant = { name: 'Phạm Thị Quỳnh Ngữ', identityNumber: '046190005512', phone: '0905000404' }

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  desk = await officerOf(system.places, `${home}/desk`, 'reception')
}, 120_000)

afterAll(() => system?.stop())

async function pdfAt(url: string): Promise<{ text: string; name: string }> {
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  return { text: readPdf(bytes).pages.join('\n'), name: answer.headers.get('content-disposition') ?? '' }
}

async function accepted(): Promise<{ id: string; code: string }> {
  const opened = await desk.openAtDesk({
    body: { procedure: '1.010803', channel: 'direct', returnBy: 'counter', applicant },
  })
  const { id, version } = opened.dossier
  const done = await desk.act({ path: { id }, body: { act: 'accept', version } })
  return { id, code: done.dossier.code ?? '' }
}

describe('sheets on the running system', () => {
  it('draws the receipt that acceptance calls for, prints it again with its mark, and names nobody in its file name', async () => {
    const { id, code } = await accepted()
    const receipt = await until('giấy tiếp nhận', async () => {
      const { rows } = await desk.listSheets({ path: { id } })
      return rows.find((row) => row.sheet === 'receipt')
    })
    const link = await desk.downloadSheet({ path: { id, sheet: receipt.id } })
    const { text, name } = await pdfAt(link.url)
    for (const word of ['GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', applicant.name, code, 'Mã tra cứu', 'Trang 1/1'])
      expect(text).toContain(word)
    expect(text).not.toContain('IN LẠI')
    expect(name).not.toMatch(/Ph%E1|Ngữ|0461/)
    expect(new URL(link.url).pathname).not.toContain(id)

    const again = await desk.reprintSheet({ path: { id, sheet: receipt.id }, body: { reason: 'Người nộp làm mất' } })
    expect(again.print).toMatchObject({ revision: 1, number: receipt.number, reason: 'Người nộp làm mất' })
    const reprinted = await desk.downloadSheet({ path: { id, sheet: again.print.id } })
    expect((await pdfAt(reprinted.url)).text).toContain('BẢN IN LẠI LẦN 1')
  })

  it('prints the control sheet at once, and the register of the day as PDF and workbook', async () => {
    const { id, code } = await accepted()
    const { print } = await desk.printSheet({ path: { id }, body: { sheet: 'control' } })
    const control = await desk.downloadSheet({ path: { id, sheet: print.id } })
    expect((await pdfAt(control.url)).text).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ')
    const day = print.at.slice(0, 10)
    const text = await until('sổ theo dõi', async () => {
      const link = await desk.printRegister({ query: { from: day, to: day } })
      const drawn = await pdfAt(link.url)
      return drawn.text.replaceAll('\n', '').includes(code) ? drawn.text : undefined
    })
    expect(text).toContain('SỔ THEO DÕI HỒ SƠ')
    const workbook = await fetch((await desk.printRegister({ query: { from: day, to: day, format: 'xlsx' } })).url)
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  it('lets everybody print what is posted of a procedure and its process document', async () => {
    const posting = await desk.postingSheet({ path: { code: '1.010803' } })
    expect((await pdfAt(posting.url)).text).toContain('NIÊM YẾT THỦ TỤC HÀNH CHÍNH')
    const process = await desk.processDocument({ path: { code: '1.010803' } })
    expect((await pdfAt(process.url)).text).toContain('7. Trình tự thực hiện')
  })
})
