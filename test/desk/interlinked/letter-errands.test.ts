import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { readArrivedLetters } from '../../../shared/desk/interlinked/arrived-letters.ts'
import { askAfterErrands } from '../../../shared/desk/interlinked/partner-errands.ts'
import { dossiersAnswered, rememberLetter } from '../../../shared/desk/interlinked/sent-letters.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { explainAside } from '../../../shared/desk/set-asides/set-asides.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import { mostLetterBytes } from '../../../shared/dossier/interlinked/letters.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import type { ArrivedLetter } from '../../../shared/messages/offices.ts'
import { Outage } from '../../../shared/outage.ts'
import type { LetterName } from '../../../shared/partner-ports.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const subject = 'Xin ý kiến về hồ sơ của ông Trần Văn Thử'
const send = { act: 'send-letter', receiver: 'G12', subject, scans: [1] } as const

/** A part of the dossier lies at the department, with a paper of its own. */
async function partAtDepartment() {
  const all = await workerDesk()
  const here = { status: 'in-progress', clock: 'running', step: 1, code, holder: `${given.ward}/desk` } as const
  await all.put(here, { plan: given.interlinkedPlan })
  const act = async (dossier: string, what: Act, person = given.cityHandler) => {
    const { version } = await all.dossier(dossier)
    const done = await perform(all.desk, person, dossier, what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    return done.dossier
  }
  const { child = '' } = await act('hs', { act: 'transfer' }, given.receptionist)
  await all.desk.scans.reserve(child, given.scan())
  return { all, act, child }
}

/** A department has a dossier of the ward, with one clean file. */
async function atDepartment() {
  const all = await workerDesk()
  const here = { holder: `${given.department}/office`, agencies: [given.ward, given.department] }
  await all.put({ status: 'in-progress', clock: 'running', step: 2, code, ...here }, { plan: given.interlinkedPlan })
  await all.desk.scans.reserve('hs', given.scan())
  await all.desk.objects.keepClean('hs', 'scans/hs/1/y', Buffer.from('giấy'), 'application/pdf')
  const act = async (what: Act, person = given.cityHandler) => {
    const { version } = await all.dossier()
    const done = await perform(all.desk, person, 'hs', what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    return done.dossier
  }
  const ring = (n = 2) => workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n })
  return { ...all, act, ring }
}

const arrived = (id: number, change: Partial<ArrivedLetter> = {}): ArrivedLetter => ({
  id,
  number: `${id}/CV-TC`,
  issuedOn: '2026-03-11',
  sender: 'G12',
  receiver: given.department,
  subject: 'Trả lời',
  dossierCode: code,
  arrivedAt: '2026-03-11T10:00:00+07:00',
  files: [{ id: 'T1', name: 'tra-loi-ong-Thu.pdf', sha256: 'c'.repeat(64) }],
  ...change,
})

const ever = '2027-01-01T00:00:00+07:00'

