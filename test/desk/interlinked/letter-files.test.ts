import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readArrivedLetters } from '../../../shared/desk/interlinked/arrived-letters.ts'
import { fetchLetterFiles } from '../../../shared/desk/interlinked/fetch-letter-files.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { settleVerdict } from '../../../shared/desk/scans/settle-verdict.ts'
import type { ArrivedLetter } from '../../../shared/messages/offices.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const pdf = Buffer.from('%PDF-1.7 trả lời\n%%EOF')
const table = Buffer.from('PK bảng kê')
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const clear = { result: 'NO_THREATS_FOUND', threats: [] } as const

/** A dossier at work, one file of the counter's, and a letter with a page and a table on the axis. */
async function letterAtHand(secondName = 'bảng kê.xlsx') {
  const all = await workerDesk()
  await all.put({ status: 'in-progress', clock: 'running', step: 2, code, holder: `${given.department}/office` })
  await all.desk.scans.reserve('hs', given.scan())
  const { letterAxis } = all.desk
  letterAxis.files.set('T1', pdf).set('T2', table)
  const letter: ArrivedLetter = {
    ...{ id: 7, number: '9/STNMT-VP', issuedOn: '2026-03-11', sender: 'G12', receiver: given.department },
    ...{ subject: 'Trả lời ông Trần Văn Thử', dossierCode: code, arrivedAt: '2026-03-11T10:00:00+07:00' },
    files: [
      { id: 'T1', name: 'Trần Văn Thử.PDF', sha256: digestOf(pdf) },
      { id: 'T2', name: secondName, sha256: digestOf(table) },
    ],
  }
  letterAxis.arrived.push(letter)
  await readArrivedLetters(all.desk)
  const work = (desk = all.desk) => workTransfers(desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
  const files = async () => ((await all.desk.dossiers.load('hs'))?.scans ?? []).filter(({ role }) => role === 'letter')
  const judge = async (verdict: Parameters<typeof settleVerdict>[2] = clear) => {
    for (const { quarantineKey } of await files()) await settleVerdict(all.desk, quarantineKey, verdict)
    return (await files()).map(({ state }) => state)
  }
  return { ...all, letterAxis, work, files, judge }
}

describe('the files of a letter that arrived', () => {
  it('come into quarantine once, under names that name nobody, and are kept when they are found clean', async () => {
    const all = await letterAtHand()
    await all.work()
    expect(await all.files()).toMatchObject([
      { n: 2, state: 'uploaded', fileName: 'van-ban-9-STNMT-VP-tep-1.pdf', type: 'application/pdf', size: pdf.length },
      { n: 3, state: 'uploaded', fileName: 'van-ban-9-STNMT-VP-tep-2.xlsx', type: 'application/octet-stream' },
    ])
    expect(await all.judge()).toEqual(['clean', 'clean'])
    await all.desk.marks.moveCursor('hs', 'transfers', 0)
    await all.work()
    expect(all.letterAxis.fetched).toEqual(['T1', 'T2'])
    const kept = await Promise.all((await all.files()).map(({ cleanKey = '' }) => all.desk.objects.readClean(cleanKey)))
    expect(kept.map((bytes) => bytes && digestOf(bytes))).toEqual([digestOf(pdf), digestOf(table)])
    expect(JSON.stringify([await all.desk.dossiers.history('hs'), await all.files()])).not.toContain('Thử')
  })

  it.each([
    ['exe', 'bin'],
    ['html', 'bin'],
    ['svg', 'bin'],
    ['lnk', 'bin'],
    ['js', 'bin'],
    ['docm', 'bin'],
    ['DOCX', 'docx'],
  ])('bear no ending that a computer runs or a browser opens: .%s is .%s', async (sent, kept) => {
    const all = await letterAtHand(`Trần Văn Thử.${sent}`)
    await all.work()
    const [, second] = await all.files()
    expect(second).toMatchObject({ fileName: `van-ban-9-STNMT-VP-tep-2.${kept}`, type: 'application/octet-stream' })
  })

  it('are not kept when malware is found in them, and say so', async () => {
    const all = await letterAtHand()
    await all.work()
    expect(await all.judge({ result: 'THREATS_FOUND', threats: ['EICAR'] })).toEqual(['infected', 'infected'])
    expect([...all.desk.objects.clean.keys()]).toEqual([])
  })

  it('are fetched when the axis answers again, each once', async () => {
    const all = await letterAtHand()
    const silent = new Set(['T2'])
    const { letterAxis } = all
    const fetch: typeof letterAxis.fetch = async (file) => {
      if (silent.has(file.id)) throw new Outage('letters', undefined)
      return letterAxis.fetch(file)
    }
    const desk = { ...all.desk, letterAxis: { ...letterAxis, fetch } }
    await expect(all.work(desk)).rejects.toThrow(Outage)
    expect(await all.desk.marks.cursor('hs', 'transfers')).toBe(0)
    silent.clear()
    await all.work(desk)
    expect(letterAxis.fetched).toEqual(['T1', 'T2'])
    expect(await all.files()).toHaveLength(2)
    expect(all.desk.mail.sent).toHaveLength(1)
  })

  it('are one each for two workers at the same moment, and after a crash at any place', async () => {
    const all = await letterAtHand()
    const [, event] = await all.desk.dossiers.history('hs')
    if (!event) throw new Error('no letter')
    await Promise.all([1, 2, 3].map(() => fetchLetterFiles(all.desk, event)))
    expect(await all.files()).toHaveLength(2)
    const [first] = await all.files()
    if (first) await all.desk.scans.settle('hs', { ...first, state: 'slot' }, 'uploaded')
    await all.desk.marks.moveCursor('hs', 'transfers', 0)
    await all.work()
    expect((await all.files()).map(({ n, state }) => [n, state])).toEqual([
      [2, 'uploaded'],
      [3, 'uploaded'],
    ])
  })

  it.each([
    ['absent', /không có tệp/],
    ['another', /khác với tệp đã báo/],
    ['too-large', /lớn hơn/],
  ] as const)(
    'that are %s on the axis are asked for during half an hour, then noted with the reason',
    async (missing, says) => {
      const all = await letterAtHand()
      all.letterAxis.files.set('T1', { missing })
      await expect(all.work()).rejects.toThrow(Outage)
      expect(await all.files()).toEqual([])
      all.clock.at = '2026-03-10T23:00:00+07:00'
      await all.work()
      expect(await all.files()).toMatchObject([
        { state: 'mismatched', reason: expect.stringMatching(says) },
        { state: 'uploaded' },
      ])
      expect(await all.desk.marks.cursor('hs', 'transfers')).toBe(2)
    },
  )
})

describe('listening to the axis', () => {
  it('begins with the first run: what had arrived before, readable or not, is passed by', async () => {
    const all = await workerDesk()
    await all.put({ status: 'in-progress', clock: 'running', step: 2, code, holder: `${given.department}/office` })
    const letter = (id: number, arrivedAt: string): ArrivedLetter => ({
      ...{ id, number: `${id}/CV`, issuedOn: '2026-03-01', sender: 'G12', receiver: given.department, subject: 'x' },
      ...{ dossierCode: code, arrivedAt, files: [] },
    })
    const { arrived } = all.desk.letterAxis
    arrived.push({ id: 1, unread: 'NgayDen' }, letter(2, '2026-03-01T08:00:00+07:00'))
    expect(await readArrivedLetters(all.desk)).toBe(0)
    expect(await all.acts()).toEqual(['open'])
    expect((await all.desk.marks.setAsides('transfers', 10)).rows).toEqual([])
    all.clock.at = '2026-03-10T23:00:00+07:00'
    arrived.push(letter(3, given.tuesday), { id: 4, unread: 'NgayDen' })
    expect(await readArrivedLetters(all.desk)).toBe(1)
    expect((await all.desk.marks.setAsides('transfers', 10)).rows).toHaveLength(1)
  })

  it('goes on where it was in an installation that listened before its beginning was kept', async () => {
    const all = await workerDesk()
    await all.put({ status: 'in-progress', clock: 'running', step: 2, code, holder: `${given.department}/office` })
    await all.desk.marks.setValue('LETTERS-LAST-ARRIVED', '1')
    const old = { id: 2, number: '2/CV', issuedOn: '2026-03-01', sender: 'G12', receiver: 'H', subject: 'x', files: [] }
    all.desk.letterAxis.arrived.push({ ...old, dossierCode: code, arrivedAt: '2026-03-01T08:00:00+07:00' })
    expect(await readArrivedLetters(all.desk)).toBe(1)
  })
})
