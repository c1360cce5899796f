import { describe, expect, it } from 'vitest'
import { ackRules } from '../../../shared/dossier/interlinked/ack-rules.ts'
import type { Errand } from '../../../shared/dossier/interlinked/errands.ts'
import { finalStatuses } from '../../../shared/dossier/transitions.ts'
import * as given from '../../given.ts'

const parcel = { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở tại nông thôn' }
const sendOut = { act: 'send-out', partner: 'tax-office', parcel, asks: ['registration-charge'] } as const
const job = { kind: 'job', id: 'transfers' } as const
const items = [{ kind: 'charge', name: 'Lệ phí trước bạ', amountVnd: 600_000 }] as const
const office = given.cityHandler
const later = '2026-03-12T09:00:00+07:00'

/** The ward has accepted and handed on; the land office has its part and sends a slip to the tax office. */
function atOffice(pauseReason?: string) {
  const story = given.storyOf(given.interlinkedPlan)
  story.tell({ act: 'accept' }, given.receptionist)
  story.tell({ act: 'transfer' }, given.receptionist)
  const part = story.part()
  const act = { ...sendOut, ...(pauseReason === undefined ? {} : { pauseReason }) }
  const send = () => story.tell(act, office, given.tuesday, part)
  const errandOf = (): Errand => {
    const { errand } = story.of(part)
    if (!errand) throw new Error('nothing is out')
    return errand
  }
  const answer = () =>
    ({
      act: 'errand-answered',
      number: errandOf().number,
      notice: 'TB-1',
      dueOn: '2026-04-10',
      items,
      payee: 'KBNN',
    }) as const
  return { story, part, send, errandOf, answer }
}

describe('send-out', () => {
  it('says on the part that it is in transit, until when an acknowledgement is due, and rings', () => {
    const { story, send } = atOffice()
    const part = send()
    expect(part.errand).toMatchObject({ partner: 'tax-office', state: 'in-transit', since: given.tuesday })
    expect(part.errand?.ackDueAt).toBe('2026-03-11T09:00:00+07:00')
    expect(part.clock).toBe('running')
    expect(story.events.at(-1)).toMatchObject({ act: 'send-out', wants: ['transfers'] })
  })

  it('keeps what the slip says of the land with the people, out of the history', () => {
    const { story, part, send } = atOffice()
    send()
    expect(story.file(part)?.parties.landSlip).toEqual({ parcel, asks: ['registration-charge'] })
    expect(JSON.stringify(story.events)).not.toContain(parcel.purpose)
  })

  it('stops both clocks where the procedure excludes that office’s time, and objects to any other ground', () => {
    const { story, part, send } = atOffice('tax-assessment')
    send()
    for (const id of ['hs', part]) expect(story.of(id)).toMatchObject({ clock: 'paused', pausedFor: 'tax-assessment' })
    for (const pauseReason of ['vì bận', 'measuring']) {
      const other = atOffice()
      expect(other.story.refuses({ ...sendOut, pauseReason }, office, given.tuesday, other.part)).toBe(
        'unknown-pause-reason',
      )
    }
  })

  it('objects to a second errand, and to whatever would carry the dossier away meanwhile', () => {
    const { story, part, send } = atOffice()
    send()
    for (const act of [
      sendOut,
      { act: 'pass-on' },
      { act: 'hand-back' },
      { act: 'reject-transfer', reason: 'Sai' },
      { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] },
    ] as const)
      expect([act.act, story.refuses(act, office, given.tuesday, part)]).toEqual([act.act, 'errand-open'])
  })

  it('lets an opinion be asked meanwhile, unless the clock were to stand still for that as well', () => {
    const { story, part, send } = atOffice()
    send()
    const ask = { act: 'ask-opinion', unit: given.ward, question: 'Có tranh chấp không?', hours: 8 } as const
    const standing = { ...ask, pauseReason: 'tax-assessment' }
    expect(story.refuses(standing, office, given.tuesday, part)).toBe('errand-open')
    expect(story.tell(ask, office, given.tuesday, part)).toMatchObject({ clock: 'running', errand: expect.anything() })
  })

  it('is not the ward’s while its part is out', () => {
    const { story } = atOffice()
    expect(story.refuses(sendOut, given.receptionist)).toBe('part-is-out')
  })
})

