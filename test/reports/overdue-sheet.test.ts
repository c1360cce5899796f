import { describe, expect, it } from 'vitest'
import { drawXlsx } from '../../shared/reports/files/xlsx.ts'
import { countRows, type DueRow } from '../../shared/reports/overdue/overdue.ts'
import { overdueTables } from '../../shared/reports/overdue/overdue-sheet.ts'
import * as given from '../given.ts'
import { unzip } from './read-xlsx.ts'

const row: DueRow = {
  dossier: 'hs',
  code: 'H57.40-260310-0001',
  procedure: '1.001193',
  procedureName: 'Đăng ký khai sinh',
  room: 'H57.40/office',
  officer: given.handler.id,
  step: 2,
  dueAt: '2026-03-09T09:00:00+07:00',
  remaining: 'quá 6 giờ',
  clock: 'whole',
}
const report = { day: '2026-03-10', agency: 'H57.40', at: given.tuesday, overdue: [row], comingDue: [] }

describe('the overdue workbook', () => {
  it('has the two lists and the counts, with names as people write them', async () => {
    const entries = unzip(await drawXlsx(overdueTables(report, given.directory)))
    const texts = entries.get('xl/sharedStrings.xml') ?? ''
    for (const text of [
      'H57.40-260310-0001',
      '1.001193 Đăng ký khai sinh',
      'Lê Thị Thử',
      'UBND phường Thử Nghiệm',
      'quá 6 giờ',
      '09:00 09/03/2026',
    ]) {
      expect(texts).toContain(`>${text}<`)
    }
    expect([...entries.keys()].filter((name) => /^xl\/worksheets\/sheet\d/.test(name))).toHaveLength(3)
    expect(entries.get('xl/workbook.xml')).toContain('Theo cán bộ')
  })

  it.each(['=HYPERLINK("http://x","y")', '+1+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])(
    'writes %j as text that no sheet reads as a formula',
    async (evil) => {
      const tables = overdueTables(
        { ...report, overdue: [{ ...row, procedureName: evil, code: evil }] },
        given.directory,
      )
      const entries = unzip(await drawXlsx(tables))
      const sheet = entries.get('xl/worksheets/sheet1.xml') ?? ''
      expect(sheet).not.toContain('<f>')
      expect(sheet.match(/<c [^>]*>/g)?.every((cell) => cell.includes('t="s"'))).toBe(true)
    },
  )

  it('escapes what would end a cell, and leaves out what no sheet can hold', async () => {
    const evil = '</t></si><script>&"\u0000\u000b'
    const entries = unzip(
      await drawXlsx(overdueTables({ ...report, overdue: [{ ...row, code: evil }] }, given.directory)),
    )
    expect(entries.get('xl/sharedStrings.xml')).toContain('&lt;/t&gt;&lt;/si&gt;&lt;script&gt;&amp;')
    expect(entries.get('xl/sharedStrings.xml')).not.toMatch(/\p{Cc}/u)
  })

  it('is the same file for the same rows', async () => {
    const first = await drawXlsx(overdueTables(report, given.directory))
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(Buffer.from(await drawXlsx(overdueTables(report, given.directory))).equals(Buffer.from(first))).toBe(true)
  })

  it('opens without rows', async () => {
    const entries = unzip(await drawXlsx(overdueTables({ ...report, overdue: [] }, given.directory)))
    expect(entries.get('xl/sharedStrings.xml')).toContain('Hồ sơ quá hạn ngày 10/03/2026')
  })
})

describe('the counts', () => {
  it('stand per room, officer and step', () => {
    const { officer: _, ...pool } = row
    expect(countRows([row, row, pool], [{ ...row, step: 3 }])).toEqual([
      { room: 'H57.40/office', step: 2, overdueCount: 1, comingDueCount: 0 },
      { room: 'H57.40/office', officer: given.handler.id, step: 2, overdueCount: 2, comingDueCount: 0 },
      { room: 'H57.40/office', officer: given.handler.id, step: 3, overdueCount: 0, comingDueCount: 1 },
    ])
  })
})
