import { describe, expect, it } from 'vitest'
import { filterComment } from '../../shared/satisfaction/comments.ts'
import { decideFeedback, type FeedbackMove, newFeedback } from '../../shared/satisfaction/decide-feedback.ts'
import { feedbackActs, feedbackStates, feedbackSteps } from '../../shared/satisfaction/feedback.ts'
import { isOverdue } from '../../shared/satisfaction/feedback-clocks.ts'
import { questionnaireOn, questionnaires } from '../../shared/satisfaction/questionnaires.ts'
import { resultsOf, shareOf } from '../../shared/satisfaction/results.ts'
import { faultsIn, maySurvey, verdictOf } from '../../shared/satisfaction/survey.ts'
import { calendar, dossier, tuesday } from '../given.ts'

describe('the comment of a survey', () => {
  it.each([
    ['Số căn cước 046090000001 của tôi', '[đã che]'],
    ['Gọi tôi 0912 345 678 nhé', '[đã che]'],
    ['Gọi +84-912-345-678', '[đã che]'],
    ['Viết cho an.nguyen@thu.example', '[đã che]'],
    ['Tài khoản 0011.0023.4567.89', '[đã che]'],
    ['Cho nguyễn  văn an biết', '[đã che]'],
  ])('%s is masked, and nothing of it is lost', (said, hidden) => {
    const { masked, flags, said: kept } = filterComment(said, ['Nguyễn Văn An'])
    expect(masked).toContain(hidden)
    expect(masked).not.toMatch(/\d{4}|@|an\b.*biết$/)
    expect(flags).toContain('personal-data')
    expect(kept).toBe(said)
  })

  it('keeps years, dates and sums, which tell of nobody', () => {
    const said = 'Nộp ngày 10/3/2026, phí 50.000 đồng, mất 3 tuần'
    expect(filterComment(said, [])).toEqual({ said, masked: said, flags: [] })
  })

  it('is flagged for a person when it insults or claims a bribe, with or without marks', () => {
    expect(filterComment('Cán bộ mất dạy').flags).toEqual(['abuse'])
    expect(filterComment('can bo doi tien').flags).toEqual(['bribe-claim'])
    expect(filterComment('Đòi tiền bồi dưỡng, xem https://x.example').flags).toEqual(['bribe-claim', 'link'])
    expect(filterComment('Người dạy tôi rất tốt').flags).toEqual([])
  })
})

describe.each(questionnaires)('questionnaire $id', (questionnaire) => {
  const contentOf = (overall: string) => ({
    questionnaire: questionnaire.id,
    answers: Object.fromEntries(
      questionnaire.questions
        .filter(({ required, id }) => required || id === 'overall')
        .map(({ id, options }) => [id, id === 'overall' ? overall : (options[0]?.value ?? '')]),
    ),
    reasons: [],
  })
  const worst = questionnaire.questions[0]?.options.at(-1)?.value ?? ''
  const best = questionnaire.questions[0]?.options[0]?.value ?? ''

  it('asks one overall question, and says where it comes from', () => {
    expect(questionnaire.questions.filter(({ factor }) => factor === 'overall')).toHaveLength(1)
    expect(questionnaire.source.length).toBeGreaterThan(20)
    expect(questionnaireOn(questionnaire.id, '2026-03-10')).toBe(questionnaire)
    expect(questionnaireOn(questionnaire.id, '2010-01-01')).toBeUndefined()
  })

  it('takes whoever is satisfied without a reason, and asks everybody else for one', () => {
    expect(faultsIn(contentOf(best), questionnaire)).toEqual([])
    expect(verdictOf(contentOf(worst).answers, questionnaire)).toBe('not-satisfied')
    expect(faultsIn(contentOf(worst), questionnaire)).toMatchObject([{ where: 'body.reasons', code: 'required' }])
    expect(faultsIn({ ...contentOf(worst), reasons: ['late'] }, questionnaire)).toEqual([])
  })

  it('names every fault at once', () => {
    const said = { questionnaire: questionnaire.id, answers: { overall: 'tốt', lạ: '1' }, reasons: ['other', 'bịa'] }
    expect(faultsIn(said, questionnaire).map(({ where }) => where)).toEqual(
      expect.arrayContaining(['body.answers.overall', 'body.answers.lạ', 'body.reasons.1', 'body.comment']),
    )
  })

  it('is open from the end of a dossier for so many days, and not before', () => {
    const ended = dossier({ status: 'returned', finishedAt: tuesday })
    expect(maySurvey(ended, tuesday, questionnaire)).toBeUndefined()
    expect(maySurvey(ended, '2026-03-11T09:00:00+07:00', questionnaire)).toBeUndefined()
    expect(maySurvey(ended, '2026-06-09T09:00:00+07:00', questionnaire)).toEqual({ objection: 'survey-closed' })
    expect(maySurvey(dossier({ status: 'in-progress' }), tuesday, questionnaire)).toEqual({
      objection: 'survey-not-open',
    })
    expect(maySurvey({ ...ended, parent: 'x' }, tuesday, questionnaire)).toEqual({ objection: 'survey-not-open' })
  })
})

