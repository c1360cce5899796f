import { describe, expect, it } from 'vitest'
import { earlier } from '../../shared/calendar/day.ts'
import { receiptSecret, surveySecret } from '../../shared/desk/dossiers/look-up.ts'
import { indexFacts } from '../../shared/desk/indices/index-facts.ts'
import { flagRule } from '../../shared/satisfaction/survey.ts'
import { ward } from '../given.ts'
import { citizenClaims, house, reception, staffClaims, staffIssuer } from './given.ts'
import { accepted } from './stories.ts'

const chief = staffClaims(`${ward}/leaders`, 'leader')
const head = staffClaims(`${ward}/office`, 'unit-head')
const watcher = staffClaims('H57.99/desk', 'supervisor')
const content = { questionnaire: 'three-level', answers: { overall: 'satisfied', trips: '1' } }
const discontent = {
  questionnaire: 'three-level',
  answers: { overall: 'not-satisfied' },
  reasons: ['attitude'],
  comment: 'Cán bộ vòi vĩnh, gọi tôi 0912345678',
}

/** A dossier that was withdrawn: it has ended, and its owner may speak about it. */
async function ended() {
  const home = await accepted()
  const said = { path: { id: home.id }, body: { act: 'withdraw', version: 2, reason: 'Rút' } }
  expect((await home.knock('actOnMine', citizenClaims, said)).status).toBe(200)
  const proof = { code: home.code, factor: receiptSecret(home.ports.digests, home.id) }
  return { ...home, proof }
}

describe('a survey', () => {
  it('is answered once by whoever holds the receipt; the same answer again is the same answer', async () => {
    const { knock, proof, ports, id } = await ended()
    const shown = await knock('startSurvey', undefined, { body: proof })
    expect(shown.json).toMatchObject({ isAnswered: false, questionnaires: [{ id: 'three-level' }, { id: 'sipas' }] })
    for (const _ of [1, 2]) {
      const { status, json } = await knock('answerSurvey', undefined, { body: { ...proof, ...content } })
      expect([status, json.way]).toEqual([201, 'receipt'])
    }
    const other = await knock('answerSurvey', undefined, {
      body: { ...proof, ...content, answers: { overall: 'very-satisfied' } },
    })
    expect([other.status, other.json.code]).toEqual([409, 'survey-answered'])
    const kept = JSON.stringify(await ports.surveys.ofDossier(id))
    expect(kept).not.toMatch(/046090000001|Trần Văn Thử|127\.0\.0\.1/)
  })

  it('that was answered is the same answer still when it is closed for others', async () => {
    const { knock, proof, ports, id } = await ended()
    const body = { ...proof, ...discontent }
    const first = await knock('answerSurvey', undefined, { body })
    const later = await house('2027-03-10T09:00:00+07:00', ports)
    const again = await later.knock('answerSurvey', undefined, { body })
    expect([again.status, again.text]).toEqual([201, first.text])
    const other = await later.knock('answerSurvey', undefined, { body: { ...body, comment: 'Lời khác' } })
    expect([other.status, other.json.code]).toEqual([409, 'survey-answered'])
    expect((await ports.surveys.feedbackAbout(id)).length).toBe(1)
  })

  it('is answered from the link of a message, at a kiosk, and by the owner who is signed in', async () => {
    for (const way of ['message', 'kiosk', 'portal'] as const) {
      const { knock, proof, ports, id } = await ended()
      const long = { ...proof, factor: surveySecret(ports.digests, id) }
      const answered =
        way === 'portal'
          ? await knock('answerMySurvey', citizenClaims, { path: { id }, body: content })
          : await knock('answerSurvey', undefined, {
              body: way === 'kiosk' ? { ...proof, ...content, at: 'kiosk' } : { ...long, ...content },
            })
      expect([answered.status, answered.json.way]).toEqual([201, way])
    }
  })

  it('is not answered by an officer’s session, however its token is written', async () => {
    const { knock, proof, ports, id } = await ended()
    const tokens = [{ iss: staffIssuer }, { iss: 'https://khac.test', 'custom:roles': 'reception' }]
    for (const claims of tokens) {
      const token = `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`
      const headers = { authorization: `Bearer ${token}` }
      for (const route of ['startSurvey', 'answerSurvey'] as const) {
        const { status, json } = await knock(route, undefined, { body: { ...proof, ...content }, headers })
        expect([status, json.code]).toEqual([403, 'officers-do-not-answer'])
      }
    }
    expect(await ports.surveys.ofDossier(id)).toBeUndefined()
    const headers = { authorization: 'Bearer linh tinh' }
    expect((await knock('answerSurvey', undefined, { body: { ...proof, ...content }, headers })).status).toBe(201)
  })

  it('asks who is not satisfied for a reason, and names every fault', async () => {
    const { knock, proof } = await ended()
    const { status, json } = await knock('answerSurvey', undefined, {
      body: { ...proof, ...discontent, reasons: [], answers: { overall: 'not-satisfied', trips: '9' } },
    })
    expect([status, json.faults?.map(({ where }) => where)]).toEqual([400, ['body.answers.trips', 'body.reasons']])
  })

  it('is not there for a wrong secret, nor before the dossier has ended', async () => {
    const { knock, proof } = await ended()
    const wrong = await knock('answerSurvey', undefined, { body: { ...proof, ...content, factor: 'ABCDEF' } })
    expect([wrong.status, wrong.json.code]).toEqual([404, 'not-found'])
    const home = await accepted()
    const early = { code: home.code, factor: receiptSecret(home.ports.digests, home.id), ...content }
    expect((await home.knock('answerSurvey', undefined, { body: early })).json.code).toBe('survey-not-open')
  })

  it('is counted per agency, desk and officer with its base, and traced to its dossiers', async () => {
    const { knock, proof, id } = await ended()
    await knock('answerSurvey', undefined, { body: { ...proof, ...content } })
    const results = await knock('surveyResults', chief, { query: '?from=2026-03&to=2026-03&by=officer' })
    expect(results.json.rows).toMatchObject([
      {
        agency: { id: ward },
        desk: { id: `${ward}/desk` },
        officer: { id: reception.sub },
        answerCount: 1,
        satisfied: { count: 1, of: 1, isSmall: true },
      },
    ])
    expect(results.text).not.toContain('percent')
    const behind = await knock('surveyDossiers', chief, { path: { month: '2026-03' } })
    expect(behind.json.rows).toMatchObject([{ dossier: id, verdict: 'satisfied' }])
    const elsewhere = await knock('surveyResults', chief, { query: '?from=2026-03&to=2026-03&agency=H57.08' })
    expect(elsewhere.json.code).toBe('not-your-agency')
  })
})

