import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { askAfterNotices } from '../../../shared/desk/interlinked/entered-notices.ts'
import { askAfterErrands } from '../../../shared/desk/interlinked/partner-errands.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import type { TaxNotice } from '../../../shared/messages/offices.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const parcel = { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' }
const sendOut = { act: 'send-out', partner: 'tax-office', parcel, asks: ['registration-charge'] } as const
const code = 'H57.40-260310-0001'

/** A ward's land dossier whose part at the land office has just been sent to the tax office. */
async function sent() {
  const all = await workerDesk()
  const head = { code, acceptedAt: given.tuesday, dueAt: '2026-03-20T09:00:00+07:00' }
  await all.put({ status: 'in-progress', clock: 'running', step: 1, ...head }, { plan: given.interlinkedPlan })
  const act = async (what: Act, person = given.cityHandler, id = part) => {
    const { version } = await all.dossier(id)
    const done = await perform(all.desk, person, id, what, { version, key: `k-${what.act}-${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
  }
  let part = 'hs'
  await act({ act: 'transfer' }, given.receptionist)
  part = (await all.dossier()).child ?? ''
  await act(sendOut)
  const number = (await all.dossier(part)).errand?.number ?? ''
  const ring = () => workTransfers(all.desk, { kind: 'doorbell', dossier: part, n: 1 })
  const notice = (change: Partial<TaxNotice> = {}) =>
    all.desk.taxOffice.notices.push({
      slip: number,
      notice: 'TB-1',
      issuedOn: '2026-03-12',
      dueOn: '2026-04-11',
      items: [{ kind: 'registration-charge', code: '2801', amountVnd: 600_000, budgetCode: '2801' }],
      ...change,
    })
  return { ...all, part, number, act, ring, notice }
}

const ever = '2027-01-01T00:00:00+07:00'

describe('the answer to a slip that was called back', () => {
  const late = async (all: Awaited<ReturnType<typeof sent>>) =>
    (await all.desk.dossiers.history(all.part)).filter(({ act }) => act === 'late-answer')

  async function calledBack() {
    const all = await sent()
    await all.ring()
    await all.act({ act: 'call-back', reason: 'Nhầm thửa' })
    await askAfterErrands(all.desk, ever)
    expect(await late(all)).toEqual([])
    return all
  }

  it('is kept once and told, asks for no money, pauses nothing and moves nothing', async () => {
    const all = await calledBack()
    all.notice()
    for (let n = 0; n < 3; n += 1) {
      await askAfterErrands(all.desk, ever)
      await all.ring()
    }
    const told = await late(all)
    expect(told).toHaveLength(1)
    expect(told[0]?.detail).toEqual({
      ...{ number: all.number, notice: 'TB-1', dueOn: '2026-04-11' },
      items: [{ kind: 'charge', name: 'Lệ phí trước bạ nhà, đất', amountVnd: 600_000, budgetCode: '2801' }],
    })
    for (const id of ['hs', all.part])
      expect(await all.dossier(id)).toMatchObject({ status: 'in-progress', clock: 'running', money: 'none' })
    expect((await all.desk.dossiers.load('hs'))?.money ?? []).toEqual([])
    expect(await all.dossier(all.part)).not.toHaveProperty('recalled')
    const subjects = all.desk.mail.sent.map(({ subject }) => subject.split(':')[0])
    expect(subjects.filter((subject) => subject === 'Cơ quan thuế trả lời phiếu đã thu hồi')).toHaveLength(1)
  })

  it('is kept beside the new slip, whose own answer asks for money', async () => {
    const all = await calledBack()
    await all.act(sendOut)
    await all.ring()
    const { number = '' } = (await all.dossier(all.part)).errand ?? {}
    all.notice()
    all.notice({ slip: number, notice: 'TB-2' })
    await askAfterErrands(all.desk, ever)
    expect((await late(all)).map(({ detail }) => detail?.notice)).toEqual(['TB-1'])
    expect((await all.desk.dossiers.load('hs'))?.money).toMatchObject([{ notice: 'TB-2', totalVnd: 600_000 }])
  })

  it('is kept as well when the dossier has ended by then', async () => {
    const all = await calledBack()
    await all.act({ act: 'withdraw', reason: 'Đổi ý' }, given.receptionist, 'hs')
    all.notice()
    await askAfterErrands(all.desk, ever)
    expect(await late(all)).toHaveLength(1)
    expect((await all.dossier(all.part)).status).toBe('stopped')
  })

  it('with a sum nobody knows what for is kept with that sum', async () => {
    const all = await calledBack()
    all.notice({ items: [{ kind: 'unknown', code: '9', amountVnd: 5_000, budgetCode: '' }] })
    await askAfterErrands(all.desk, ever)
    expect((await late(all))[0]?.detail?.items).toEqual([{ kind: 'price', name: 'Khoản chưa rõ', amountVnd: 5_000 }])
  })

  it('is waited for so long and no longer, and nobody is told of that', async () => {
    const all = await calledBack()
    const mails = all.desk.mail.sent.length
    all.clock.at = '2026-05-20T09:00:00+07:00'
    await askAfterErrands(all.desk, ever)
    await all.ring()
    expect((await late(all)).map(({ detail }) => detail)).toEqual([{ number: all.number }])
    expect(all.desk.mail.sent).toHaveLength(mails)
    all.notice()
    await askAfterErrands(all.desk, ever)
    expect(await late(all)).toHaveLength(1)
  })
})

describe('a notice that was entered', () => {
  const changes = async (all: Awaited<ReturnType<typeof sent>>) =>
    (await all.desk.dossiers.history(all.part)).flatMap(({ act, detail }) => (act === 'notice-changed' ? [detail] : []))

  async function entered() {
    const all = await sent()
    await all.ring()
    all.notice()
    await askAfterErrands(all.desk, ever)
    expect(await askAfterNotices(all.desk, ever)).toBe(0)
    return all
  }
  const nextDay = (all: Awaited<ReturnType<typeof sent>>, day: string) => {
    all.clock.at = `${day}T09:00:00+07:00`
    return askAfterNotices(all.desk, ever)
  }

  it('and replaced by the office is told to whoever has the dossier, once for each, and moves nothing', async () => {
    const all = await entered()
    all.desk.taxOffice.notices.length = 0
    all.notice({ notice: 'TB-1B', dueOn: '2026-05-01' })
    expect(await askAfterNotices(all.desk, ever)).toBeUndefined()
    expect(await nextDay(all, '2026-03-13')).toBe(1)
    for (const day of ['2026-03-14', '2026-03-15']) expect(await nextDay(all, day)).toBe(0)
    await all.ring()
    const item = { kind: 'charge', name: 'Lệ phí trước bạ nhà, đất', amountVnd: 600_000, budgetCode: '2801' }
    const replaced = { number: all.number, was: 'TB-1', notice: 'TB-1B', dueOn: '2026-05-01', items: [item] }
    expect(await changes(all)).toEqual([replaced])
    expect((await all.desk.dossiers.load('hs'))?.money).toMatchObject([{ notice: 'TB-1', state: 'requested' }])
    const subjects = all.desk.mail.sent.map(({ subject }) => subject.split(':')[0])
    expect(subjects.filter((one) => one === 'Cơ quan thuế thay hoặc hủy thông báo nộp tiền')).toHaveLength(1)
    all.desk.taxOffice.notices.length = 0
    all.notice({ notice: 'TB-1C' })
    expect(await nextDay(all, '2026-03-16')).toBe(1)
    expect((await changes(all)).map((detail) => [detail?.was, detail?.notice])).toEqual([
      ['TB-1', 'TB-1B'],
      ['TB-1B', 'TB-1C'],
    ])
  })

  it('and shown no more while it is owed is told once', async () => {
    const all = await entered()
    all.desk.taxOffice.notices.length = 0
    expect(await nextDay(all, '2026-03-13')).toBe(1)
    expect(await nextDay(all, '2026-03-14')).toBe(0)
    expect(await changes(all)).toEqual([{ number: all.number, was: 'TB-1' }])
  })

  it.each(['TB-1', 'TB-2'])('and shown again (%s) after it was shown no more is told, once', async (again) => {
    const all = await entered()
    all.desk.taxOffice.notices.length = 0
    expect(await nextDay(all, '2026-03-13')).toBe(1)
    all.notice({ notice: again })
    expect(await nextDay(all, '2026-03-14')).toBe(1)
    expect(await nextDay(all, '2026-03-15')).toBe(0)
    expect((await changes(all)).map((detail) => [detail?.was, detail?.notice])).toEqual([
      ['TB-1', undefined],
      ['TB-1', again],
    ])
    all.desk.taxOffice.notices.length = 0
    expect(await nextDay(all, '2026-03-16')).toBe(1)
    expect(await nextDay(all, '2026-03-17')).toBe(0)
  })

  it('is asked after no more when it was cancelled here, and after sixty days', async () => {
    const old = await entered()
    old.desk.taxOffice.notices.length = 0
    expect(await nextDay(old, '2026-06-20')).toBe(0)
    const all = await entered()
    await all.act(
      { act: 'cancel-obligation', reason: 'Thay thông báo' },
      given.officer(given.ward, 'desk', 'cashier'),
      'hs',
    )
    all.desk.taxOffice.notices.length = 0
    all.notice({ notice: 'TB-1B' })
    expect(await nextDay(all, '2026-03-13')).toBe(0)
    expect([await changes(old), await changes(all)]).toEqual([[], []])
  })

  it('is asked after again when the office was silent', async () => {
    const all = await entered()
    all.clock.at = '2026-03-13T09:00:00+07:00'
    const silent = { ...all.desk.taxOffice, ask: async () => Promise.reject(new Outage('tax-office', undefined)) }
    await expect(askAfterNotices({ ...all.desk, taxOffice: silent }, ever)).rejects.toThrow(Outage)
    all.desk.taxOffice.notices.length = 0
    expect(await askAfterNotices(all.desk, ever)).toBe(1)
  })

  it('is asked after once a day also while that of another dossier fails each time', async () => {
    const all = await entered()
    const taxNotice = { number: 'PC-lỗi', notice: 'TB-2', since: all.clock.at }
    await all.put({ id: 'hs-2', code: 'H57.40-260310-0002', taxNotice })
    const asked: string[] = []
    const ask = async (number: string) => {
      asked.push(number)
      if (number === taxNotice.number) throw new Outage('tax-office', new Error('a notice for another slip'))
      return all.desk.taxOffice.ask(number)
    }
    const desk = { ...all.desk, taxOffice: { ...all.desk.taxOffice, ask } }
    all.clock.at = '2026-03-13T09:00:00+07:00'
    await expect(askAfterNotices(desk, ever)).rejects.toThrow(Outage)
    expect(await askAfterNotices(desk, ever)).toBeUndefined()
    expect(asked.toSorted()).toEqual([all.number, taxNotice.number].toSorted())
  })
})

describe('the worker that sends slips', () => {
  it('hands one over and writes the acknowledgement, however often the bell rings', async () => {
    const all = await sent()
    for (let n = 0; n < 10; n += 1) await all.ring()
    expect(all.desk.taxOffice.slips).toMatchObject([
      { number: all.number, dossierCode: code, parcel, payer: { name: 'Trần Văn Thử' } },
    ])
    expect((await all.dossier(all.part)).errand?.state).toBe('taken')
    expect((await all.acts(all.part)).filter((act) => act === 'errand-taken')).toHaveLength(1)
  })

  it('leaves the slip in transit while the office is silent, and sends it when it is back', async () => {
    const all = await sent()
    const silent = { ...all.desk.taxOffice, send: async () => Promise.reject(new Outage('tax-office', undefined)) }
    const bell = { kind: 'doorbell', dossier: all.part, n: 1 } as const
    await expect(workTransfers({ ...all.desk, taxOffice: silent }, bell)).rejects.toThrow(Outage)
    expect((await all.dossier(all.part)).errand?.state).toBe('in-transit')
    await all.ring()
    expect((await all.dossier(all.part)).errand?.state).toBe('taken')
  })

  it('gives the part back when the office will not have it, and tells the agency', async () => {
    const all = await sent()
    all.desk.taxOffice.refuses = 'mã 12'
    await all.ring()
    await all.ring()
    expect(await all.dossier(all.part)).not.toHaveProperty('errand')
    expect(all.desk.mail.sent.map(({ to, subject }) => `${to} ${subject.split(':')[0]}`)).toContain(
      'H57.08@thu.invalid Nơi nhận ngoài hệ thống không nhận',
    )
  })

  it('bears a number of its own for each part that leaves, so that no plot is paid for another', async () => {
    const all = await sent()
    await all.act({ act: 'call-back', reason: 'Nhầm thửa' })
    await all.act({ act: 'reject-transfer', reason: 'Nhầm thửa' })
    await all.act({ act: 'transfer' }, given.receptionist, 'hs')
    const second = (await all.dossier()).child ?? ''
    await all.act(sendOut, given.cityHandler, second)
    const number = (await all.dossier(second)).errand?.number
    expect(number).toMatch(new RegExp(`^${code}/T`))
    expect(number).not.toBe(all.number)
  })

  it('does not send what was called back meanwhile', async () => {
    const all = await sent()
    await all.act({ act: 'call-back', reason: 'Nhầm thửa' })
    await all.ring()
    expect(all.desk.taxOffice.slips).toEqual([])
  })
})

describe('asking after what is out', () => {
  it('enters a notice once: the demand with the whole, both halves waiting', async () => {
    const all = await sent()
    await all.ring()
    expect(await askAfterErrands(all.desk, ever)).toBe(0)
    all.notice()
    expect(await askAfterErrands(all.desk, ever)).toBe(1)
    expect(await askAfterErrands(all.desk, ever)).toBe(0)
    for (const id of ['hs', all.part]) expect((await all.dossier(id)).status).toBe('obligation-requested')
    const file = await all.desk.dossiers.load('hs')
    expect(file?.money).toMatchObject([
      {
        ...{ totalVnd: 600_000, dueOn: '2026-04-11', state: 'requested', payee: 'Kho bạc Nhà nước', notice: 'TB-1' },
        items: [{ kind: 'charge', budgetCode: '2801' }],
      },
    ])
  })

  it('enters a notice that is quicker than its slip’s acknowledgement', async () => {
    const all = await sent()
    all.notice()
    expect(await askAfterErrands(all.desk, ever)).toBe(1)
    await all.ring()
    expect(await all.acts(all.part)).not.toContain('errand-taken')
  })

  it('enters nothing of a notice with a sum nobody knows what for', async () => {
    const all = await sent()
    all.notice({ items: [{ kind: 'unknown', code: '9999', amountVnd: 1, budgetCode: '' }] })
    expect(await askAfterErrands(all.desk, ever)).toBe(0)
    expect((await all.dossier(all.part)).status).toBe('in-progress')
  })

  it('notes such a notice once, tells whoever has the dossier, and enters the one that is put right', async () => {
    const all = await sent()
    await all.ring()
    all.notice({ items: [{ kind: 'unknown', code: '9999', amountVnd: 1, budgetCode: '' }] })
    for (let ask = 0; ask < 3; ask += 1) await askAfterErrands(all.desk, ever)
    expect((await all.acts(all.part)).filter((act) => act === 'errand-unreadable')).toHaveLength(1)
    for (let ring = 0; ring < 2; ring += 1) await all.ring()
    expect(all.desk.mail.sent.filter(({ subject }) => subject.includes('có khoản không rõ'))).toHaveLength(1)
    all.desk.taxOffice.notices.pop()
    all.notice({ items: [{ kind: 'registration-charge', code: '2801', amountVnd: 5, budgetCode: '' }] })
    expect(await askAfterErrands(all.desk, ever)).toBe(1)
    expect((await all.dossier(all.part)).errand).toBeUndefined()
  })

  it('tells both agencies once of a notice that waits for another demand, and enters it when that is paid', async () => {
    const all = await sent()
    await all.ring()
    const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const
    const cashier = given.officer(given.ward, 'desk', 'cashier')
    await all.act({ act: 'charge-fee', items, payee: 'Kho bạc' }, cashier, 'hs')
    all.notice()
    for (let ask = 0; ask < 3; ask += 1) expect(await askAfterErrands(all.desk, ever)).toBe(0)
    for (const id of ['hs', all.part]) {
      expect((await all.acts(id)).filter((act) => act === 'errand-waits')).toHaveLength(1)
      for (let n = 0; n < 2; n += 1) await workTransfers(all.desk, { kind: 'doorbell', dossier: id, n: 9 })
    }
    const told = all.desk.mail.sent.filter(({ subject }) => subject.includes('chờ khoản đang thu'))
    expect(told.map(({ to }) => to).sort()).toEqual(['H57.08@thu.invalid', 'H57.40@thu.invalid'])
    await all.act({ act: 'pay', amountVnd: 65_000, method: 'cash' }, cashier, 'hs')
    expect(await askAfterErrands(all.desk, ever)).toBe(1)
    expect(await all.dossier()).toMatchObject({ status: 'obligation-requested', money: 'requested' })
    expect((await all.dossier(all.part)).errand).toBeUndefined()
  })

  it('ends the errand of a notice that asks for nothing, and lets both halves go on', async () => {
    const all = await sent()
    await all.ring()
    all.notice({ items: [{ kind: 'registration-charge', code: '2801', amountVnd: 0, budgetCode: '' }] })
    expect(await askAfterErrands(all.desk, ever)).toBe(0)
    expect((await all.dossier(all.part)).errand).toBeUndefined()
    for (const id of ['hs', all.part]) expect((await all.dossier(id)).clock).toBe('running')
    expect(await all.acts(all.part)).toContain('errand-free')
    await all.ring()
    const told = all.desk.mail.sent.filter(({ to }) => to === 'H57.08@thu.invalid').map(({ subject }) => subject)
    expect(told.filter((subject) => subject.startsWith('Cơ quan thuế'))).toEqual([
      expect.stringMatching(/^Cơ quan thuế xác định không có khoản phải nộp: /),
    ])
  })

  it('notes an acknowledgement that is overdue, once, and tells the agency', async () => {
    const all = await sent()
    all.clock.at = '2026-03-12T09:00:00+07:00'
    await askAfterErrands(all.desk, ever)
    await askAfterErrands(all.desk, ever)
    expect((await all.acts(all.part)).filter((act) => act === 'errand-late')).toHaveLength(1)
    const silent = { ...all.desk.taxOffice, send: async () => 'taken' as const }
    await workTransfers({ ...all.desk, taxOffice: silent }, { kind: 'doorbell', dossier: all.part, n: 1 })
    expect(all.desk.mail.sent.some(({ subject }) => subject.startsWith('Nơi nhận ngoài hệ thống chưa xác nhận'))).toBe(
      true,
    )
  })

  it('goes on in the next run where its time was over', async () => {
    const all = await sent()
    const late = { code: 'H57.40-260309-0009', status: 'in-progress', clock: 'running' } as const
    for (const id of ['hs-0', 'hs-1', 'hs-2'])
      await all.put({ ...late, id, errand: { ...errandOf(id), since: '2026-03-09T09:00:00+07:00' } })
    const asked: string[] = []
    const ask = async (slip: string) => {
      asked.push(slip)
      all.clock.at = new Date(Date.parse(all.clock.at) + 7 * 3600_000 + 60_000).toISOString().replace('.000Z', '+07:00')
      return undefined
    }
    const desk = { ...all.desk, taxOffice: { ...all.desk.taxOffice, ask } }
    for (let run = 0; run < 4; run += 1) await askAfterErrands(desk, all.clock.at.replace(/:\d\d\+/, ':01+'))
    expect(new Set(asked).size).toBe(4)
  })

  it('asks after the others when one is met with silence, and says so at the end', async () => {
    const all = await sent()
    await all.put({
      id: 'hs-0',
      code: 'H57.40-260309-0009',
      status: 'in-progress',
      errand: { ...errandOf('x'), since: '2026-03-09T09:00:00+07:00' },
    })
    all.notice()
    const ask = async (slip: string) => {
      if (slip === 'x') throw new Outage('tax-office', undefined)
      return all.desk.taxOffice.notices[0]
    }
    const desk = { ...all.desk, taxOffice: { ...all.desk.taxOffice, ask } }
    await expect(askAfterErrands(desk, ever)).rejects.toThrow(Outage)
    expect((await all.dossier()).status).toBe('obligation-requested')
  })
})

const errandOf = (number: string) =>
  ({ n: 1, partner: 'tax-office', number, state: 'taken', since: given.tuesday, ackDueAt: given.tuesday }) as const

describe('parcels that went astray', () => {
  it('are told to the counter: the lost one, and the one sent back', async () => {
    for (const [act, subject] of [
      [{ act: 'shipment-lost', since: given.tuesday }, 'Bưu gửi có thể đã thất lạc'],
      [
        { act: 'undelivered', at: given.tuesday, trackingId: 3, reason: 'Bưu điện chuyển hoàn' },
        'Bưu điện chuyển hoàn',
      ],
    ] as const) {
      const all = await workerDesk()
      await all.put({ code, status: 'processed', delivery: 'in-post', shipmentCount: 1, waybill: 'EH1VN' })
      const { version } = await all.dossier()
      await perform(all.desk, { kind: 'job', id: 'postal-returns' }, 'hs', act, { version, key: act.act })
      for (let n = 0; n < 3; n += 1) await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
      expect(all.desk.mail.sent.map((mail) => mail.subject.startsWith(subject))).toEqual([true])
      expect(all.desk.mail.sent[0]?.to).toBe('H57.40@thu.invalid')
    }
  })
})
