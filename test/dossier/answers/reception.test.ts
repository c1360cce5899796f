import { describe, expect, it } from 'vitest'
import type { Scan } from '../../../shared/dossier/dossier.ts'
import { citizen, dossier, handler, homePlan, outsider, receptionist, scan, storyOf } from '../../given.ts'

describe('submit', () => {
  it('gives the receiving agency eight working hours to answer', () => {
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft' }) })
    const after = story.tell({ act: 'submit' }, citizen, '2026-03-10T16:00:00+07:00')
    expect(after.status).toBe('registered')
    expect(after.answerDueAt).toBe('2026-03-11T16:00:00+07:00')
    expect(after.code).toBeUndefined()
  })
  it('objects while an announced file has not arrived', () => {
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans: [scan({ state: 'slot' })] })
    expect(story.refuses({ act: 'submit' }, citizen)).toBe('components-not-ready')
  })
  it('objects while a file may come by a link given out again, and not once that has run out', () => {
    const again = scan({ state: 'slot', at: '2026-03-09T08:00:00+07:00', linkedAt: '2026-03-10T08:50:00+07:00' })
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans: [again] })
    expect(story.refuses({ act: 'submit' }, citizen, '2026-03-10T09:00:00+07:00')).toBe('components-not-ready')
    expect(story.tell({ act: 'submit' }, citizen, '2026-03-10T09:06:00+07:00').status).toBe('registered')
  })
  it('lets a file announced anew take the place of one that never came, and says how long it waits for others', () => {
    const { paper: _, ...bare } = scan({ state: 'slot', fileName: 'to-khai.pdf', at: '2026-03-10T08:50:00+07:00' })
    const first: Scan = bare
    const draft = (...scans: Scan[]) => storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans })
    expect(draft(first).ask({ act: 'submit' }, citizen, '2026-03-10T09:00:00+07:00')).toMatchObject({
      faults: [
        {
          where: 'dossier.scans.1',
          why: expect.stringMatching(/^to-khai\.pdf: .*chưa xác nhận.*cùng tên.*09:05 10\/03\/2026/),
        },
      ],
    })
    const again = { ...first, n: 2, state: 'clean' as const }
    expect(draft(first, again).tell({ act: 'submit' }, citizen, '2026-03-10T09:00:00+07:00').status).toBe('registered')
    const other = { ...again, fileName: 'khac.pdf' }
    expect(draft(first, other).refuses({ act: 'submit' }, citizen, '2026-03-10T09:00:00+07:00')).toBe(
      'components-not-ready',
    )
  })
  it.each(['infected', 'unreadable', 'encrypted', 'mismatched', 'empty'] as const)(
    'tells a citizen of a file that is %s while it can still be replaced: by one of its name or for its paper',
    (state) => {
      const draft = (...scans: Scan[]) => storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans })
      const { paper: _, ...bare } = scan({ n: 2, state, fileName: 'cu-tru.pdf' })
      const answer = draft(scan({ state }), bare).ask({ act: 'submit' }, citizen)
      expect(answer).toMatchObject({
        objection: 'components-not-ready',
        faults: [
          { where: 'dossier.scans.1' },
          { where: 'dossier.scans.2', why: expect.stringMatching(/^cu-tru\.pdf: /) },
        ],
      })
      const better = [scan({ n: 3 }), { ...bare, n: 4, state: 'uploaded' as const }]
      const story = draft(scan({ state }), bare, ...better)
      expect(story.tell({ act: 'submit' }, citizen).status).toBe('registered')
      expect(draft(bare, scan({ n: 3 })).refuses({ act: 'submit' }, citizen)).toBe('components-not-ready')
    },
  )
  it('waits for no verdict, leaves what could not be looked through to the officer, and the counter its own files', () => {
    const draft = (state: Scan['state']) =>
      storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans: [scan({ state })] })
    for (const state of ['uploaded', 'unscannable'] as const)
      expect(draft(state).tell({ act: 'submit' }, citizen).status).toBe('registered')
    expect(draft('infected').tell({ act: 'submit' }, receptionist).status).toBe('registered')
  })
  it('names what has come, and nothing that is only announced or came too late', () => {
    const late = scan({ n: 2, state: 'late' })
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft' }), scans: [scan(), late] })
    story.tell({ act: 'submit' }, citizen)
    expect(story.events.at(-1)?.detail?.scans).toMatchObject([{ n: 1 }])
    expect(story.tell({ act: 'accept' }, receptionist).status).toBe('accepted')
  })
})

