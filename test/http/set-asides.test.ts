import { describe, expect, it } from 'vitest'
import { asideId } from '../../shared/messages/aside.ts'
import { tuesday, ward } from '../given.ts'
import { house, staffClaims } from './given.ts'

const admin = staffClaims(`${ward}/desk`, 'admin')
const message = {
  id: 'm-1',
  queue: 'postal-returns',
  reason: 'đã thử hết số lần cho phép',
  at: tuesday,
  body: JSON.stringify({
    kind: 'tracking',
    row: {
      id: 5,
      orderNumber: 'H57.40-260310-0001',
      waybill: 'RM1VN',
      code: '100',
      text: 'Phát cho bà Trần Thị Thử',
      at: tuesday,
      state: 'delivered',
    },
  }),
}
const path = { queue: 'postal-returns', id: asideId(message) }

async function withAside() {
  const home = await house()
  await home.ports.marks.setAside(message)
  return home
}

describe('set-aside messages over the API', () => {
  it('are counted, listed and read without the words of the post', async () => {
    const { knock } = await withAside()
    const counted = await knock('countSetAsides', admin)
    expect(counted.json.queues).toContainEqual({
      queue: 'postal-returns',
      waiting: 1,
      isMore: false,
      oldestAt: tuesday,
    })
    const listed = await knock('listSetAsides', admin, { path })
    const { reason, at, queue } = message
    expect(listed.json.rows).toEqual([{ id: path.id, queue, at, reason }])
    const read = await knock('readSetAside', admin, { path })
    expect(read.json).toMatchObject({
      mayRedrive: true,
      about: { kind: 'tracking', orderNumber: 'H57.40-260310-0001', shipmentState: 'delivered' },
    })
    expect(read.text).not.toContain('Trần')
  })

  it('of every kind say what they were about', async () => {
    const { knock, ports } = await house()
    const bodies = {
      notices: { kind: 'mail-outcome', notice: ['hs-2-mail'], outcome: 'Bounce', bounce: 'Permanent' },
      webhooks: { kind: 'webhook', client: 'cong', subscription: 'dk-1', dossier: 'hs', n: 2 },
    }
    const shown = {
      notices: { notice: 'hs-2-mail' },
      webhooks: { client: 'cong', webhook: 'dk-1', dossier: 'hs', event: 2 },
    }
    for (const queue of ['notices', 'webhooks'] as const) {
      await ports.marks.setAside({ ...message, queue, body: JSON.stringify(bodies[queue]) })
      const { json } = await knock('readSetAside', admin, { path: { queue, id: path.id } })
      expect(json.about).toEqual({ kind: bodies[queue].kind, ...shown[queue] })
    }
  })

  it('are sent again, and twice if wanted', async () => {
    const { knock, ports } = await withAside()
    for (const times of [1, 2]) {
      const sent = await knock('redriveSetAside', admin, { path })
      expect([sent.status, sent.json.redriven]).toEqual([200, { at: tuesday, by: admin.sub, times }])
    }
    expect(ports.doorbells.rung).toHaveLength(2)
  })

  it('that cannot be sent again say so; absent ones are absent', async () => {
    const { knock, ports } = await withAside()
    await ports.marks.setAside({ ...message, id: 'm-2', queue: 'runs', body: '{}' })
    const run = { queue: 'runs', id: asideId({ at: tuesday, id: 'm-2' }) }
    expect((await knock('redriveSetAside', admin, { path: run })).json.code).toBe('not-redrivable')
    for (const id of [asideId({ at: tuesday, id: 'm-9' }), 'AAAAAAAAAA'])
      expect((await knock('readSetAside', admin, { path: { ...path, id } })).status).toBe(404)
    expect((await knock('listSetAsides', admin, { path: { queue: 'khac' } })).status).toBe(400)
  })

  it('come page by page', async () => {
    const { knock, ports } = await withAside()
    await ports.marks.setAside({ ...message, id: 'm-2' })
    const first = await knock('listSetAsides', admin, { path, query: '?limit=1' })
    const second = await knock('listSetAsides', admin, { path, query: `?limit=1&after=${first.json.next}` })
    expect((await knock('listSetAsides', admin, { path, query: '?after=AAAA' })).status).toBe(400)
    expect([...Object(first.json.rows), ...Object(second.json.rows)].map(({ id }) => id)).toEqual([
      asideId({ at: tuesday, id: 'm-2' }),
      path.id,
    ])
  })
})
