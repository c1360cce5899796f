import { describe, expect, it } from 'vitest'
import { countedRows, jsonOf, type Manifest, type RowStream } from '../../shared/reports/files/row-stream.ts'
import { xlsxStream } from '../../shared/reports/files/xlsx-stream.ts'
import { numbersIn, unzip } from './read-xlsx.ts'

const about = { report: 'thu', version: 1, agency: 'H57.40', from: '2026-01-01', to: '2026-12-31' } as const

function streamed(count: number, cells: (n: number) => readonly (string | number)[]) {
  async function* rows() {
    for (let n = 1; n <= count; n += 1) yield cells(n)
  }
  const { rows: passing, made } = countedRows(rows())
  const stream: RowStream = {
    name: 'Thu',
    title: 'Sổ thử <1>',
    columns: [
      { head: 'STT', width: 6 },
      { head: 'Tên', width: 30 },
    ],
    rows: passing,
  }
  const manifest = (): Manifest => ({ ...about, ...made(), madeAt: '2026-12-31T09:00:00+07:00', by: 'cb-1' })
  return { stream, manifest, made }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

describe('a workbook that is drawn row by row', () => {
  it('holds the rows as they came, numbers as numbers, and its manifest on a second sheet', async () => {
    const { stream, manifest, made } = streamed(3, (n) => [n, `Nguyễn Thị ${n}`])
    const book = await whole(xlsxStream(stream, manifest))
    expect(numbersIn(book).filter((row) => row.length > 0)).toEqual([[1], [2], [3]])
    const parts = unzip(book)
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('Nguyễn Thị 2')
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('Sổ thử &lt;1&gt;')
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain(made().sha256)
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain('<v>3</v>')
  })

  it('writes what begins like a formula as text, and leaves out what no sheet can hold', async () => {
    const names = ['=1+1', '+84', '-1', '@SUM(A1)', 'a\u0000b\u0007', '\t=cmd']
    const { stream, manifest } = streamed(names.length, (n) => [n, names[n - 1] ?? ''])
    const sheet = unzip(await whole(xlsxStream(stream, manifest))).get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).not.toMatch(/<f[ >]/)
    expect([...sheet.matchAll(/<c t="inlineStr">/g)]).toHaveLength(names.length)
    expect(sheet.slice(sheet.indexOf('<worksheet'))).not.toMatch(/\p{Cc}/u)
  })

  it('is the same file for the same rows', async () => {
    const draw = () => {
      const { stream, manifest } = streamed(500, (n) => [n, `Dòng ${n}`])
      return whole(xlsxStream(stream, manifest))
    }
    expect((await draw()).equals(await draw())).toBe(true)
  })

  it('ends where the rows end: what reading them throws is thrown', async () => {
    const { stream, manifest } = streamed(10, (n) => {
      if (n === 5) throw new Error('the table is silent')
      return [n, '']
    })
    await expect(whole(xlsxStream(stream, manifest))).rejects.toThrow('the table is silent')
  })

  it('takes no more memory for a hundred thousand rows than for a few, and neither does JSON', async () => {
    const long = 'Nguyễn Thị Thử Nghiệm, tổ dân phố 5, phường Thử Nghiệm, thành phố Huế '.repeat(8)
    for (const draw of [xlsxStream, jsonOf]) {
      const { stream, manifest, made } = streamed(100_000, (n) => [n, `${n} ${long}`])
      const before = process.memoryUsage()
      let most = 0
      let size = 0
      for await (const piece of draw(stream, manifest)) {
        size += piece.length
        const { heapUsed, external } = process.memoryUsage()
        most = Math.max(most, heapUsed + external - before.heapUsed - before.external)
      }
      expect(made().rowCount).toBe(100_000)
      expect(size).toBeGreaterThan(100_000)
      // All rows together are some 110 MB as strings.
      expect(most / 1_048_576).toBeLessThan(70)
    }
  }, 180_000)
})
