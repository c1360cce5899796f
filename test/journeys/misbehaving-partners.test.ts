import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, signIn, until, type Voice, voice } from '../../infra/tour/api.ts'
import { wholeFor } from '../../infra/tour/moves.ts'
import { nextWorkingDay } from '../../shared/calendar/calendar.ts'
import { dayOf, instantOf } from '../../shared/calendar/day.ts'
import { readPdf } from '../forms/read-pdf.ts'
import { calendar } from '../given.ts'
import { certificateVnd, quarrels, type Story, taxVnd, tellQuarrels } from './misbehaving-partners.ts'

/** Done when: every partner misbehaves once, and at the end all books say the same. */
let system: Everything
let story: Story
let admin: Voice
/** How far the story came, for whoever looks for where it stopped. */
const chapters: string[] = []

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  // The next working morning: nobody is left in peace, and no minute of the clock is a night's.
  const today = dayOf(instantOf(new Date(system.clock.now())))
  const day = nextWorkingDay(calendar, today)
  system.clock.moveTo(new Date(`${day}T08:30:00+07:00`))
  story = await tellQuarrels(system, (line) => chapters.push(line))
  const account = system.accounts.find(({ roles }) => roles?.includes('admin'))
  admin = await signIn(system.places, account ?? { id: '', name: '', issuer: 'staff' })
  // Nothing that still waits is left to chance: what was marked is rung, what was rung is worked.
  await until(
    'mọi việc đã xong',
    async () => {
      await system.stack.fire('outbox-sweep').catch(() => {})
      const { unsentSince } = await story.desk.readSync({ path: { id: story.id } })
      const { notices } = await story.desk.listNotices({ path: { id: story.id } })
      const isWaiting = notices.some(({ state }) => state === 'waiting' || state === 'sending')
      return unsentSince === undefined && !isWaiting ? true : undefined
    },
    120,
  )
}, 1_800_000)

afterAll(async () => {
  if (!story) console.error(chapters.join('\n'))
  await system?.stop()
})

const state = <T>(partner: 'portals' | 'offices' | 'payments' | 'messages') =>
  control<T>(system.places[partner], '/_control/state')

