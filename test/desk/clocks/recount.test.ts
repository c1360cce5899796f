import { describe, expect, it } from 'vitest'
import type { Officer } from '../../../shared/agencies/unit.ts'
import type { Declaration } from '../../../shared/calendar/declarations.ts'
import { reckonDue } from '../../../shared/calendar/due.ts'
import { recountDueMoments } from '../../../shared/desk/clocks/recount.ts'
import type { Desk } from '../../../shared/desk/desk.ts'
import { sendMovedNotice } from '../../../shared/desk/notices/send-moved-notice.ts'
import { calendars } from '../../../shared/desk/surroundings.ts'
import { clocksOf } from '../../../shared/dossier/clocks/clocks.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { mailboxTag } from '../../../shared/notices/mailbox.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const at = (text: string) => `2026-03-${text}:00+07:00`
const policy = { afterSupplement: 'add', dueAt: 'same-hour' } as const

const storm = (n: number, change: Partial<Declaration> = {}): Declaration => ({
  n,
  scope: 'H57',
  days: [{ on: '2026-03-11', kind: 'off', name: 'Nghỉ tránh bão' }],
  seasons: [],
  source: `${n}/CĐ-UBND`,
  at: at('10T15:00'),
  by: { id: 'cb-1', unit: `${given.ward}/leaders` },
  key: `k${n}`,
  body: 'b',
  ...change,
})

/** A dossier accepted on Tuesday at nine: due on Friday at nine, its second step on Thursday at nine. */
const running = (id: string, change: Partial<Dossier> = {}): Partial<Dossier> => ({
  id,
  code: `MA-${id}`,
  status: 'in-progress',
  clock: 'running',
  step: 2,
  holder: `${given.ward}/office`,
  acceptedAt: given.tuesday,
  stageFrom: given.tuesday,
  dueAt: at('13T09:00'),
  stepDueAt: at('12T09:00'),
  ...change,
})

const plan = { plan: given.homePlan }

async function city() {
  const house = await workerDesk()
  await house.put(running('mot'), plan)
  await house.put(running('hai', { officer: given.handler.id }), plan)
  await house.put({ id: 'cho-tra-loi', answerDueAt: at('11T09:00'), submittedAt: given.tuesday }, plan)
  await house.put(
    running('xong', { status: 'processed', clock: 'stopped', finishedAt: at('10T14:00'), class: 'early' }),
    plan,
  )
  await house.put(running('tam-dung', { status: 'supplement-requested', clock: 'paused' }), plan)
  house.clock.at = at('10T15:05')
  return house
}

const recount = (house: WorkerDesk, more: Partial<Desk> = {}) => recountDueMoments({ ...house.desk, ...more })
const momentsOf = async ({ desk }: WorkerDesk, n = 1) =>
  (await desk.dossiers.movedBy(n)).map(({ dossier, moments }) => [dossier, ...moments.map(({ after }) => after)])

/** Every open head beside what its own clocks answer now. */
async function strayHeads({ desk }: WorkerDesk, ids: readonly string[]) {
  const calendarOf = await calendars(desk)
  const files = await Promise.all(ids.map((id) => desk.dossiers.load(id)))
  return files.flatMap((file) => {
    const clocks = file ? clocksOf(file, { calendarOf, policy }) : []
    const told = clocks.map(({ clock, question }) => [clock, reckonDue(question).dueAt] as const)
    const head = { answer: file?.dossier.answerDueAt, whole: file?.dossier.dueAt, step: file?.dossier.stepDueAt }
    return told.filter(
      ([clock, dueAt]) => (clock === 'answer' || clock === 'whole' || clock === 'step') && head[clock] !== dueAt,
    )
  })
}

