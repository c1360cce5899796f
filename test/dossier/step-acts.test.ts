import { describe, expect, it } from 'vitest'
import type { Plan, PlannedStep } from '../../shared/dossier/dossier.ts'
import { chair, department, handler, homePlan, officer, receptionist, scan, storyOf, ward } from '../given.ts'

const desk = `${ward}/desk`
const result = scan({ n: 9, role: 'result', fileName: 'ket-qua.pdf' })
const decided = { act: 'approve', resultScan: 9, resultNumber: '1/QĐ' } as const

function planWith(change: (step: PlannedStep) => Partial<PlannedStep>): Plan {
  return { ...homePlan, steps: homePlan.steps.map((step) => ({ ...step, ...change(step) })) }
}

function accepted(plan: Plan) {
  const story = storyOf(plan)
  story.tell({ act: 'accept' }, receptionist)
  return story
}

describe('a step that names what may be done there', () => {
  const closed = planWith(({ n }) => (n === 2 ? { acts: ['pass-on'] } : {}))

  it('lets that be done', () => {
    const story = accepted(closed)
    story.tell({ act: 'pass-on' }, receptionist)
    expect(story.tell({ act: 'pass-on' }, handler).step).toBe(3)
  })
  it('refuses the rest, whoever asks', () => {
    const story = accepted(closed)
    story.tell({ act: 'pass-on' }, receptionist)
    const asked = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] } as const
    expect(story.refuses(asked, handler)).toBe('not-at-this-step')
    expect(story.refuses({ act: 'assign', officer: handler.id }, handler)).toBe('not-at-this-step')
    const opinion = { act: 'ask-opinion', unit: department, question: 'Có vướng không?', hours: 8 } as const
    expect(story.refuses(opinion, handler)).toBe('not-at-this-step')
    expect(story.refuses({ act: 'pause', pauseReason: 'land-price' }, handler)).toBe('not-at-this-step')
    const items = [{ kind: 'fee', name: 'Phí', amountVnd: 1000 }] as const
    expect(story.refuses({ act: 'request-obligation', items, payee: 'Kho bạc' }, handler)).toBe('not-at-this-step')
  })
  it('says nothing about what belongs to the counter', () => {
    const story = accepted(closed)
    story.tell({ act: 'pass-on' }, receptionist)
    expect(story.refuses({ act: 'withdraw', reason: 'Đổi ý' }, receptionist)).toBe('allowed')
  })
  it('never shuts a way out: back, stop, apology', () => {
    const there = () => {
      const story = accepted(closed)
      story.tell({ act: 'pass-on' }, receptionist)
      return story
    }
    expect(there().refuses({ act: 'pass-back', reason: 'Nhầm' }, handler)).toBe('allowed')
    expect(there().refuses({ act: 'stop', reason: 'x', ground: 'y' }, handler)).toBe('allowed')
    expect(there().refuses({ act: 'extend', reason: 'Mưa lũ', days: 1 }, chair)).toBe('allowed')
  })
  it('lets a cashier’s step ask for money, and a clerk’s not', () => {
    const items = [{ kind: 'fee', name: 'Phí', amountVnd: 1000 }] as const
    const asked = { act: 'request-obligation', items, payee: 'Kho bạc' } as const
    const at = (role: 'cashier' | 'clerk') => accepted(planWith(({ n }) => (n === 1 ? { role } : {})))
    expect(at('cashier').refuses(asked, receptionist)).toBe('allowed')
    expect(at('clerk').refuses(asked, receptionist)).toBe('not-at-this-step')
  })
  it('brings by default what its role brings', () => {
    const atReturn = planWith(({ n }) => (n === 1 ? { role: 'return-desk' } : {}))
    const asked = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] } as const
    expect(accepted(atReturn).refuses(asked, receptionist)).toBe('not-at-this-step')
    expect(accepted(homePlan).refuses(asked, receptionist)).toBe('allowed')
  })
})

describe('a step with several ways on', () => {
  const forked = planWith(({ n }) => (n === 1 ? { next: [2, 3] } : {}))

  it('takes the usual one when none is named', () => {
    expect(accepted(forked).tell({ act: 'pass-on' }, receptionist)).toMatchObject({ step: 2, holder: `${ward}/office` })
  })
  it('takes the one chosen', () => {
    const story = accepted(forked)
    expect(story.tell({ act: 'pass-on', to: 3 }, receptionist)).toMatchObject({ step: 3, holder: `${ward}/leaders` })
    story.addScan('hs', result)
    expect(story.tell(decided, chair).status).toBe('processed')
  })
  it('refuses a way the plan does not offer', () => {
    expect(accepted(forked).refuses({ act: 'pass-on', to: 4 }, receptionist)).toBe('no-such-way')
    expect(accepted(homePlan).refuses({ act: 'pass-on', to: 3 }, receptionist)).toBe('no-such-way')
  })
  it('sends a part past what is left out, and comes back where the way goes on', () => {
    const away = { agency: department, room: `${department}/office` }
    const plan: Plan = {
      ...homePlan,
      steps: [
        { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, agency: ward, room: desk, next: [2, 3] },
        { n: 2, name: 'Lấy ý kiến', role: 'handler', hours: 8, ...away },
        { n: 3, name: 'Xác minh', role: 'handler', hours: 8, ...away, next: [5] },
        { n: 4, name: 'Thẩm định thêm', role: 'handler', hours: 8, agency: ward, room: `${ward}/office` },
        { n: 5, name: 'Ký', role: 'leader', hours: 2, agency: ward, room: `${ward}/leaders` },
      ],
    }
    const story = accepted(plan)
    story.tell({ act: 'transfer', to: 3 }, receptionist)
    const part = story.part()
    expect(story.of(part)).toMatchObject({ step: 3, lastStep: 3 })
    const far = officer(department, 'office', 'handler')
    story.tell({ act: 'hand-back' }, far, undefined, part)
    expect(story.of()).toMatchObject({ step: 5, holder: `${ward}/leaders` })
  })
})

describe('four on the spot', () => {
  const [receives, appraises, signs, gives] = homePlan.steps
  if (!receives || !appraises || !signs || !gives) throw new Error('four steps')
  const spot: Plan = {
    ...homePlan,
    steps: [receives, { ...appraises, room: desk }, { ...signs, room: desk, decides: true }, gives],
  }
  const authorised = officer(ward, 'desk', 'handler', 'leader')

  it('goes from reception to return without leaving the centre', () => {
    const story = accepted(spot)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'pass-on' }, authorised)
    story.addScan('hs', result)
    expect(story.tell(decided, authorised)).toMatchObject({ status: 'processed', holder: desk, delivery: 'at-counter' })
    expect(
      story.tell({ act: 'return', taker: { kind: 'owner', name: 'Trần Văn Thử' }, signed: 'paper' }, receptionist)
        .status,
    ).toBe('returned')
    expect(new Set(story.events.map(({ dossier }) => dossier))).toEqual(new Set(['hs']))
  })
  it('is signed by nobody who was not authorised, and not before it was appraised', () => {
    const story = accepted(spot)
    story.addScan('hs', result)
    expect(story.refuses(decided, authorised)).toBe('not-now')
    story.tell({ act: 'pass-on' }, receptionist)
    expect(story.refuses(decided, authorised)).toBe('steps-remain')
    story.tell({ act: 'pass-on' }, authorised)
    expect(story.refuses(decided, receptionist)).toBe('not-your-act')
    expect(story.refuses({ act: 'pass-on' }, authorised)).toBe('decision-missing')
  })
})
