import { expect, it } from 'vitest'
import { createSurveys } from '../../shared/aws/figures/surveys.ts'
import type { Feedback } from '../../shared/satisfaction/feedback.ts'
import type { Survey } from '../../shared/satisfaction/survey.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const at = '2026-03-10T09:00:00+07:00'

function survey(change: Partial<Survey> = {}): Survey {
  return {
    dossier: freshId(),
    agency: freshId(),
    desk: 'H57.40/desk',
    officer: 'cb-1',
    procedure: '1.001193',
    questionnaire: 'three-level',
    version: 1,
    way: 'receipt',
    at,
    answers: { overall: 'satisfied', trips: '1' },
    reasons: [],
    verdict: 'satisfied',
    ...change,
  }
}

function feedback(of: Pick<Survey, 'agency' | 'dossier'>, change: Partial<Feedback> = {}): Feedback {
  return {
    id: `${of.agency}:20260310090000:${freshId().slice(0, 8)}`,
    version: 1,
    agency: of.agency,
    dossier: of.dossier,
    code: 'H57.40-260310-0001',
    procedure: '1.001193',
    kind: 'complaint',
    from: 'survey',
    at,
    said: 'Chậm',
    masked: 'Chậm',
    flags: [],
    state: 'received',
    stageFrom: at,
    late: [],
    history: [],
    ...change,
  }
}