describe('a day declared off after the fact', () => {
  it('moves every open due moment that counts over it, and lists it', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    expect(await recount(house)).toEqual({ outcome: 'recounted', count: 3 })
    expect(await momentsOf(house)).toEqual([
      ['cho-tra-loi', at('12T09:00')],
      ['hai', at('16T09:00'), at('13T09:00')],
      ['mot', at('16T09:00'), at('13T09:00')],
    ])
    expect(await house.dossier('mot')).toMatchObject({ dueAt: at('16T09:00'), stepDueAt: at('13T09:00'), version: 2 })
    expect(await strayHeads(house, ['mot', 'hai', 'cho-tra-loi'])).toEqual([])
  })

  it('writes who decided it into the ledger and the history', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    await recount(house)
    const file = await house.desk.dossiers.load('mot')
    expect(file?.ledger).toEqual([{ at: at('10T15:05'), entry: 'recount', reason: 'Công bố lịch số 1: 1/CĐ-UBND' }])
    const [, event] = await house.desk.dossiers.history('mot')
    expect(event).toMatchObject({
      act: 'reckon-anew',
      by: { kind: 'job', id: 'calendar-recount' },
      dueAt: at('16T09:00'),
    })
  })

  it('leaves what has its class, and what stands until it goes on', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    await recount(house)
    expect(await house.dossier('xong')).toMatchObject({ version: 1, class: 'early', dueAt: at('13T09:00') })
    expect(await house.dossier('tam-dung')).toMatchObject({ version: 1, clock: 'paused' })
  })

  it('gives a request for papers whose last day it takes the next working one, and never cuts a longer time', async () => {
    const house = await city()
    const waiting = { status: 'supplement-requested', clock: 'paused', supplementStage: 'appraisal' } as const
    await house.put(running('bo-sung', { ...waiting, supplementDueAt: at('11T17:00') }), plan)
    await house.put(running('lau-hon', { ...waiting, supplementDueAt: at('12T17:00') }), plan)
    await house.desk.catalogue.declare(storm(1))
    await recount(house)
    expect(await house.dossier('bo-sung')).toMatchObject({ supplementDueAt: at('12T17:00'), dueAt: at('13T09:00') })
    expect(await house.dossier('lau-hon')).toMatchObject({ version: 1, supplementDueAt: at('12T17:00') })
    expect((await house.desk.dossiers.load('bo-sung'))?.ledger).toEqual([])
    const [row] = (await house.desk.dossiers.movedBy(1)).filter(({ dossier }) => dossier === 'bo-sung')
    expect(row?.moments).toEqual([{ clock: 'supplement', before: at('11T17:00'), after: at('12T17:00') }])
  })

  it('done twice changes nothing twice', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    await recount(house)
    await house.desk.marks.setValue('CALENDAR-RECOUNT', '0|0|')
    expect(await recount(house)).toEqual({ outcome: 'recounted', count: 0 })
    expect((await house.dossier('mot')).version).toBe(2)
    expect(await recount(house)).toEqual({ outcome: 'nothing-declared', count: 0 })
  })

  it('notes its place after desks that hold work, and not after every empty one', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    const places: string[] = []
    const marks: Desk['marks'] = {
      ...house.desk.marks,
      async setValue(name, value) {
        places.push(value)
        return house.desk.marks.setValue(name, value)
      },
    }
    await recount(house, { marks })
    expect(places).toEqual([
      `0|1|officer ${given.handler.id}`,
      `0|1|room ${given.ward}/desk`,
      `0|1|room ${given.ward}/office`,
      '1|1|',
    ])
  })

  it('broken off half-way goes on and converges, each dossier once', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    for (let left = 0; left < 6; left += 1) {
      let commits = 0
      const dossiers: Desk['dossiers'] = {
        ...house.desk.dossiers,
        async commit(commit) {
          if (commits++ >= 1) throw new Outage('the table', new Error('gone'))
          return house.desk.dossiers.commit(commit)
        },
      }
      await recount(house, { dossiers }).catch(() => undefined)
    }
    expect(await recount(house)).toEqual({ outcome: 'nothing-declared', count: 0 })
    for (const id of ['mot', 'hai', 'cho-tra-loi']) {
      expect(
        (await house.acts(id)).filter((act) => act === 'reckon-anew'),
        id,
      ).toHaveLength(1)
    }
    expect(await momentsOf(house)).toHaveLength(3)
  })

  it('waits until nobody decides by the calendar of before any more', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1, { at: at('10T15:04') }))
    expect(await recount(house)).toEqual({ outcome: 'waiting', count: 0 })
    expect((await house.dossier('mot')).version).toBe(1)
  })

  it('of one agency moves nothing at another', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1, { scope: given.department }))
    expect(await recount(house)).toEqual({ outcome: 'recounted', count: 0 })
  })

  it('that lies before or after all that counts moves nothing', async () => {
    const house = await city()
    const days = ['2026-03-09', '2026-03-18'].map((on) => ({ on, kind: 'off' as const }))
    await house.desk.catalogue.declare(storm(1, { days }))
    expect(await recount(house)).toEqual({ outcome: 'recounted', count: 0 })
  })
})

describe('other declarations', () => {
  it('of a worked Saturday bring due moments forward', async () => {
    const house = await city()
    await house.put(running('dai', { dueAt: at('17T09:00'), stepDueAt: at('12T09:00') }), {
      plan: { ...given.homePlan, limit: { amount: 5, unit: 'working_day' } },
    })
    await house.desk.catalogue.declare(storm(1, { days: [{ on: '2026-03-14', kind: 'work' }] }))
    await recount(house)
    expect(await momentsOf(house)).toEqual([['dai', at('16T09:00')]])
  })

  it('of shorter hours move what is counted in hours', async () => {
    const house = await city()
    const short = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '12:00']]]))
    const seasons = [{ from: '2026-03-11', until: '2026-03-31', hours: short }] as Declaration['seasons']
    await house.desk.catalogue.declare(storm(1, { days: [], seasons }))
    await recount(house)
    // Six hours and a half on Tuesday, then mornings of four.
    expect((await house.dossier('mot')).stepDueAt).toBe(at('13T10:00'))
    expect((await house.dossier('mot')).dueAt).toBe(at('13T09:00'))
  })

  it('of the next year make sure what was provisional', async () => {
    const house = await workerDesk('2026-12-29T09:00:00+07:00')
    const december = '2026-12-29T09:00:00+07:00'
    await house.put(
      running('nam-moi', {
        createdAt: december,
        acceptedAt: december,
        stageFrom: december,
        dueAt: '2027-01-04T09:00:00+07:00',
        stepDueAt: '2026-12-31T09:00:00+07:00',
        provisional: true,
      }),
      plan,
    )
    const days = ['2027-01-01', '2027-01-04'].map((on) => ({ on, kind: 'off' as const }))
    const year = { scope: 'VN', until: '2027-12-31', at: december, days }
    await house.desk.catalogue.declare(storm(1, year))
    house.clock.at = '2026-12-29T10:00:00+07:00'
    expect(await recount(house)).toEqual({ outcome: 'recounted', count: 1 })
    const head = await house.dossier('nam-moi')
    expect(head.dueAt).toBe('2027-01-05T09:00:00+07:00')
    expect(head.provisional).toBeUndefined()
  })
})

