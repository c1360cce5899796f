import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, signIn, until, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf, untilClean, upload, wholeFor } from '../../infra/tour/moves.ts'
import { paperFile } from '../../infra/tour/paper-files.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import type { Parts } from '../../shared/http/client/client.ts'
import { announce } from '../../shared/http/client/upload-scan.ts'
import { escalationLevels } from '../../shared/reports/overdue/escalation.ts'

let system: Everything
let desk: Voice
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  desk = await officerOf(system.places, `${home}/desk`, 'reception')
}, 120_000)

afterAll(() => system?.stop())

async function openAtDesk(more: Partial<Parts<'openAtDesk'>['body']> = {}): Promise<string> {
  const opened = await desk.openAtDesk({
    body: {
      procedure: '2.000748',
      channel: 'direct',
      returnBy: 'counter',
      applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' },
      ...more,
    },
  })
  return opened.dossier.id
}

async function attachAll(id: string, skip = 0) {
  const procedure = await desk.readProcedure({ path: { code: '2.000748' } })
  for (const paper of procedure.papers.filter((row) => row.required).slice(skip)) {
    await upload(desk, 'desk', id, 'giay-to.pdf', paper.id, paper.id)
  }
  return procedure.papers.filter((row) => row.required)
}

/** Puts bytes that are not the usual small PDF, announced truly or not. */
async function put(id: string, paper: string, bytes: Buffer, announced = bytes) {
  const file = { fileName: 'thu.pdf', type: 'application/pdf', bytes: new Uint8Array(announced), paper } as const
  const slot = await desk.reserveScan({ path: { id }, body: { ...(await announce(file)), role: 'component' } })
  const { upload: link } = slot
  if (!link) throw new Error('it has come already')
  const send = () => fetch(link.url, { method: 'PUT', headers: link.headers, body: new Uint8Array(bytes) })
  return { slot, status: (await send()).status, again: send }
}

async function stateOf(id: string, n: number): Promise<string> {
  return until('phán quyết', async () => {
    const scan = (await wholeFor(desk, id, 'desk')).scans.find((row) => row.n === n)
    return scan && !['slot', 'uploaded'].includes(scan.state.code) ? scan.state.code : undefined
  })
}