describe('the office’s acknowledgement', () => {
  it('ends the transit once; said twice or of another slip it moves nothing', () => {
    const { story, part, send, errandOf } = atOffice()
    send()
    const { number } = errandOf()
    const taken = { act: 'errand-taken', number } as const
    expect(story.tell(taken, job, later, part).errand?.state).toBe('taken')
    expect(story.refuses(taken, job, later, part)).toBe('not-now')
    expect(story.refuses({ ...taken, number: 'khác' }, job, later, part)).toBe('not-now')
  })

  it('that is overdue is noted once, and only after its deadline', () => {
    const { story, part, send, errandOf } = atOffice()
    send()
    const late = { act: 'errand-late', number: errandOf().number } as const
    expect(story.refuses(late, job, errandOf().ackDueAt, part)).toBe('not-now')
    expect(story.tell(late, job, later, part).errand?.late).toBe(true)
    expect(story.events.at(-1)).toMatchObject({ act: 'errand-late', wants: ['transfers'] })
    expect(story.refuses(late, job, later, part)).toBe('not-now')
    const taken = story.tell({ act: 'errand-taken', number: errandOf().number }, job, later, part)
    expect(taken.errand).toMatchObject({ state: 'taken' })
    expect(taken.errand).not.toHaveProperty('late')
    expect(story.refuses(late, job, later, part)).toBe('not-now')
  })
})

describe('the office’s refusal, and the officer’s calling back', () => {
  it.each(['errand-refused', 'errand-free', 'call-back'] as const)(
    '%s gives the part back and lets both clocks go on',
    (name) => {
      const { story, part, send, errandOf } = atOffice('tax-assessment')
      send()
      const before = story.of().dueAt
      const { number } = errandOf()
      const act = name === 'call-back' ? { act: name, reason: 'Nhầm thửa' } : { act: name, number, reason: 'Sai mẫu' }
      const back = story.tell(act, name === 'call-back' ? office : job, later, part)
      expect(back).not.toHaveProperty('errand')
      for (const id of ['hs', part]) expect(story.of(id)).toMatchObject({ clock: 'running', status: 'in-progress' })
      expect(String(story.of().dueAt) > String(before)).toBe(true)
      expect(story.refuses({ act: 'errand-taken', number }, job, later, part)).toBe('not-now')
    },
  )

  it('objects when nothing is out', () => {
    const { story, part } = atOffice()
    expect(story.refuses({ act: 'call-back', reason: 'Nhầm' }, office, given.tuesday, part)).toBe('no-errand')
  })

  it('lets a new slip go out under a new number', () => {
    const { story, part, send, errandOf } = atOffice()
    send()
    const first = errandOf().number
    story.tell({ act: 'call-back', reason: 'Nhầm thửa' }, office, later, part)
    send()
    expect(errandOf().number).not.toBe(first)
  })
})

describe('the office’s notice', () => {
  it.each([undefined, 'tax-assessment'])(
    'enters the demand with the whole and stops both halves (paused for %s)',
    (why) => {
      const { story, part, send, answer } = atOffice(why)
      send()
      story.tell(answer(), job, later, part)
      for (const id of ['hs', part])
        expect(story.of(id)).toMatchObject({
          status: 'obligation-requested',
          clock: 'paused',
          pausedFor: 'financial-obligation',
        })
      expect(story.of()).toMatchObject({ money: 'requested' })
      expect(story.file()?.money).toMatchObject([{ totalVnd: 600_000, state: 'requested', holdsUp: true }])
      const kinds = story.file(part)?.ledger.map(({ entry }) => entry)
      expect(kinds).toEqual(why === undefined ? ['pause'] : ['pause', 'resume', 'pause'])
    },
  )

  it('is entered once, and waits for the payer, after whom both go on', () => {
    const { story, part, send, answer } = atOffice()
    send()
    const notice = answer()
    story.tell(notice, job, later, part)
    expect(story.refuses(notice, job, later, part)).toBe('not-now')
    const paid = { act: 'pay', amountVnd: 600_000, method: 'cash' } as const
    story.tell(paid, given.receptionist, '2026-03-16T09:00:00+07:00')
    for (const id of ['hs', part]) expect(story.of(id)).toMatchObject({ status: 'in-progress', clock: 'running' })
  })

  it('that comes after the slip was called back, or after the applicant withdrew, moves nothing', () => {
    for (const end of ['call-back', 'withdraw'] as const) {
      const { story, part, send, answer } = atOffice()
      send()
      const notice = answer()
      if (end === 'call-back') story.tell({ act: end, reason: 'Nhầm' }, office, later, part)
      else story.tell({ act: end, reason: 'Đổi ý' }, given.receptionist, later)
      expect([end, story.refuses(notice, job, later, part)]).toEqual([end, 'not-now'])
      expect(story.of(part)).not.toHaveProperty('errand')
    }
    expect(finalStatuses.has('stopped')).toBe(true)
  })
})

describe('the hours to acknowledge', () => {
  it('stand in one table with their source', () => {
    for (const { hours, source, validFrom } of ackRules) {
      expect(hours).toBeGreaterThan(0)
      expect(source.length).toBeGreaterThan(20)
      expect(validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })
})