describe('an answer by the receipt, whose secret whoever printed it knows', () => {
  const very = { ...content, answers: { overall: 'very-satisfied' } }
  const results = (knock: Awaited<ReturnType<typeof ended>>['knock'], by = 'agency') =>
    knock('surveyResults', chief, { query: `?from=2026-03&to=2026-03&by=${by}` })

  it('gives way to the applicant’s own, once, and both figures and list follow', async () => {
    const { knock, proof, ports, id } = await ended()
    const long = { ...proof, factor: surveySecret(ports.digests, id) }
    expect((await knock('answerSurvey', undefined, { body: { ...proof, ...content } })).status).toBe(201)
    const shown = async (body: object) => (await knock('startSurvey', undefined, { body })).json.isAnswered
    expect([await shown(proof), await shown(long)]).toEqual([true, false])
    const own = await knock('answerSurvey', undefined, { body: { ...long, ...discontent } })
    expect([own.status, own.json.way]).toEqual([201, 'message'])
    expect(await shown(long)).toBe(true)
    // From now on it is the applicant's: said again it is the same, and neither secret changes it.
    expect((await knock('answerSurvey', undefined, { body: { ...long, ...discontent } })).text).toBe(own.text)
    for (const body of [proof, long])
      expect((await knock('answerSurvey', undefined, { body: { ...body, ...content } })).json.code).toBe(
        'survey-answered',
      )
    expect((await ports.surveys.replaced(id))?.verdict).toBe('satisfied')
    const { json } = await results(knock, 'officer')
    expect(json.rows).toMatchObject([
      {
        ...{ answerCount: 1, satisfied: { count: 0, of: 1 }, notSatisfied: { count: 1, of: 1 } },
        confirmed: { answerCount: 1, satisfied: { count: 0, of: 1 }, notSatisfied: { count: 1, of: 1 } },
        audit: { flagged: 0, replaced: 1, contradicted: 1 },
        counts: { n: 1, 'way:message': 1, 'way:receipt': 0 },
      },
    ])
    const behind = await knock('surveyDossiers', chief, { path: { month: '2026-03' } })
    expect(behind.json.rows).toMatchObject([{ dossier: id, verdict: 'not-satisfied' }])
  })

  it('is counted beside what is confirmed, at a kiosk too, and weighs in no index', async () => {
    for (const at of ['link', 'kiosk'] as const) {
      const { knock, proof, desk, ports } = await ended()
      await knock('answerSurvey', undefined, { body: { ...proof, ...discontent, at } })
      expect((await results(knock)).json.rows).toMatchObject([
        {
          notSatisfied: { count: 1, of: 1 },
          confirmed: { answerCount: 0, notSatisfied: { count: 0, of: 0 } },
          counts: { [at === 'kiosk' ? 'way:kiosk' : 'way:receipt']: 1 },
        },
      ])
      const march = { from: '2026-03-01', to: '2026-03-31' }
      const facts = await indexFacts({ ...desk, ...ports }, ward, march)
      expect(facts.surveys).toEqual({ answers: 0, notSatisfied: 0 })
    }
  })

  it('is flagged soon after the receipt was printed, and not when it was printed long before', async () => {
    for (const [minutes, flagged] of [
      [5, 1],
      [300, 0],
    ] as const) {
      const { knock, proof, ports, id, desk } = await ended()
      const at = earlier(desk.now(), minutes * 60)
      const by = { kind: 'officer', id: String(reception.sub), unit: `${ward}/desk` } as const
      await ports.prints.begin({ dossier: id, sheet: 'receipt', event: 2, revision: 1, template: 1, at, by })
      expect((await knock('answerSurvey', undefined, { body: { ...proof, ...very } })).status).toBe(201)
      expect((await results(knock)).json.rows).toMatchObject([{ audit: { flagged } }])
    }
  })

  it('is flagged as one of many from an address on a day, and the address stands nowhere', async () => {
    const seen: number[] = []
    const first = await ended()
    for (let n = 0; n < flagRule.fromOneAddress; n += 1) {
      seen.push(await first.ports.surveys.fromAddress('an-address', ward, '2026-03-03', `d-${n}`))
    }
    expect(seen).toEqual([1, 2, 3, 4])
    const { knock, proof, ports, id } = first
    const { fromAddress } = ports.surveys
    const asked: string[] = []
    ports.surveys.fromAddress = async (address, ...rest) => {
      asked.push(address)
      await fromAddress(address, ...rest)
      return flagRule.fromOneAddress
    }
    await knock('answerSurvey', undefined, { body: { ...proof, ...content } })
    expect((await ports.surveys.ofDossier(id))?.flags).toEqual(['many-from-one-address'])
    expect([asked.length, JSON.stringify(asked)]).toEqual([1, expect.not.stringContaining('127.0.0.1')])
  })
})