describe('results', () => {
  it('never tell a share without its base; a small base is marked, a tiny one has no share', () => {
    expect(shareOf(1, 3)).toEqual({ count: 1, of: 3, isSmall: true })
    expect(shareOf(2, 6)).toEqual({ count: 2, of: 6, percent: 33.33, isSmall: true })
    expect(shareOf(29, 30)).toEqual({ count: 29, of: 30, percent: 96.67, isSmall: false })
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, isSmall: true })
  })

  it('add up by agency, desk and officer, and the parts make the whole', () => {
    const tally = (officer: string, n: number, satisfied: number) => ({
      agency: 'A',
      month: '2026-03',
      desk: 'A/desk',
      officer,
      questionnaire: 'three-level' as const,
      version: 1,
      counts: { n, 'verdict:satisfied': satisfied },
    })
    const tallies = [tally('cb-1', 20, 19), tally('cb-2', 20, 10), tally('cb-1', 10, 10)]
    const [agency] = resultsOf(tallies, 'agency')
    expect(agency).toMatchObject({ answerCount: 50, satisfied: { count: 39, of: 50, percent: 78, isSmall: false } })
    expect(resultsOf(tallies, 'officer').map(({ officer, answerCount }) => [officer, answerCount])).toEqual([
      ['cb-1', 30],
      ['cb-2', 20],
    ])
  })
})

const head = { kind: 'officer', id: 'cb-1', unit: 'H57.40/leaders' } as const
const draft = {
  id: 'H57.40:20260310090000:aaaaaaaa',
  agency: 'H57.40',
  dossier: 'hs',
  code: 'H57.40-260310-0001',
  procedure: '1.001193',
  kind: 'complaint',
  from: 'direct',
  at: tuesday,
  said: 'Chậm',
  masked: 'Chậm',
  flags: [],
} as const
const one = newFeedback(draft, calendar, { kind: 'citizen', id: 'applicant' })
const by = (act: FeedbackMove['act'], at: string, more: Partial<FeedbackMove> = {}): FeedbackMove => ({
  act,
  at,
  by: head,
  roles: ['leader'],
  note: 'Vì vậy',
  ...more,
})