describe('accept', () => {
  it('gives the code, starts the clock and reckons the due moment', () => {
    const after = storyOf(homePlan).tell({ act: 'accept' }, receptionist)
    expect(after).toMatchObject({
      status: 'accepted',
      clock: 'running',
      code: 'H57.40-260310-0001',
      dueAt: '2026-03-13T09:00:00+07:00',
      step: 1,
      holder: 'H57.40/desk',
    })
    expect(after.answerDueAt).toBeUndefined()
  })
  it.each(['uploaded', 'infected', 'unreadable', 'encrypted', 'mismatched', 'empty', 'unscannable'] as const)(
    'objects to a required paper that is %s and says which and why',
    (state) => {
      const story = storyOf(homePlan, { scans: [scan({ state })] })
      const answer = story.ask({ act: 'accept' }, receptionist)
      expect(answer).toMatchObject({
        objection: 'components-not-ready',
        faults: [{ where: 'dossier.requiredPapers.giay-1' }],
      })
    },
  )
  it('objects to a missing paper, and accepts it when the officer waives it with a reason', () => {
    const story = storyOf(homePlan, { scans: [] })
    expect(story.ask({ act: 'accept' }, receptionist)).toMatchObject({
      faults: [
        {
          where: 'dossier.requiredPapers.giay-1',
          why: expect.stringMatching(/^Giấy chứng sinh: chưa có tệp;.*waived/),
        },
      ],
    })
    const waived = [{ paper: 'giay-1', reason: 'đã có dữ liệu điện tử' }]
    expect(story.tell({ act: 'accept', waived }, receptionist).status).toBe('accepted')
  })
  it('lets a newer clean file stand for an infected one', () => {
    const story = storyOf(homePlan, { scans: [scan({ state: 'infected' }), scan({ n: 2 })] })
    expect(story.tell({ act: 'accept' }, receptionist).status).toBe('accepted')
  })
  it('objects to an unfit annex until the officer sets it aside with a reason', () => {
    const story = storyOf(homePlan, { scans: [scan(), scan({ n: 2, paper: undefined, state: 'infected' })] })
    expect(story.refuses({ act: 'accept' }, receptionist)).toBe('components-not-ready')
    const waived = [{ paper: '#2', reason: 'Tệp kèm theo không cần thiết' }]
    expect(story.tell({ act: 'accept', waived }, receptionist).status).toBe('accepted')
  })
  it('lets an annex that was sent anew under its name stand for the unfit one, with no word of the officer', () => {
    const annex = (n: number, state: Scan['state'], fileName = 'kem.pdf') => {
      const { paper: _, ...bare } = scan({ n, state, fileName })
      return bare
    }
    const replaced = storyOf(homePlan, { scans: [scan(), annex(2, 'mismatched'), annex(3, 'clean')] })
    expect(replaced.tell({ act: 'accept' }, receptionist).status).toBe('accepted')
    const never = storyOf(homePlan, { scans: [scan(), annex(2, 'mismatched'), annex(3, 'slot')] })
    expect(never.refuses({ act: 'accept' }, receptionist)).toBe('components-not-ready')
    const other = storyOf(homePlan, { scans: [scan(), annex(2, 'mismatched'), annex(3, 'clean', 'khac.pdf')] })
    expect(other.refuses({ act: 'accept' }, receptionist)).toBe('components-not-ready')
  })
  it('is not for the citizen, a handler or another agency', () => {
    const story = storyOf(homePlan)
    expect(story.refuses({ act: 'accept' }, citizen)).toBe('not-your-act')
    expect(story.refuses({ act: 'accept' }, handler)).toBe('not-your-act')
    expect(story.refuses({ act: 'accept' }, outsider)).toBe('not-your-unit')
  })
  it('happens once', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'accept' }, receptionist)
    expect(story.refuses({ act: 'accept' }, receptionist)).toBe('not-now')
  })
})

describe('withdraw', () => {
  it('ends the clock while no decision exists', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'accept' }, receptionist)
    expect(story.tell({ act: 'withdraw', reason: 'Không còn nhu cầu' }, citizen)).toMatchObject({
      status: 'withdrawn',
      clock: 'stopped',
    })
  })
  it('objects once a decision exists', () => {
    const story = storyOf(homePlan, { dossier: dossier({ status: 'processed' }) })
    expect(story.refuses({ act: 'withdraw', reason: 'x' }, citizen)).toBe('decided-already')
  })
})

describe('refuse', () => {
  it('needs the reception desk and leaves no running clock', () => {
    const story = storyOf(homePlan)
    expect(story.refuses({ act: 'refuse', reason: 'Sai thẩm quyền' }, citizen)).toBe('not-your-act')
    expect(story.tell({ act: 'refuse', reason: 'Sai thẩm quyền' }, receptionist).status).toBe('refused')
  })
})