describe('scans', () => {
  it('takes exactly the announced file, once', async () => {
    const id = await openAtDesk()
    const [paper] = await attachAll(id, 99)
    const file = paperFile('x.pdf', 'that one')
    const other = paperFile('x.pdf', 'this one')
    expect((await put(id, paper?.id ?? '', other.bytes, file.bytes)).status).toBeGreaterThanOrEqual(400)
    const { status, again } = await put(id, paper?.id ?? '', file.bytes)
    expect([status, (await again()).status]).toEqual([200, 412])
  })

  it.each([
    [
      'infected',
      () =>
        Buffer.from(`%PDF-1.4\nX5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*\n%%EOF\n`),
    ],
    ['unreadable', () => Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog')],
    ['mismatched', () => Buffer.from('GIF89a this is no PDF at all %%EOF')],
    ['encrypted', () => Buffer.from('%PDF-1.4\ntrailer << /Encrypt 5 0 R /Root 1 0 R >>\n%%EOF\n')],
  ])('keeps a dossier with an %s component from being accepted, and says which and why', async (state, bytes) => {
    const id = await openAtDesk()
    const [paper] = await attachAll(id, 1)
    const { slot } = await put(id, paper?.id ?? '', bytes())
    await desk.confirmScan({ path: { id, n: slot.scan.n } })
    expect(await stateOf(id, slot.scan.n)).toBe(state)
    const { dossier } = await wholeFor(desk, id, 'desk')
    const refused = await desk.act({ path: { id }, body: { act: 'accept', version: dossier.version } }).catch(String)
    expect(refused).toContain('components-not-ready')
    expect(refused).toContain(paper?.name.slice(0, 40))
  })
})

describe('a result by post', () => {
  async function processed(): Promise<{ id: string; code: string }> {
    const deliverTo = { name: 'Phạm Văn Bách', phone: '0905000404', detail: '3 đường Thử', communeCode: '19789' }
    const id = await openAtDesk({ returnBy: 'post', deliverTo })
    await attachAll(id)
    await untilClean(desk, 'desk', id)
    const accepted = await actAs(desk, 'desk', id, { act: 'accept' })
    await actAs(desk, 'desk', id, { act: 'pass-on' })
    const handler = await officerOf(system.places, `${home}/office`, 'handler')
    await actAs(handler, 'desk', id, { act: 'pass-on' })
    const leader = await officerOf(system.places, `${home}/leaders`, 'leader')
    const n = await upload(leader, 'desk', id, 'ket-qua.pdf', 'Ket qua', undefined, 'result')
    await untilClean(leader, 'desk', id)
    await actAs(leader, 'desk', id, { act: 'approve', resultScan: n, resultNumber: `${accepted.dossier.code}/TLCC` })
    return { id, code: accepted.dossier.code ?? '' }
  }

  it('that cannot be delivered is back at the counter, not returned, and is then given there', async () => {
    const { id, code } = await processed()
    await actAs(desk, 'desk', id, { act: 'order-shipment' })
    await until('bưu điện nhận', async () => {
      const { dossier } = await wholeFor(desk, id, 'desk')
      return dossier.delivery.code === 'in-post' ? true : undefined
    })
    const { vnpost } = system.places
    for (const to of ['collected', 'delivering', 'undeliverable', 'returned']) {
      await control(vnpost, '/_control/advance', { OrderNumber: code, to })
    }
    await system.stack.fire('postal-tracking')
    const back = await until('hoàn về', async () => {
      const { dossier } = await wholeFor(desk, id, 'desk')
      return dossier.delivery.code === 'back-at-counter' ? dossier : undefined
    })
    expect(back.status.code).toBe('processed')
    const given = await actAs(desk, 'desk', id, {
      act: 'return',
      taker: { kind: 'owner', name: 'Phạm Văn Bách' },
      signed: 'paper',
    })
    expect(given.dossier.status.code).toBe('returned')
  }, 60_000)

  it('is recalled before it is collected, also when the post loses its answer and is silent for a while', async () => {
    const { id, code } = await processed()
    await actAs(desk, 'desk', id, { act: 'order-shipment' })
    const becomes = (state: string) =>
      until(
        state,
        async () => ((await wholeFor(desk, id, 'desk')).dossier.delivery.code === state ? true : undefined),
        60,
      )
    await becomes('in-post')
    const { vnpost } = system.places
    await control(vnpost, '/_control/fault', { kind: 'twice', on: 'cancel' })
    await control(vnpost, '/_control/fault', { kind: 'fail', times: 3, on: 'cancel' })
    await actAs(desk, 'desk', id, { act: 'recall-shipment', reason: 'Người nhận đến lấy tại quầy' })
    await becomes('back-at-counter')
    const orders = await control<{ OrderNumber: string; status: string }[]>(vnpost, '/_control/orders')
    expect(orders.filter((order) => order.OrderNumber === code)).toMatchObject([{ status: 'cancelled' }])
  }, 90_000)

  it('that its receiver says never came is lost, and is delivered after all when the post finds it', async () => {
    const { id, code } = await processed()
    await actAs(desk, 'desk', id, { act: 'order-shipment' })
    const becomes = (state: string) =>
      until(
        state,
        async () => {
          await system.stack.fire('postal-tracking')
          return (await wholeFor(desk, id, 'desk')).dossier.delivery.code === state ? true : undefined
        },
        60,
      )
    await becomes('in-post')
    const reported = await actAs(desk, 'desk', id, { act: 'report-lost', reason: 'Người nhận gọi: chưa nhận được' })
    expect(reported.dossier.delivery.code).toBe('lost')
    for (const to of ['collected', 'delivering', 'delivered'])
      await control(system.places.vnpost, '/_control/advance', { OrderNumber: code, to })
    await becomes('delivered')
  }, 120_000)

  it('is ordered once however often the post fails or answers twice', async () => {
    const { id, code } = await processed()
    const { vnpost } = system.places
    await control(vnpost, '/_control/fault', { kind: 'fail', times: 2 })
    await actAs(desk, 'desk', id, { act: 'order-shipment' })
    await until(
      'bưu điện nhận',
      async () => {
        const { dossier } = await wholeFor(desk, id, 'desk')
        return dossier.delivery.code === 'in-post' ? true : undefined
      },
      30,
    )
    const orders = await control<{ OrderNumber: string }[]>(vnpost, '/_control/orders')
    expect(orders.filter((order) => order.OrderNumber === code)).toHaveLength(1)
  }, 60_000)
})

describe('papers collected at home', () => {
  it('are ordered by the citizen, brought to the counter by the post, and signed for there', async () => {
    const account = system.accounts.find(({ issuer }) => issuer === 'citizen')
    const citizen = await signIn(system.places, account ?? { id: '', name: '', issuer: 'citizen' })
    const { dossier } = await citizen.openOnline({
      body: { procedure: '2.000748', returnBy: 'counter', receivingUnit: home },
    })
    const { id } = dossier
    await actAs(citizen, 'citizen', id, { act: 'submit' })
    const papers = [{ name: 'Bản chính giấy khai sinh', count: 1 }]
    const from = { name: 'Nguyễn Thị Thử', phone: '0905000404', detail: '5 đường Thử', communeCode: '19789' }
    const { version } = (await citizen.readMine({ path: { id } })).dossier
    await control(system.places.vnpost, '/_control/fault', { kind: 'twice', on: 'order' })
    await citizen.actOnMine({ path: { id }, body: { act: 'order-collection', version, from, papers } })
    const becomes = (state: string) =>
      until(
        state,
        async () => {
          await system.stack.fire('postal-tracking')
          const { carriage } = (await citizen.readMine({ path: { id } })).dossier
          return carriage?.state === state ? carriage : undefined
        },
        60,
      )
    const { number } = await becomes('in-post')
    for (const to of ['collected', 'in-transit', 'delivered'])
      await control(system.places.vnpost, '/_control/advance', { OrderNumber: number, to })
    await becomes('arrived')
    const received = await actAs(desk, 'desk', id, { act: 'receive-papers', papers })
    expect(received.dossier).toMatchObject({ papersAt: home, status: { code: 'registered' } })
    expect(received.dossier.carriage).toBeUndefined()
    const orders = await control<{ OrderNumber: string; fields: object }[]>(system.places.vnpost, '/_control/orders')
    expect(orders.filter(({ OrderNumber }) => OrderNumber === number)).toMatchObject([
      { fields: { FlagConfig: 2, SenderName: from.name, CODAmount: 0 } },
    ])
  }, 120_000)
})

describe('the morning notice', () => {
  it('reaches an agency once a day however often the report runs', async () => {
    const id = await openAtDesk()
    await attachAll(id)
    await untilClean(desk, 'desk', id)
    await actAs(desk, 'desk', id, { act: 'accept' })
    await control(system.places.control, '/clock', { at: '2027-01-12T06:30:00+07:00' })
    for (let run = 0; run < 3; run += 1) await system.stack.fire('overdue-report')
    await system.stack.settle()
    const mails = await control<unknown[]>(system.places.mail, '/_control/messages')
    const toHome = mails.map((mail) => JSON.stringify(mail)).filter((mail) => mail.includes('thuan-hoa'))
    // The day's list, and each level of what is told upwards, once.
    for (const title of ['Hồ sơ quá hạn, sắp đến hạn ngày', ...escalationLevels.map((level) => level.title).slice(1)]) {
      expect(
        toHome.filter((mail) => mail.includes(title)),
        title,
      ).toHaveLength(1)
    }
    expect(toHome.join()).not.toMatch(/Phạm Văn Bách|04608800551/)
  }, 60_000)
})

it('signs nobody in that is not of the sample', async () => {
  await expect(signIn(system.places, { id: 'nobody', name: '', issuer: 'staff' })).rejects.toThrow()
})