onBoth(
  'surveys',
  memoryPorts,
  (table) => ({ surveys: createSurveys(table) }),
  (world) => {
    it('keep one answer for each dossier, and add it up once', async () => {
      const first = survey()
      const again = { ...first, verdict: 'not-satisfied' as const, answers: { overall: 'not-satisfied' } }
      expect(await world().surveys.answer(first)).toBe('kept')
      expect(await world().surveys.answer(again, feedback(first))).toBe('answered-already')
      expect(await world().surveys.ofDossier(first.dossier)).toEqual(first)
      const [tally, ...others] = await world().surveys.tallies(first.agency, '2026-03', '2026-03')
      expect(tally?.counts).toEqual({
        n: 1,
        'verdict:satisfied': 1,
        'way:receipt': 1,
        'overall=satisfied': 1,
        'trips=1': 1,
      })
      expect(others).toEqual([])
      expect(await world().surveys.feedbackAbout(first.dossier)).toEqual([])
    })

    it('let one answer take the place of the one that was seen there, sums and line with it, and keep that aside', async () => {
      const agency = freshId()
      const first = survey({ agency, at: '2026-03-31T09:00:00+07:00', flags: ['printed-just-before'] })
      const own = {
        ...first,
        ...{ way: 'message' as const, at: '2026-04-01T09:00:00+07:00', verdict: 'not-satisfied' as const },
        ...{ answers: { overall: 'not-satisfied' }, reasons: ['late'], flags: [] },
      }
      const { surveys } = world()
      expect(await surveys.answer(own, undefined, first)).toBe('answered-already')
      await surveys.answer(first)
      expect(await surveys.answer(own, undefined, { ...first, at })).toBe('answered-already')
      const both = await Promise.all([own, own].map((one) => surveys.answer(one, undefined, first)))
      expect(both.sort()).toEqual(['answered-already', 'kept'])
      expect([await surveys.ofDossier(first.dossier), await surveys.replaced(first.dossier)]).toEqual([own, first])
      const [march, april] = await surveys.tallies(agency, '2026-03', '2026-04')
      expect([march?.counts, april?.counts]).toMatchObject([
        { n: 0, 'way:receipt': 0, 'verdict:satisfied': 0, flagged: 0, replaced: 1, contradicted: 1 },
        { n: 1, confirmed: 1, 'confirmed:not-satisfied': 1, 'reason:late': 1 },
      ])
      const lines = await Promise.all(['2026-03', '2026-04'].map((month) => surveys.lines(agency, month, 5)))
      expect(lines.map(({ rows }) => rows.map(({ verdict }) => verdict))).toEqual([[], ['not-satisfied']])
    })

    it('count what comes from an address on a day, at each agency apart', async () => {
      const [agency, other] = [freshId(), freshId()]
      const ask = (where: string, day: string, of = freshId()) => world().surveys.fromAddress('digest', where, day, of)
      expect([await ask(agency, '2026-03-01'), await ask(agency, '2026-03-01')]).toEqual([1, 2])
      expect([await ask(agency, '2026-03-02'), await ask(other, '2026-03-01')]).toEqual([1, 1])
      // One that is said ten times is one.
      const again = await Promise.all(Array.from({ length: 10 }, () => ask(other, '2026-03-03', 'một')))
      expect(new Set(again)).toEqual(new Set([1]))
    })

    it('add up per month, desk and officer, whoever answers at the same moment', async () => {
      const agency = freshId()
      const months = ['2026-02', '2026-03', '2026-03', '2026-03', '2026-04']
      await Promise.all(
        months.map((month, n) =>
          world().surveys.answer(
            survey({ agency, at: `${month}-10T09:00:00+07:00`, officer: n === 3 ? 'cb-2' : 'cb-1' }),
          ),
        ),
      )
      const tallies = await world().surveys.tallies(agency, '2026-03', '2026-04')
      const found = tallies.map(({ month, officer, counts }) => [month, officer, counts.n])
      expect(found.sort()).toEqual([
        ['2026-03', 'cb-1', 2],
        ['2026-03', 'cb-2', 1],
        ['2026-04', 'cb-1', 1],
      ])
    })

    it('name the dossiers behind a month, page by page', async () => {
      const agency = freshId()
      const all = [1, 2, 3].map(() => survey({ agency }))
      for (const one of all) await world().surveys.answer(one)
      const first = await world().surveys.lines(agency, '2026-03', 2)
      const second = await world().surveys.lines(agency, '2026-03', 2, first.next)
      const found = [...first.rows, ...second.rows].map(({ dossier }) => dossier)
      expect(found).toEqual(all.map(({ dossier }) => dossier).sort())
      expect(second.next).toBeUndefined()
    })

    it('keep a comment with its answer, all or nothing, and find it by its dossier', async () => {
      const answer = survey()
      const comment = feedback(answer)
      await world().surveys.answer(answer, comment)
      expect(await world().surveys.feedback(answer.agency, comment.id)).toEqual(comment)
      expect(await world().surveys.feedbackAbout(answer.dossier)).toEqual([comment])
    })

    it('file a feedback once, and let one of two who saw the same version move it', async () => {
      const { agency, dossier } = survey()
      const filed = feedback({ agency, dossier })
      expect(await world().surveys.file(filed)).toBe(true)
      expect(await world().surveys.file({ ...filed, said: 'khác' })).toBe(false)
      expect((await world().surveys.feedback(agency, filed.id))?.said).toBe('Chậm')
      const next: Feedback = { ...filed, version: 2, state: 'processing' }
      const both = await Promise.all([world().surveys.move(next), world().surveys.move(next)])
      expect(both.sort()).toEqual(['moved', 'overtaken'])
    })

    it('show everybody only what was published, newest first', async () => {
      const { agency, dossier } = survey()
      const [old, fresh, silent] = ['08', '09', '10'].map((hour) =>
        feedback({ agency, dossier }, { id: `${agency}:202603${hour}090000:aaaaaaaa` }),
      )
      for (const one of [old, fresh, silent]) if (one) await world().surveys.file(one)
      for (const one of [old, fresh])
        if (one) await world().surveys.move({ ...one, version: 2, state: 'published', answer: 'Đã xử lý' })
      const shown = await world().surveys.published(agency, 10)
      expect(shown.rows.map(({ id }) => id)).toEqual([fresh?.id, old?.id])
      expect((await world().surveys.feedbackOf(agency, 10)).rows).toHaveLength(3)
    })
  },
)