describe('a letter over the axis', () => {
  it('is numbered in the agency’s register and sent once with its files, however often the bell rings', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    expect(errand).toMatchObject({
      partner: 'letter-axis',
      number: `${code}/V2`,
      letter: { number: `1/${given.department}-MC`, issuedOn: '2026-03-10', receiver: 'G12' },
    })
    for (let ring = 0; ring < 3; ring += 1) await all.ring()
    expect(all.desk.letterAxis.sent).toMatchObject([
      { number: `1/${given.department}-MC`, sender: given.department, receiver: 'G12', subject, dossierCode: code },
    ])
    expect(all.desk.letterAxis.sent[0]?.files).toMatchObject([{ sha256: given.scan().sha256 }])
    expect(JSON.stringify(await all.desk.dossiers.history('hs'))).not.toContain('Trần')
    // On the axis is not at the receiver.
    expect((await all.dossier()).errand?.state).toBe('in-transit')
  })

  it('is acknowledged, or noted as late and told, or sent back', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    all.clock.at = '2026-03-12T17:00:00+07:00'
    await askAfterErrands(all.desk, ever)
    expect((await all.dossier()).errand?.late).toBe(true)
    all.desk.letterAxis.states.set(errand?.letter?.number ?? '', 'received')
    await askAfterErrands(all.desk, ever)
    expect((await all.dossier()).errand).toMatchObject({ state: 'taken' })
    all.desk.letterAxis.states.set(errand?.letter?.number ?? '', { refused: 'Gửi nhầm nơi nhận' })
    await askAfterErrands(all.desk, ever)
    await askAfterErrands(all.desk, ever)
    expect((await all.acts()).slice(2)).toEqual(['errand-late', 'errand-taken', 'errand-refused'])
    // What the receiver wrote may name people: officers see it, the history and the citizen do not.
    const file = await all.desk.dossiers.load('hs')
    expect(file?.parties.errandSaid).toEqual({ number: errand?.number, text: 'Gửi nhầm nơi nhận' })
    expect(JSON.stringify(await all.desk.dossiers.history('hs'))).not.toContain('Gửi nhầm nơi nhận')
    expect((await all.dossier()).errand).toBeUndefined()
  })

  it('that was called back is asked back of the axis; what still comes moves nothing but the history', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    await all.act({ act: 'call-back', reason: 'Gửi nhầm' })
    await all.ring(3)
    await all.ring(3)
    expect(all.desk.letterAxis.recalled).toEqual([errand?.letter?.number])
    all.desk.letterAxis.arrived.push(arrived(1, { answers: errand?.letter?.number ?? '' }))
    await readArrivedLetters(all.desk)
    expect(await all.dossier()).toMatchObject({ status: 'in-progress', clock: 'running' })
  })

  it('is ended by the answer it gets, told twice and after a crash, and holds up nobody when the axis is silent', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    all.desk.letterAxis.arrived.push(arrived(7, { answers: errand?.letter?.number ?? '' }))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    await all.desk.marks.setValue('LETTERS-LAST-ARRIVED', '0')
    await readArrivedLetters(all.desk)
    expect((await all.acts()).slice(2)).toEqual(['letter-arrived'])
    const [, , event] = await all.desk.dossiers.history('hs')
    expect(event?.detail).toMatchObject({
      arrival: 7,
      letter: '7/CV-TC',
      files: [{ id: 'T1', sha256: 'c'.repeat(64) }],
    })
    expect(JSON.stringify(event)).not.toContain('ong-Thu')
    expect((await all.dossier()).errand).toBeUndefined()
    const silent = async () => Promise.reject(new Outage('letters', undefined))
    const letterAxis = { ...all.desk.letterAxis, arrivedAfter: silent }
    await expect(readArrivedLetters({ ...all.desk, letterAxis })).rejects.toThrow(Outage)
  })

  it('is read page by page until there is no more, its place kept on the way', async () => {
    const all = await atDepartment()
    const { arrived: waiting } = all.desk.letterAxis
    for (const id of [1, 2, 3, 4, 5]) waiting.push(arrived(id, { dossierCode: 'H99' }))
    const asked: number[] = []
    const arrivedAfter = async (lastId: number) => {
      asked.push(lastId)
      if (asked.length === 3) throw new Outage('letters', undefined)
      return waiting.filter(({ id }) => id > lastId).slice(0, 2)
    }
    const desk = { ...all.desk, letterAxis: { ...all.desk.letterAxis, arrivedAfter } }
    await expect(readArrivedLetters(desk)).rejects.toThrow(Outage)
    expect(await readArrivedLetters(desk)).toBe(0)
    // Within the hour what was read is asked for again, for one may come late; after it, no more.
    expect(asked).toEqual([0, 2, 4, 0, 2, 4, 5])
    all.clock.at = '2026-03-10T11:00:00+07:00'
    await readArrivedLetters(desk)
    await readArrivedLetters(desk)
    expect(asked.at(-1)).toBe(5)
    expect(await all.desk.marks.value('LETTERS-LAST-ARRIVED')).toContain('"settled":5')
  })

  it('of its own accord is entered where it belongs, and nowhere when it names no dossier of ours', async () => {
    const all = await atDepartment()
    all.desk.letterAxis.arrived.push(arrived(1, { dossierCode: 'H99' }), arrived(2, { sender: 'G15', files: [] }))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    await all.ring(2)
    expect((await all.acts()).slice(1)).toEqual(['letter-arrived'])
    expect(all.desk.mail.sent.map(({ subject: title }) => title)).toEqual([expect.stringContaining('Văn bản đến')])
  })

  it('that comes late, with a smaller number than others, is entered as well', async () => {
    const all = await atDepartment()
    all.desk.letterAxis.arrived.push(arrived(1), arrived(3))
    expect(await readArrivedLetters(all.desk)).toBe(2)
    all.desk.letterAxis.arrived.push(arrived(2))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    expect(await readArrivedLetters(all.desk)).toBe(0)
    const entered = (await all.desk.dossiers.history('hs')).filter(({ act }) => act === 'letter-arrived')
    expect(entered.map(({ detail }) => detail?.arrival)).toEqual([1, 3, 2])
  })

  it('that names a code of ours which the index does not know yet is tried again, then set aside, and holds up nobody', async () => {
    const all = await atDepartment()
    let knows = false
    const idOfCode = async (asked: string) => (knows ? all.desk.dossiers.idOfCode(asked) : undefined)
    const desk = { ...all.desk, dossiers: { ...all.desk.dossiers, idOfCode } }
    all.desk.letterAxis.arrived.push(arrived(1), arrived(2, { dossierCode: 'H57.40-260310-9999' }))
    expect(await readArrivedLetters(desk)).toBe(0)
    knows = true
    expect(await readArrivedLetters(desk)).toBe(1)
    expect((await all.desk.marks.setAsides('transfers', 10)).rows).toEqual([])
    all.desk.letterAxis.arrived.push(arrived(3))
    all.clock.at = '2026-03-10T10:30:00+07:00'
    expect(await readArrivedLetters(desk)).toBe(1)
    const { rows } = await all.desk.marks.setAsides('transfers', 10)
    expect(rows).toMatchObject([{ id: 'letter-00000002', reason: expect.stringContaining('không có ở đây') }])
    expect(await readArrivedLetters(desk)).toBe(0)
    expect((await all.acts()).slice(1)).toEqual(['letter-arrived', 'letter-arrived'])
  })

  it('that waits for its code and is shown no more is set aside all the same', async () => {
    const all = await atDepartment()
    all.desk.letterAxis.arrived.push(arrived(2, { dossierCode: 'H57.40-260310-9999' }))
    await readArrivedLetters(all.desk)
    all.desk.letterAxis.arrived.length = 0
    all.clock.at = '2026-03-10T10:30:00+07:00'
    await readArrivedLetters(all.desk)
    await readArrivedLetters(all.desk)
    expect((await all.desk.marks.setAsides('transfers', 10)).rows.map(({ id }) => id)).toEqual(['letter-00000002'])
    expect(await all.desk.marks.value('LETTERS-LAST-ARRIVED')).toContain('"waits":[]')
  })

  it('that names the document it answers and no dossier ends the errand of whoever waits for it', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    const answers = errand?.letter?.number ?? ''
    const { dossierCode: _, ...bare } = arrived(7, { answers })
    const strangers = [
      { ...bare, id: 5, sender: 'G99' },
      { ...bare, id: 6, answers: '1/H57.99-MC' },
    ]
    all.desk.letterAxis.arrived.push(...strangers, bare)
    expect(await readArrivedLetters(all.desk)).toBe(1)
    await all.desk.marks.setValue('LETTERS-LAST-ARRIVED', '0')
    expect(await readArrivedLetters(all.desk)).toBe(0)
    expect((await all.acts()).slice(2)).toEqual(['letter-arrived'])
    expect((await all.dossier()).errand).toBeUndefined()
  })

  it('of a part takes along papers of its whole, which the applicant handed in there', async () => {
    const all = await workerDesk()
    const here = { status: 'in-progress', clock: 'running', step: 1, code, holder: `${given.ward}/desk` } as const
    await all.put(here, { plan: given.interlinkedPlan })
    const [paper, draft] = [given.scan(), given.scan({ sha256: 'd'.repeat(64), cleanKey: 'scans/phan/1/y' })]
    await all.desk.scans.reserve('hs', paper)
    await all.desk.objects.keepClean('hs', 'scans/hs/1/y', Buffer.from('giấy'), 'application/pdf')
    const say = async (dossier: string, what: Act, person = given.cityHandler) => {
      const { version } = await all.dossier(dossier)
      return perform(all.desk, person, dossier, what, { version, key: `k${dossier}${version}` })
    }
    await say('hs', { act: 'transfer' }, given.receptionist)
    const { child = '' } = await all.dossier('hs')
    await all.desk.scans.reserve(child, draft)
    await all.desk.objects.keepClean(child, 'scans/phan/1/y', Buffer.from('dự thảo'), 'application/pdf')
    expect(await say(child, { ...send, parentScans: [2] })).toMatchObject({
      objection: 'components-not-ready',
      faults: [{ where: 'body.parentScans.0' }],
    })
    expect(await say(child, { ...send, scans: [] })).toMatchObject({ faults: [{ where: 'body.scans' }] })
    await say(child, { ...send, scans: [], parentScans: [1, 1] })
    await workTransfers(all.desk, { kind: 'doorbell', dossier: child, n: 2 })
    expect(all.desk.letterAxis.sent.map(({ files }) => files.map(({ sha256 }) => sha256))).toEqual([[paper.sha256]])
    const { errand } = await all.dossier(child)
    await say(child, { act: 'call-back', reason: 'Gửi thêm dự thảo' })
    await say(child, { ...send, parentScans: [1] })
    const { version } = await all.dossier(child)
    await workTransfers(all.desk, { kind: 'doorbell', dossier: child, n: version })
    expect(errand?.number).not.toBe((await all.dossier(child)).errand?.number)
    expect(all.desk.letterAxis.sent[1]?.files.map(({ sha256 }) => sha256)).toEqual([draft.sha256, paper.sha256])
  })

  it('keeps what it sends of a dossier that is whole to its own files', async () => {
    const all = await atDepartment()
    await expect(all.act({ ...send, parentScans: [1] })).rejects.toThrow('body.parentScans.0')
  })

  it('that names our document alone is entered where it was sent from, also after it was called back, or answered before', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    await all.act({ act: 'call-back', reason: 'Gửi nhầm' })
    await all.ring(3)
    const { dossierCode: _, ...bare } = arrived(1, { answers: errand?.letter?.number ?? '', files: [] })
    all.desk.letterAxis.arrived.push(bare, { ...bare, id: 2, number: '2/CV-TC' }, { ...bare, id: 3, sender: 'G99' })
    expect(await readArrivedLetters(all.desk)).toBe(2)
    expect(await readArrivedLetters(all.desk)).toBe(0)
    await all.ring(5)
    expect((await all.acts()).slice(3)).toEqual(['letter-arrived', 'letter-arrived'])
    expect(await all.dossier()).toMatchObject({ status: 'in-progress', clock: 'running' })
    expect(all.desk.mail.sent.filter(({ subject: title }) => title.includes('Văn bản đến'))).toHaveLength(2)
  })

  it('that names our document alone is looked up at one read, however much is out', async () => {
    const all = await atDepartment()
    const { errand, ...rest } = await all.act(send)
    await all.ring()
    for (let n = 0; n < 20; n += 1) {
      const id = `other-${n}`
      if (errand?.letter) {
        const letter = { ...errand.letter, number: `9${n}/H57.17-MC` }
        await all.put({ ...rest, id, errand: { ...errand, number: `${n}`, letter } })
      }
    }
    let loads = 0
    const load = (id: string) => {
      loads += 1
      return all.desk.dossiers.load(id)
    }
    const desk = { ...all.desk, dossiers: { ...all.desk.dossiers, load } }
    const { dossierCode: _, ...bare } = arrived(7, { answers: '1/H57.99-MC' })
    all.desk.letterAxis.arrived.push(bare)
    expect(await readArrivedLetters(desk)).toBe(0)
    // The first that is unknown asks for whatever was out before numbers were kept; from then on none does.
    loads = 0
    all.desk.letterAxis.arrived.push({ ...bare, id: 8 })
    expect(await readArrivedLetters(desk)).toBe(0)
    expect(loads).toBe(0)
    all.desk.letterAxis.arrived.push({ ...bare, id: 9, answers: errand?.letter?.number ?? '' })
    expect(await readArrivedLetters(desk)).toBe(1)
    expect(loads).toBeLessThan(8)
  })

  it('that answers a number of two years belongs to whoever waits for it', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    const number = errand?.letter?.number ?? ''
    const answer = { sender: 'G12', issuedOn: '2027-01-20' }
    await rememberLetter(all.desk, { number, receiver: 'G12', issuedOn: '2027-01-05' }, 'of-next-year')
    expect(await dossiersAnswered(all.desk, number, answer)).toEqual(['hs', 'of-next-year'])
    expect(await dossiersAnswered(all.desk, number, { ...answer, sender: 'G13' })).toEqual([])
  })

  it('that is dated before a document of ours answers that of the year before, though the newer one waits', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    const number = errand?.letter?.number ?? ''
    await rememberLetter(all.desk, { number, receiver: 'G12', issuedOn: '2025-12-01' }, 'of-last-year')
    await all.ring()
    const answered = (issuedOn: string) => dossiersAnswered(all.desk, number, { sender: 'G12', issuedOn })
    expect(await answered('2025-12-20')).toEqual(['of-last-year'])
    expect(await answered(errand?.letter?.issuedOn ?? '')).toEqual(['hs', 'of-last-year'])
    // A date before all of them is a wrong one.
    expect(await answered('2025-01-01')).toEqual(['hs', 'of-last-year'])
  })

  it('that was out before numbers were kept is found by its answer', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    const { dossierCode: _, ...bare } = arrived(7, { answers: errand?.letter?.number ?? '' })
    all.desk.letterAxis.arrived.push(bare)
    expect(await readArrivedLetters(all.desk)).toBe(1)
    expect((await all.dossier()).errand).toBeUndefined()
  })

  it('that answers a part is entered once, also when the part has ended its errand before a crash', async () => {
    const { all, act, child } = await partAtDepartment()
    const { errand } = await act(child, send)
    all.desk.letterAxis.arrived.push(arrived(7, { answers: errand?.letter?.number ?? '' }))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    await all.desk.marks.setValue('LETTERS-LAST-ARRIVED', '0')
    expect(await readArrivedLetters(all.desk)).toBe(0)
    const entered = [...(await all.acts('hs')), ...(await all.acts(child))].filter((name) => name === 'letter-arrived')
    expect(entered).toHaveLength(1)
  })

  it('that cannot be read is set aside by its number, and the next ones are entered', async () => {
    const all = await atDepartment()
    all.desk.letterAxis.arrived.push(arrived(1), { id: 2, unread: 'NgayDen' }, arrived(3))
    expect(await readArrivedLetters(all.desk, 1)).toBe(1)
    const { rows } = await all.desk.marks.setAsides('transfers', 10)
    expect(rows).toMatchObject([{ id: 'letter-00000002', reason: expect.stringContaining('NgayDen') }])
    expect(await explainAside(all.desk, 'transfers', rows[0] ?? { at: '', id: '' })).toMatchObject({
      mayRedrive: false,
    })
    expect(await all.acts()).toEqual(['open', 'letter-arrived'])
    expect(await readArrivedLetters(all.desk, 1)).toBe(0)
  })

  it('keeps its sender when the dossier goes to the heir of the agency that wrote it', async () => {
    const all = await atDepartment()
    const { errand, ...rest } = await all.act(send)
    await all.ring()
    const home = { holder: 'H57.98/office', agencies: [...rest.agencies, 'H57.98'] }
    const moved = record(
      { next: { ...rest, ...(errand && { errand }), version: 3, ...home }, event: { act: 're-home' } },
      { ...rest, ...(errand && { errand }) },
      given.receptionist,
      given.tuesday,
      { key: 'k', body: 'b' },
    )
    await all.desk.dossiers.commit({ changes: [moved] })
    const asked: unknown[] = []
    const stateOf = async (letter: LetterName) => {
      asked.push(letter.sender)
      return 'sent' as const
    }
    await askAfterErrands({ ...all.desk, letterAxis: { ...all.desk.letterAxis, stateOf } }, ever)
    expect(asked).toEqual([given.department])
    await all.act({ act: 'call-back', reason: 'Gửi nhầm' }, { ...given.cityHandler, unit: 'H57.98/office' })
    await all.ring(4)
    expect(all.desk.letterAxis.recalled).toEqual([errand?.letter?.number])
  })

  it('that the receiver has already cannot be called back: it is written down once, and told', async () => {
    const all = await atDepartment()
    const { errand } = await all.act(send)
    await all.ring()
    all.desk.letterAxis.states.set(errand?.letter?.number ?? '', 'received')
    await all.act({ act: 'call-back', reason: 'Gửi nhầm' })
    const marks = { ...all.desk.marks, moveCursor: () => Promise.reject(new Outage('the table', undefined)) }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 3 } as const
    await expect(workTransfers({ ...all.desk, marks }, bell)).rejects.toThrow(Outage)
    for (let ring = 0; ring < 3; ring += 1) await all.ring(4)
    expect((await all.acts()).filter((act) => act === 'letter-recall-refused')).toHaveLength(1)
    expect(all.desk.mail.sent.filter(({ subject }) => subject.includes('Không thu hồi được văn bản'))).toHaveLength(1)
  })

  it('is asked back of the axis when its dossier is withdrawn or stopped', async () => {
    for (const act of ['withdraw', 'stop'] as const) {
      const all = await atDepartment()
      const { errand } = await all.act(send)
      await all.ring()
      if (act === 'stop') await all.act({ act, reason: 'Hết căn cứ', ground: 'Điều 1' })
      else await all.act({ act, reason: 'Không cần nữa' }, given.receptionist)
      await all.ring(3)
      await all.ring(3)
      expect(all.desk.letterAxis.recalled, act).toEqual([errand?.letter?.number])
    }
  })

  it('that never went out is called back without holding up what comes after', async () => {
    const all = await atDepartment()
    await all.act(send)
    await all.act({ act: 'call-back', reason: 'Gửi nhầm' })
    await all.ring(3)
    expect(all.desk.letterAxis).toMatchObject({ sent: [], recalled: [] })
    expect(await all.desk.marks.cursor('hs', 'transfers')).toBe(3)
  })

  it('is not written with more than goes over the axis in one call', async () => {
    const all = await atDepartment()
    await all.desk.scans.reserve('hs', given.scan({ n: 2, size: mostLetterBytes - 1000 }))
    await all.desk.scans.reserve('hs', given.scan({ n: 3, size: mostLetterBytes - 999 }))
    await expect(all.act({ ...send, scans: [1, 3] })).rejects.toThrow('letter-too-large')
    expect((await all.act({ ...send, scans: [1, 2] })).errand).toBeDefined()
  })

  it('that names its code and answers a part’s document after it was called back comes to the part, whose agency is told', async () => {
    const { all, act, child } = await partAtDepartment()
    await all.desk.objects.keepClean(child, 'scans/hs/1/y', Buffer.from('giấy'), 'application/pdf')
    const { errand } = await act(child, send)
    await workTransfers(all.desk, { kind: 'doorbell', dossier: child, n: 2 })
    await act(child, { act: 'call-back', reason: 'Gửi nhầm' })
    const answers = errand?.letter?.number ?? ''
    all.desk.letterAxis.arrived.push(arrived(7, { answers }))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    expect(await all.acts(child)).toContain('letter-arrived')
    expect(await all.acts('hs')).not.toContain('letter-arrived')
    await act('hs', { act: 'withdraw', reason: 'Không cần nữa' }, given.receptionist)
    all.desk.letterAxis.arrived.push(arrived(8, { answers }))
    expect(await readArrivedLetters(all.desk)).toBe(1)
    // The part has ended: its whole hears of it.
    expect(await all.acts('hs')).toContain('letter-arrived')
  })

  it('is not written with a file that is not clean, nor while something else is out', async () => {
    const all = await atDepartment()
    await expect(all.act({ ...send, scans: [1, 5] })).rejects.toThrow('components-not-ready')
    await all.act(send)
    await expect(all.act(send)).rejects.toThrow('errand-open')
  })
})