describe('a comment', () => {
  it('complains only with who is not satisfied; anybody else proposes', async () => {
    for (const [said, kind] of [
      [{ ...content, comment: 'Rất hài lòng, cảm ơn' }, 'proposal'],
      [discontent, 'complaint'],
    ] as const) {
      const { knock, proof, ports, id } = await ended()
      for (const _ of [1, 2])
        expect((await knock('answerSurvey', undefined, { body: { ...proof, ...said } })).status).toBe(201)
      expect((await ports.surveys.feedbackAbout(id)).map((one) => one.kind)).toEqual([kind])
    }
  })

  it('becomes a feedback: masked, flagged, read by a person, answered, published, rated', async () => {
    const { knock, proof, lines } = await ended()
    const answered = await knock('answerSurvey', undefined, { body: { ...proof, ...discontent } })
    const feedback = String(answered.json.feedback)
    const listed = await knock('listFeedback', head)
    expect(listed.json.rows).toMatchObject([
      { id: feedback, flags: [{ code: 'personal-data' }, { code: 'bribe-claim' }], isRead: false, isOverdue: false },
    ])
    expect(listed.text).not.toContain('0912345678')
    const act = async (claims: typeof chief, name: string, version: number, note?: string) =>
      knock('moveFeedback', claims, { path: { feedback }, body: { act: name, version, ...(note ? { note } : {}) } })
    expect((await act(head, 'take-on', 1)).status).toBe(200)
    expect((await act(head, 'answer', 2, 'Đã xử lý')).json.code).toBe('feedback-unread')
    const read = await knock('readFeedback', watcher, { path: { feedback } })
    expect(read.json.said).toBe(discontent.comment)
    expect((await act(watcher, 'answer', 2, 'x')).json.code).toBe('not-your-act')
    expect((await act(watcher, 'read-flagged', 2)).status).toBe(200)
    expect((await act(head, 'answer', 2, 'Đã xử lý')).json.code).toBe('moved-meanwhile')
    expect((await act(head, 'answer', 3, 'Đã xử lý cho ông Trần Văn Thử')).status).toBe(200)
    expect((await act(chief, 'publish', 4)).status).toBe(200)
    const open = await knock('publishedFeedback', undefined, { query: `?agency=${ward}` })
    expect(open.json.rows).toMatchObject([
      { id: feedback, text: 'Cán bộ vòi vĩnh, gọi tôi [đã che]', answer: 'Đã xử lý cho ông [đã che]' },
    ])
    const rated = await knock('replyToFeedback', undefined, {
      body: { ...proof, feedback, act: 'rate', rated: 'satisfied' },
    })
    expect(rated.json).toMatchObject({
      state: { code: 'published' },
      rated: 'satisfied',
      answer: 'Đã xử lý cho ông Trần Văn Thử',
    })
    expect(JSON.stringify(lines)).not.toMatch(/0912345678|vòi vĩnh/)
  })

  it('is rated by a rating alone, after the answer: a supplement bears none', async () => {
    const { knock, proof } = await ended()
    const told = await knock('tellFeedback', undefined, { body: { ...proof, kind: 'proposal', text: 'Nên có ghế' } })
    const feedback = String(told.json.id)
    const reply = (said: object) => knock('replyToFeedback', undefined, { body: { ...proof, feedback, ...said } })
    const act = (name: string, version: number, note: string) =>
      knock('moveFeedback', head, { path: { feedback }, body: { act: name, version, note } })
    await act('ask-supplement', 1, 'Ở đâu?')
    const early = await reply({ act: 'supplement', note: 'Quầy 3', rated: 'satisfied' })
    expect([early.status, early.json.faults?.map(({ where, code }) => [where, code])]).toEqual([
      400,
      [['body.rated', 'unknown-field']],
    ])
    expect((await reply({ act: 'supplement' })).json.faults?.map(({ where }) => where)).toEqual(['body.note'])
    expect((await reply({ act: 'rate' })).json.faults?.map(({ where }) => where)).toEqual(['body.rated'])
    expect((await reply({ act: 'supplement', note: 'Quầy 3' })).json.rated).toBeUndefined()
    await act('answer', 3, 'Đã thêm ghế')
    expect((await reply({ act: 'rate', rated: 'not-satisfied' })).json.rated).toBe('not-satisfied')
  })

  it('is moved once by an act that is said again, at once or after it was answered', async () => {
    const { knock, proof } = await ended()
    const told = await knock('tellFeedback', undefined, { body: { ...proof, kind: 'proposal', text: 'Nên có ghế' } })
    const feedback = String(told.json.id)
    const five = <T>(say: () => Promise<T>) => Promise.all([say(), say(), say(), say(), say()])
    const act = (claims: typeof chief, name: string, version: number, note?: string) =>
      knock('moveFeedback', claims, { path: { feedback }, body: { act: name, version, ...(note ? { note } : {}) } })
    const reply = (said: object) => knock('replyToFeedback', undefined, { body: { ...proof, feedback, ...said } })
    const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status)
    const fine = [200, 200, 200, 200, 200]
    expect(statuses(await five(() => act(head, 'ask-supplement', 1, 'Ở đâu?')))).toEqual(fine)
    const more = { act: 'supplement', note: 'Ở tầng 2' }
    expect(statuses(await five(() => reply(more)))).toEqual(fine)
    expect(statuses(await five(() => act(head, 'answer', 3, 'Đã thêm ghế')))).toEqual(fine)
    expect((await act(chief, 'answer', 3, 'Đã thêm ghế')).json.code).toBe('moved-meanwhile')
    expect((await act(head, 'answer', 3, 'Không thêm')).json.code).toBe('moved-meanwhile')
    expect(statuses(await five(() => reply({ act: 'rate', rated: 'satisfied' })))).toEqual(fine)
    expect((await reply(more)).status).toBe(200)
    for (const other of [
      { act: 'rate', rated: 'not-satisfied' },
      { act: 'supplement', note: 'Ở tầng 3' },
    ])
      expect((await reply(other)).json.code).toBe('feedback-not-so')
    const { json } = await knock('readFeedback', chief, { path: { feedback } })
    const acts = Object(json.history).map((row: { act: string }) => row.act)
    expect([json.version, acts]).toEqual([5, ['file', 'ask-supplement', 'supplement', 'answer', 'rate']])
  })

  it('word for word is for leaders and supervisors only, and every look is logged', async () => {
    const { knock, proof, id } = await ended()
    const { json } = await knock('answerSurvey', undefined, { body: { ...proof, ...discontent } })
    const path = { feedback: String(json.feedback) }
    expect((await knock('readFeedback', head, { path })).json.said).toBeUndefined()
    expect((await knock('readFeedback', chief, { path })).json.said).toBe(discontent.comment)
    expect((await knock('readFeedback', staffClaims('H57.08/leaders', 'leader'), { path })).status).toBe(404)
    const log = await knock('readsOfMine', citizenClaims, { path: { id } })
    expect(
      Object(log.json.rows).filter((row: { what: { code: string } }) => row.what.code === 'feedback'),
    ).toHaveLength(2)
  })

  it('is listed page by page; a cursor of another list, or of nobody, is a fault of the query', async () => {
    const { knock, proof, ports } = await ended()
    for (const text of ['một', 'hai', 'ba'])
      await knock('tellFeedback', undefined, { body: { ...proof, kind: 'proposal', text } })
    for (const feedback of (await ports.surveys.feedbackOf(ward, 9)).rows)
      await ports.surveys.move({ ...feedback, version: feedback.version + 1, state: 'published' })
    for (const [route, claims, other] of [
      ['publishedFeedback', undefined, '&agency=H57.08'],
      ['listFeedback', head, '&late=true'],
    ] as const) {
      const here = `?agency=${ward}&limit=2`
      const first = await knock(route, claims, { query: here })
      expect(Object(first.json.rows)).toHaveLength(2)
      const last = await knock(route, claims, { query: `${here}&after=${first.json.next}` })
      expect([Object(last.json.rows).length, last.json.next]).toEqual([1, undefined])
      for (const query of [`${here}&after=WyJ`, `${here}&after=WyJ.x`, `${here}${other}&after=${first.json.next}`]) {
        const bad = await knock(route, claims, { query: query.replace(/agency=[^&]+&(.*agency=)/, '$1') })
        expect([bad.status, bad.json.faults?.map(({ where }) => where)]).toEqual([400, ['query.after']])
      }
    }
    const month = { path: { month: '2026-03' }, query: '?after=WyJ.x' }
    expect((await knock('surveyDossiers', chief, month)).status).toBe(400)
  })

  it('may also come without a survey, while the dossier is on its way; five at most', async () => {
    const home = await accepted()
    const proof = { code: home.code, factor: receiptSecret(home.ports.digests, home.id) }
    const tell = (text: string) => home.knock('tellFeedback', undefined, { body: { ...proof, kind: 'proposal', text } })
    const first = await tell('Nên có thêm ghế')
    expect([first.status, first.json.state]).toEqual([201, { code: 'received', term: 'Đã tiếp nhận' }])
    expect((await tell('Nên có thêm ghế')).json.id).toBe(first.json.id)
    for (const text of ['hai', 'ba', 'bốn', 'năm']) expect((await tell(text)).status).toBe(201)
    expect((await tell('sáu')).json.code).toBe('feedback-used-up')
    const followed = await home.knock('followFeedback', undefined, { body: proof })
    expect(Object(followed.json.rows)).toHaveLength(5)
  })
})
