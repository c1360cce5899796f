import { describe, expect, it } from 'vitest'
import { drawPdfRows, type LongPage } from '../../shared/forms/pdf-rows.ts'
import { fonts } from './given.ts'
import { attachedTo, readPdf } from './read-pdf.ts'

function listOf(count: number, came = { rows: 0 }): LongPage {
  async function* rows() {
    for (let n = 1; n <= count; n += 1) {
      came.rows = n
      yield [n, `H57.40-261110-${n}`, n === 2 ? '=HYPERLINK("x")\u0000\u202e' : `Nguyễn Thị Thử ${n}`, n * 1000]
    }
  }
  return {
    template: { id: 'list-thu', version: 1 },
    layout: 'landscape',
    issuer: ['Ủy ban nhân dân phường Thử Nghiệm'],
    placeAndDay: 'Thử Nghiệm, ngày 10 tháng 11 năm 2026',
    title: 'HỒ SƠ QUÁ HẠN',
    under: 'từ ngày 01/11/2026 đến ngày 30/11/2026',
    columns: ['STT', 'Mã hồ sơ', 'Tên', 'Đồng'].map((head) => ({ head, share: 25 })),
    rows: rows(),
    manifest: () => ({ rows: [['Số dòng', count]], data: { rowCount: count } }),
    at: '2026-11-10T09:00:00+07:00',
  }
}

async function whole(list: LongPage): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of drawPdfRows(list, fonts)) all.push(piece)
  return Buffer.concat(all)
}

describe('a list that is printed row by row', () => {
  it('says every row once, its head and number on every page, and what it is of at the end', async () => {
    const bytes = await whole(listOf(90))
    const { pages, width } = readPdf(bytes)
    expect(width).toBe(842)
    expect(pages.length).toBeGreaterThan(2)
    for (const [n, page] of pages.entries()) {
      expect(page).toContain(`Trang ${n + 1}`)
      expect(page).toContain('từ ngày 01/11/2026')
    }
    expect(pages.filter((page) => page.includes('Mã hồ sơ')).length).toBeGreaterThanOrEqual(pages.length - 1)
    const text = pages.join('\n')
    const codes = [...text.matchAll(/H57\.40-261110-(\d+)/g)].map(([, n]) => Number(n))
    expect(codes).toEqual(Array.from({ length: 90 }, (_, n) => n + 1))
    expect(text).toContain('90.000')
    expect(text).toContain('Bản kê')
    expect(JSON.parse(String(attachedTo(bytes)))).toEqual({ rowCount: 90 })
  })

  it('is the same to the byte for the same rows', async () => {
    expect((await whole(listOf(40))).equals(await whole(listOf(40)))).toBe(true)
  })

  it('hands on its pages while the rows still come, and keeps none of them', async () => {
    const came = { rows: 0 }
    const seen: number[] = []
    for await (const piece of drawPdfRows(listOf(300, came), fonts)) if (piece.length > 0) seen.push(came.rows)
    expect(seen.filter((rows) => rows < 300).length).toBeGreaterThan(5)
    expect(seen[1]).toBeLessThan(60)
  })

  it('is a whole sheet also of no rows', async () => {
    expect(readPdf(await whole(listOf(0))).pages).toHaveLength(1)
  })
})