describe('a feedback', () => {
  it('runs on its own clock: 2 working days to take it on, 15 to answer, 2 to publish', () => {
    expect(one.dueAt).toBe('2026-03-12T09:00:00+07:00')
    const taken = Object(decideFeedback(one, by('take-on', '2026-03-11T09:00:00+07:00'), calendar))
    expect(taken).toMatchObject({ state: 'processing', dueAt: '2026-04-01T09:00:00+07:00', late: [] })
    const answered = Object(decideFeedback(taken, by('answer', '2026-04-02T09:00:00+07:00'), calendar))
    expect(answered).toMatchObject({ state: 'answered', answer: 'Vì vậy', late: [{ state: 'processing' }] })
    const published = Object(decideFeedback(answered, by('publish', '2026-04-03T09:00:00+07:00'), calendar))
    expect(published.state).toBe('published')
    expect(published.dueAt).toBeUndefined()
  })

  it('that was flagged is answered, refused and published only after a person has read it', () => {
    const flagged = { ...one, flags: ['bribe-claim'] as const }
    expect(decideFeedback(flagged, by('refuse', tuesday), calendar)).toEqual({ objection: 'feedback-unread' })
    // The head of a room is shown what is masked, and may be the one a claim of bribery is about.
    const byHead = by('read-flagged', tuesday, { roles: ['unit-head'] })
    expect(decideFeedback(flagged, byHead, calendar)).toEqual({ objection: 'not-your-act' })
    expect(decideFeedback({ ...flagged, flags: ['abuse'] }, byHead, calendar)).toMatchObject({ readBy: 'cb-1' })
    const read = Object(decideFeedback(flagged, by('read-flagged', tuesday, { roles: ['supervisor'] }), calendar))
    expect(read).toMatchObject({ readBy: 'cb-1', state: 'received', version: 2 })
    expect(decideFeedback(read, by('refuse', tuesday), calendar)).toMatchObject({ state: 'refused', refusal: 'Vì vậy' })
  })

  it('is refused or answered with words only', () => {
    const { note: _, ...bare } = by('refuse', tuesday)
    expect(decideFeedback(one, bare, calendar)).toMatchObject({ objection: 'reason-missing' })
  })

  it('while its sender is asked, runs on nobody’s account', () => {
    const asked = Object(decideFeedback(one, by('ask-supplement', tuesday), calendar))
    const back = decideFeedback(asked, by('supplement', '2026-06-01T09:00:00+07:00', { roles: 'citizen' }), calendar)
    expect(back).toMatchObject({ state: 'processing', late: [] })
  })

  it('asks its sender once, within five working days of its coming, and has afterwards what was left to process it', () => {
    const taken = Object(decideFeedback(one, by('take-on', tuesday), calendar))
    expect(taken.dueAt).toBe('2026-03-31T09:00:00+07:00')
    const asked = Object(decideFeedback(taken, by('ask-supplement', '2026-03-13T09:00:00+07:00'), calendar))
    expect(asked).toMatchObject({ state: 'supplement-asked', late: [], dueAt: '2026-03-20T09:00:00+07:00' })
    // Nobody goes on without the sender before the sender's days are over.
    expect(decideFeedback(asked, by('take-on', '2026-03-20T08:59:00+07:00'), calendar)).toMatchObject({
      ...{
        objection: 'feedback-not-so',
        faults: [{ where: 'feedback.state', why: expect.stringContaining('2026-03-20') }],
      },
    })
    const answered = decideFeedback(
      asked,
      by('supplement', '2026-04-06T09:00:00+07:00', { roles: 'citizen' }),
      calendar,
    )
    const alone = decideFeedback(asked, by('take-on', '2026-04-06T09:00:00+07:00'), calendar)
    for (const on of [answered, alone]) {
      // Twelve of fifteen working days were left.
      expect(on).toMatchObject({ state: 'processing', dueAt: '2026-04-22T09:00:00+07:00', late: [] })
      expect(decideFeedback(Object(on), by('ask-supplement', '2026-04-07T09:00:00+07:00'), calendar)).toMatchObject({
        ...{ objection: 'feedback-not-so', faults: [{ where: 'body.act' }] },
      })
    }
  })

  it('is late when it is asked for after the days for asking, and not because of the days for refusing', () => {
    const inTime = decideFeedback(one, by('ask-supplement', '2026-03-16T09:00:00+07:00'), calendar)
    expect(inTime).toMatchObject({ state: 'supplement-asked', late: [] })
    expect(decideFeedback(one, by('refuse', '2026-03-13T09:00:00+07:00'), calendar)).toMatchObject({
      late: [{ state: 'received', dueAt: '2026-03-12T09:00:00+07:00' }],
    })
    const taken = Object(decideFeedback(one, by('take-on', tuesday), calendar))
    expect(decideFeedback(taken, by('ask-supplement', '2026-03-18T09:00:00+07:00'), calendar)).toMatchObject({
      late: [{ state: 'processing', dueAt: '2026-03-17T09:00:00+07:00', endedAt: '2026-03-18T09:00:00+07:00' }],
    })
  })

  it('that was asked about when it had run over goes on as it was, late for asking and for processing', () => {
    const taken = Object(decideFeedback(one, by('take-on', tuesday), calendar))
    const late = '2026-04-20T09:00:00+07:00'
    const back = decideFeedback(
      Object(decideFeedback(taken, by('ask-supplement', late), calendar)),
      by('supplement', late, { roles: 'citizen' }),
      calendar,
    )
    expect(back).toMatchObject({ state: 'processing', dueAt: late })
    expect(isOverdue(Object(back), '2026-04-20T10:00:00+07:00')).toBe(true)
    const done = Object(decideFeedback(Object(back), by('answer', '2026-04-21T09:00:00+07:00'), calendar))
    expect(done.late.map(({ endedAt }: { endedAt: string }) => endedAt)).toEqual([late, '2026-04-21T09:00:00+07:00'])
  })

  it('is published without what tells of a person', () => {
    const answered = {
      ...one,
      state: 'answered',
      answer: 'Kính gửi ông Trần Văn Nam, số 0912 345 678: đã xong.',
    } as typeof one
    const done = Object(decideFeedback(answered, by('publish', tuesday, { names: ['Trần Văn Nam'] }), calendar))
    expect(done.publicAnswer).not.toMatch(/Nam|0912/)
    expect([done.publicAnswer.includes('đã xong'), done.answer]).toEqual([true, answered.answer])
  })

  it('that is elsewhere tells where, and what may be done there', () => {
    expect(decideFeedback(one, by('publish', tuesday, { roles: ['leader'] }), calendar)).toEqual({
      objection: 'feedback-not-so',
      faults: [
        {
          where: 'feedback.state',
          why: 'Đang ở “Đã tiếp nhận”; publish chỉ làm khi: “Đã có trả lời, chờ công khai”; bạn làm được: read-flagged, take-on, refuse, ask-supplement.',
        },
      ],
    })
    expect(decideFeedback(one, by('rate', tuesday, { roles: 'citizen', rated: 'satisfied' }), calendar)).toMatchObject({
      faults: [{ why: expect.stringMatching(/rate chỉ làm khi: “Đã có trả lời.*lúc này bạn không có việc nào/) }],
    })
  })

  it('does each act in the states of its table for its roles, and refuses everything else', () => {
    for (const act of feedbackActs) {
      const step = feedbackSteps[act]
      for (const state of Object.keys(feedbackStates)) {
        const name = Object.keys(feedbackStates).find((name) => name === state)
        const at = { ...one, state: name, dueAt: tuesday } as typeof one
        const roles = step.roles === 'citizen' ? 'citizen' : step.roles
        const done = decideFeedback(at, by(act, tuesday, { roles, rated: 'satisfied' }), calendar)
        expect([act, state, 'objection' in done]).toEqual([act, state, !step.from.includes(at.state)])
      }
      const strangers = step.roles === 'citizen' ? (['leader'] as const) : (['handler'] as const)
      expect([act, decideFeedback(one, by(act, tuesday, { roles: strangers }), calendar)]).toEqual([
        act,
        { objection: 'not-your-act' },
      ])
    }
  })

  it('is rated once, and not without a word on it', () => {
    const answered = { ...one, state: 'answered' } as typeof one
    const rated = decideFeedback(answered, by('rate', tuesday, { roles: 'citizen', rated: 'satisfied' }), calendar)
    if ('objection' in rated) throw new Error(rated.objection)
    expect(decideFeedback(rated, by('rate', tuesday, { roles: 'citizen', rated: 'not-satisfied' }), calendar)).toEqual({
      objection: 'feedback-not-so',
      faults: [{ where: 'feedback.rated', why: expect.any(String) }],
    })
    expect(decideFeedback(answered, by('rate', tuesday, { roles: 'citizen' }), calendar)).toMatchObject({
      objection: 'reason-missing',
      faults: [{ where: 'body.rated' }],
    })
  })
})
