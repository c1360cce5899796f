import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { importFile } from '../../infra/commands/import-file.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import { memoryPorts } from '../memory/ports.ts'

const channel = { method: 'direct', time_raw: '5 Ngày làm việc', time: { amount: 5, unit: 'working_day' } }
const good = {
  code: '1.123456',
  name: 'Thủ tục thử',
  levels: ['commune'],
  executing_agencies: ['Ủy ban nhân dân cấp xã'],
  channels: [channel],
  documents: [{ name: 'Tờ khai theo mẫu', originals: 1, copies: 0 }],
}
const line = JSON.stringify(good)
const after = JSON.stringify({ ...good, code: '1.654321' })
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const fee = (amount: unknown, currency = 'VND') => ({ channels: [{ ...channel, fees: [{ amount, currency }] }] })
const paper = (change: object) => ({ documents: [{ ...good.documents[0], ...change }] })

const folder = mkdtempSync(join(tmpdir(), 'nhap-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

async function imported(content: string | Uint8Array) {
  const desk = {
    ...memoryPorts(),
    now: () => '2026-07-18T09:00:00+07:00',
    province: 'H57',
    workflows: sampleWorkflows(),
  }
  const file = join(folder, `tep-${++files}`)
  writeFileSync(file, content)
  const { run, ended } = await importFile(desk, file)
  const rows = (await desk.imports.sheet(run.id, 0)) ?? []
  return { ended, failure: run.failure, rows, procedure: await desk.catalogue.procedure(good.code) }
}

describe('a row that is refused with its reason, and leaves those after it alone', () => {
  it.each<[string, string, RegExp]>([
    ['a fee below nothing', JSON.stringify({ ...good, ...fee(-50_000) }), /fees\.0\.amount là số âm/],
    ['half a đồng', JSON.stringify({ ...good, ...fee(12.5) }), /fees\.0\.amount không phải số đồng nguyên/],
    ['a fee of a thousand billions', JSON.stringify({ ...good, ...fee(1e15) }), /fees\.0\.amount lớn hơn 100 tỷ/],
    ['fewer than no originals', JSON.stringify({ ...good, ...paper({ originals: -3 }) }), /originals là số âm/],
    ['half a copy', JSON.stringify({ ...good, ...paper({ copies: 0.5 }) }), /copies không phải số nguyên/],
    ['a billion copies', JSON.stringify({ ...good, ...paper({ copies: 1e9 }) }), /copies lớn hơn 999/],
    ['half a character', line.replace('tục thử', 'tục \\ud83d'), /name có ký tự hỏng/],
    ['a byte that is no UTF-8', line.replace('tục thử', 'tục \ufffd'), /name có ký tự hỏng/],
    ['a name said twice', line.replace('{', '{"name":"Khác",'), /nêu hai lần name/],
    ['lists a hundred thousand deep', deep(100_000), /lồng nhau quá sâu/],
    ['answers around answers', '{"code":"x","data":'.repeat(50) + line + '}'.repeat(50), /lồng nhau quá sâu/],
    ['a line that breaks off', line.slice(0, 40), /JSON hỏng ở ký tự thứ 41/],
    ['more than a table keeps', JSON.stringify({ ...good, name: 'Thủ tục '.repeat(40_000) }), /dài quá 250000 ký tự/],
    ['ten thousand papers', JSON.stringify({ ...good, documents: Array(10_000).fill(good.documents[0]) }), /dài quá/],
  ])('%s', async (_, row, reason) => {
    const { ended, rows, procedure } = await imported(`${after}\n${row}\n${after.replace('654321', '654322')}`)
    expect([ended, rows.map(({ state }) => state)]).toEqual(['done', ['taken', 'refused', 'taken']])
    expect(rows[1]?.reason).toMatch(reason)
    expect(rows[1]?.findings).toContainEqual(expect.objectContaining({ code: 'unreadable' }))
    expect(procedure).toBeUndefined()
  })
})

it('keeps of a refused row of eight million letters only its beginning', async () => {
  const { rows } = await imported(gzipSync(`"${'Thủ tục '.repeat(1_000_000)}"`))
  expect(rows).toMatchObject([{ state: 'refused', raw: 'Thủ tục '.repeat(250) }])
})

describe('a row that is taken without what it should not bear', () => {
  const taken = async (change: object) => (await imported(JSON.stringify({ ...good, ...change }))).procedure

  it('a text without what nobody sees and what turns it round', async () => {
    const name = 'Thủ\u0000tục\u2067 th\u202eử\u001b'
    expect((await taken({ name }))?.name).toBe('Thủ tục thử')
  })

  it('a form without an address that a browser would run', async () => {
    const forms = ['javascript:alert(1)', 'data:text/html,x', 'https://mau.example/a.docx', '/files/b.docx']
    const named = forms.map((url, n) => ({ name: `Mẫu ${n}`, url }))
    const kept = (await taken(paper({ forms: named })))?.forms?.map(({ url }) => url)
    expect(kept).toEqual([undefined, undefined, 'https://mau.example/a.docx', '/files/b.docx'])
  })

  it('a fee abroad with its cents, as a note', async () => {
    expect((await taken(fee(12.5, 'USD')))?.fees).toEqual([
      { kind: 'fee', amountVnd: null, note: '12.5 USD', channel: 'any' },
    ])
  })

  it.each([1e300, -1e300, 8.64e15])('a day of the portal that is none: %d', async (decisionDate) => {
    const portal = {
      ...{ code: good.code, name: good.name, isWard: true, unitGroupsExecuting: [{ name: 'Ủy ban nhân dân cấp xã' }] },
      executionMethods: [{ submissionMethod: 'DIRECT', processingTime: 5, processingTimeUnit: 'WORKING_DAY' }],
      executionCases: [{ profileComponents: [{ name: 'Tờ khai', originalQty: 1 }] }],
      procedureProposal: { proposalNumber: '1/QĐ', decisionDate, publicationDate: decisionDate },
    }
    const { rows } = await imported(JSON.stringify(portal))
    expect(rows).toMatchObject([{ shape: 'portal-detail', state: 'taken' }])
  })
})

describe('a file', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['in UTF-16', Buffer.from(`\ufeff${line}`, 'utf16le'), /UTF-16/],
    ['that is a workbook', Buffer.from('504b030414000600', 'hex'), /XLSX/],
    ['of rows by commas', 'code,name\n1.123456,Thử', /không phải JSON/],
    ['zipped twice', gzipSync(gzipSync(line)), /không phải JSON/],
    ['with something behind its archive', Buffer.concat([gzipSync(line), Buffer.from('thêm')]), /Tệp nén bị hỏng/],
    ['of nothing', '', /Tệp không có thủ tục nào/],
    ['of blanks', '\ufeff \r\n\t\n', /Tệp không có thủ tục nào/],
    ['of nothing, zipped', gzipSync(''), /Tệp không có thủ tục nào/],
    ['with an empty list', '[\n]', /Tệp không có thủ tục nào/],
    ['on several lines that says a name twice', line.replace('{', '{\n"name":"Khác",\n'), /nêu hai lần name/],
  ])('%s says what it is', async (_, content, says) => {
    const { ended, failure, procedure } = await imported(content)
    expect([ended, failure]).toEqual(['failed', expect.stringMatching(says)])
    expect(procedure).toBeUndefined()
  })

  it('that swells to a line of a hundred million characters is given up before it is whole', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, 'x'), { level: 9 })
    expect(bomb.length).toBeLessThan(200_000)
    const { ended, failure, rows } = await imported(bomb)
    expect([ended, failure, rows]).toEqual(['failed', 'Tệp quá dài.', []])
  }, 60_000)

  it('with line ends of Windows and blank lines in between is read', async () => {
    const { rows } = await imported(`\ufeff\r\n${line}\r\n \r\n\r\n${after}\r\n`)
    expect(rows.map(({ line, state }) => `${line} ${state}`)).toEqual(['1 taken', '2 taken'])
  })

  it.each([
    ['of blanks', ' '],
    ['of line ends', '\n'],
  ])(
    'that swells to ten million characters %s is walked once',
    async (_, sign) => {
      const begun = performance.now()
      const { ended, rows, failure } = await imported(gzipSync(sign.repeat(10_000_000)))
      expect([ended, rows, failure]).toEqual(['failed', [], expect.stringContaining('không có thủ tục nào')])
      expect(performance.now() - begun).toBeLessThan(30_000)
    },
    60_000,
  )
})