describe('the notice of what moved', () => {
  it('is rung once for each agency when the walk is done, and names codes and moments only', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1))
    await recount(house)
    expect(house.desk.doorbells.rung.map(({ message }) => message)).toEqual([
      { kind: 'moved', agency: given.ward, declaration: 1 },
    ])
    expect(await sendMovedNotice(house.desk, given.ward, 1)).toBe('sent')
    expect(await sendMovedNotice(house.desk, given.ward, 1)).toBe('sent-before')
    const [mail, ...more] = house.desk.mail.sent
    expect(more).toEqual([])
    expect(mail?.text).toContain('Theo 1/CĐ-UBND')
    expect(mail?.text).toContain('MA-mot: trả kết quả 09:00 16/03/2026; bước đang giải quyết 09:00 13/03/2026')
    expect(mail?.text).not.toMatch(/Trần|046090000001/)
    // Each holder is told under their own name, with nobody else's dossiers there.
    const name = given.handler.name
    const own = mail?.text.slice(mail.text.indexOf(`${name}:`)).split('\n\n')[0]
    expect(own).toBe(`${name}:\n- MA-hai: trả kết quả 09:00 16/03/2026; bước đang giải quyết 09:00 13/03/2026`)
  })

  it('goes to each officer with a mailbox of their own, of what they hold and once, though the agency has none', async () => {
    const house = await city()
    const { catalogue } = house.desk
    const units = (await catalogue.units()).map(({ email: _, ...unit }) => unit)
    await catalogue.putUnits(units, [{ ...given.handler, email: 'thu-ly@thu.invalid' }, given.chair])
    await house.put(running('ba', { officer: given.chair.id }), plan)
    await catalogue.declare(storm(1))
    await recount(house)
    expect(await sendMovedNotice(house.desk, given.ward, 1)).toBe('nothing')
    expect(await sendMovedNotice(house.desk, given.ward, 1)).toBe('nothing')
    expect(house.desk.mail.sent).toEqual([
      {
        to: 'thu-ly@thu.invalid',
        subject: 'Lịch làm việc thay đổi: 1 hồ sơ có hạn mới',
        text: expect.stringContaining('- MA-hai: trả kết quả 09:00 16/03/2026; bước đang giải quyết 09:00 13/03/2026'),
        notice: mailboxTag(given.handler.id),
      },
    ])
    expect(house.desk.mail.sent[0]?.text).not.toMatch(/MA-mot|MA-ba|Trần/)
  })

  it('reaches everybody whose mailbox works, and is tried again for the one whose does not', async () => {
    const house = await city()
    const { catalogue, mail } = house.desk
    const mailbox = (officer: Officer) => ({ ...officer, email: `${officer.id}@thu.invalid` })
    await catalogue.putUnits(await catalogue.units(), [mailbox(given.handler), mailbox(given.chair)])
    await house.put(running('ba', { officer: given.chair.id }), plan)
    await catalogue.declare(storm(1))
    await recount(house)
    const { send } = mail
    const reached: string[] = []
    let full = [`${given.ward}@thu.invalid`, `${given.handler.id}@thu.invalid`]
    mail.send = async (to, subject, text) => {
      if (full.includes(to)) throw new NotTaken('the mail', new Error('mailbox full'))
      reached.push(to)
      await send(to, subject, text)
    }
    await expect(sendMovedNotice(house.desk, given.ward, 1)).rejects.toThrow(NotTaken)
    expect(reached).toEqual([`${given.chair.id}@thu.invalid`])
    full = []
    await sendMovedNotice(house.desk, given.ward, 1)
    expect(reached.toSorted()).toEqual(
      [`${given.chair.id}@thu.invalid`, `${given.handler.id}@thu.invalid`, `${given.ward}@thu.invalid`].toSorted(),
    )
  })

  it('is not sent where nothing moved', async () => {
    const house = await city()
    await house.desk.catalogue.declare(storm(1, { scope: given.department }))
    await recount(house)
    expect(house.desk.doorbells.rung).toEqual([])
    expect(await sendMovedNotice(house.desk, given.ward, 1)).toBe('nothing')
  })
})