describe('when every partner has misbehaved', () => {
  it('each screen shows the same end', async () => {
    const { id, code, secret, citizen, desk, land, tax } = story
    const seen = [
      (await citizen.readMine({ path: { id } })).dossier,
      (await desk.readDossier({ path: { id } })).dossier,
      (await land.readDossier({ path: { id } })).dossier,
      (await tax.readDossier({ path: { id } })).dossier,
    ]
    for (const dossier of seen)
      expect(dossier).toMatchObject({
        code,
        status: { code: 'returned', national: 10 },
        clock: 'stopped',
        money: 'paid',
        delivery: { code: 'delivered' },
        version: seen[0]?.version,
      })
    expect(seen[0]?.child).toBeUndefined()
    expect(seen[0]?.errand).toBeUndefined()
    const anyone = voice(system.places.api, 'ai đó')
    expect(await anyone.lookUp({ body: { code, factor: secret } })).toMatchObject({ status: 'returned' })
  })

  it('the control sheet names every hand-over in every agency', async () => {
    const { id, desk, control: print } = story
    const { url } = await desk.downloadSheet({ path: { id, sheet: print.id } })
    const text = readPdf(new Uint8Array(await (await fetch(url)).arrayBuffer()))
      .pages.join(' ')
      .replace(/\s+/g, ' ')
    const { history, kin = [] } = await wholeFor(desk, id, 'desk')
    expect(kin).toHaveLength(3)
    for (const place of ['phường Thuận Hoá', 'Văn phòng Đăng ký đất đai', 'Thuế thành phố Huế'])
      expect(text).toContain(place)
    const handOvers = new Set(['transfer', 'hand-back', 'send-out', 'order-shipment', 'delivered'])
    const told = history.filter(({ act }) => handOvers.has(act.code))
    expect(told.map(({ act }) => act.code).sort()).toEqual(
      [
        'transfer',
        'hand-back',
        'transfer',
        'hand-back',
        'transfer',
        'hand-back',
        'send-out',
        'order-shipment',
        'delivered',
      ].sort(),
    )
    for (const { act } of told) expect(text).toContain(act.term)
    expect(text).toContain('Thông báo nộp tiền của cơ quan thuế')
  })

  it('the money: each demand is paid once, receipted once by whoever gives its receipt, and the night finds nothing that differs', async () => {
    const { id, code, desk } = story
    const { money = [] } = await wholeFor(desk, id, 'desk')
    expect(money.map(({ totalVnd, state, payment }) => [totalVnd, state, payment?.method])).toEqual([
      [2 * taxVnd, 'paid', 'online'],
      [certificateVnd, 'paid', 'cod'],
    ])
    const { attempts, receipts } = await until(
      'biên lai điện tử',
      async () => {
        const all = await desk.listPayments({ path: { id } })
        return all.receipts.every(({ electronic, budget }) => electronic || budget) ? all : undefined
      },
      240,
    )
    expect(attempts.filter(({ state }) => state === 'paid')).toHaveLength(1)
    // What the tax office determined is receipted by the treasury.
    expect(receipts.map(({ amountVnd, budget }) => [amountVnd, budget])).toEqual([
      [2 * taxVnd, true],
      [certificateVnd, undefined],
    ])
    const there = await state<{
      receipts: { lookUpCode: string; total: number }[]
      attempts: { paid: object | null }[]
    }>('payments')
    expect(there.receipts.map(({ lookUpCode }) => lookUpCode).sort()).toEqual(
      receipts.flatMap(({ electronic }) => (electronic ? [electronic.lookUpCode] : [])).sort(),
    )
    expect(there.attempts.filter(({ paid }) => paid !== null)).toHaveLength(1)
    const day = dayOf(instantOf(new Date(system.clock.now())))
    system.clock.move(26 * 3_600_000)
    await system.stack.fire('payment-queries')
    const { sums, differences } = await admin.readReconciliation({ path: { day } })
    expect(differences).toEqual([])
    expect(sums?.paidVnd).toBe(2 * taxVnd + certificateVnd)
    expect(code).not.toBe('')
  })

  it('the parcel: one order with what was to be collected, delivered once with its proof', async () => {
    const { id, code, desk } = story
    const orders = await control<{ OrderNumber: string; ItemCode: string; status: string; fields: object }[]>(
      system.places.vnpost,
      '/_control/orders',
    )
    expect(orders).toMatchObject([{ OrderNumber: code, status: 'delivered', fields: { CODAmount: certificateVnd } }])
    const { dossier, history } = await wholeFor(desk, id, 'desk')
    expect(dossier.waybill).toBe(orders[0]?.ItemCode)
    expect(history.filter(({ act }) => act.code === 'delivered')).toHaveLength(1)
    expect(history.filter(({ act }) => act.code === 'undelivered')).toEqual([])
  })

  it('the tax office: one slip with one notice', async () => {
    const { slips } = await state<{ slips: { number: string; notice: object | null }[] }>('offices')
    expect(slips).toHaveLength(1)
    expect(slips[0]?.notice).not.toBeNull()
  })

  it('the portal sees the end, told in order, and nothing is owed to it', async () => {
    const { id, code, desk } = story
    const line = await desk.readSync({ path: { id } })
    const { dossier } = await wholeFor(desk, id, 'desk')
    expect(line).toMatchObject({ code, acknowledged: { status: 'returned' } })
    expect(line.unsentSince).toBeUndefined()
    expect(line.refused).toBeUndefined()
    expect(line.whole?.late).toBe('no')
    const portals = await state<{
      dossiers: { code: string; fields: Record<string, unknown> }[]
      progress: Record<string, string>[]
    }>('portals')
    expect(portals.dossiers).toMatchObject([{ code, fields: { TrangThaiHoSo: String(dossier.status.national) } }])
    const times = portals.progress.map(({ ThoiDiemXuLy = '' }) => ThoiDiemXuLy)
    expect(times).toEqual([...times].sort())
    expect((await admin.listUnsent()).rows).toEqual([])
  })

  it('the notices: each once on each channel, and at the carrier as often', async () => {
    const { id, desk } = story
    const { notices } = await desk.listNotices({ path: { id } })
    const told = notices.map(({ event, channel }) => `${event} ${channel}`)
    expect(new Set(told).size).toBe(told.length)
    // A report of the carrier may have come meanwhile.
    const hasGone = ({ state }: { state: string }) => state === 'sent' || state === 'delivered'
    // What a silent carrier kept back until it was true no more is not told late.
    expect(notices.filter((notice) => !hasGone(notice) && notice.state !== 'overtaken')).toEqual([])
    const kinds = new Set<string>(notices.map(({ kind }) => kind))
    for (const kind of ['received', 'fee-asked', 'paid', 'result-ready']) expect(kinds).toContain(kind)
    for (const kind of ['parcel-back', 'parcel-astray', 'refunded', 'stopped']) expect(kinds).not.toContain(kind)
    const { messages } = await state<{ messages: { channel: string }[] }>('messages')
    const between = (found: number, name: string) => {
      const own = notices.filter(({ channel }) => channel === name)
      expect(found).toBeGreaterThanOrEqual(own.filter(hasGone).length)
      expect(found).toBeLessThanOrEqual(own.length)
    }
    between(messages.filter(({ channel }) => channel === 'sms').length, 'sms')
    const mails = await control<{ to: string[] }[]>(system.places.mail, '/_control/messages')
    between(mails.filter(({ to }) => to.includes('nguoi.mua@thu.invalid')).length, 'mail')
  })

  it('no message was given up, and every quarrel was had', async () => {
    const { queues } = await admin.countSetAsides()
    expect(queues.filter(({ queue, waiting }) => waiting > 0 && queue !== 'mails')).toEqual([])
    // A mail has no identity: the one that was refused on its way is laid before people, not sent a second time.
    expect(queues.find(({ queue }) => queue === 'mails')?.waiting).toBeLessThanOrEqual(1)
    for (const partner of [...Object.keys(quarrels), 'vnpost'])
      expect(
        await control(system.places[partner as keyof typeof quarrels & keyof Everything['places']], '/_control/faults'),
        partner,
      ).toEqual([])
  })
})
