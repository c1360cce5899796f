import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { findLostParcels } from '../../../shared/desk/post/find-lost-parcels.ts'
import { workPostalReturns } from '../../../shared/desk/post/work-postal-returns.ts'
import type { ShipmentState, TrackingRow } from '../../../shared/messages/messages.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const deliverTo = { name: 'Trần Văn Thử', phone: '0900000001', detail: '2 đường Thử', communeCode: '19804' }

/** A parcel handed to the post on Tuesday 10 March, last told of on the 11th. */
async function away(...states: readonly ShipmentState[]) {
  const world = await workerDesk()
  const change = { status: 'processed', delivery: 'at-counter', code, clock: 'stopped', returnBy: 'post' } as const
  await world.put({ ...change, holder: `${given.ward}/desk` }, { parties: { ...given.fileOf().parties, deliverTo } })
  await perform(world.desk, given.receptionist, 'hs', { act: 'order-shipment' }, { version: 1, key: 'gui' })
  await workPostalReturns(world.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
  const track = (id: number, state: ShipmentState | 'unknown', at = '2026-03-11T10:00:00+07:00', now = at) => {
    world.clock.at = now
    const row: TrackingRow = { id, orderNumber: code, waybill: '', code: '0', at, state }
    return workPostalReturns(world.desk, { kind: 'tracking', row })
  }
  for (const [place, state] of states.entries()) await track(place + 1, state)
  return { ...world, track }
}

describe('the nightly look at parcels', () => {
  it('notes one that nobody told of for longer than fifteen days, once', async () => {
    const world = await away('collected')
    world.clock.at = '2026-03-26T01:00:00+07:00'
    expect(await findLostParcels(world.desk)).toBe(0)
    world.clock.at = '2026-03-27T01:00:00+07:00'
    expect([await findLostParcels(world.desk), await findLostParcels(world.desk)]).toEqual([1, 0])
    expect(await world.dossier()).toMatchObject({ delivery: 'lost', status: 'processed' })
    expect((await world.acts()).at(-1)).toBe('shipment-lost')
  })

  it('counts from the order when the post never told anything', async () => {
    const world = await away()
    world.clock.at = '2026-03-26T01:00:00+07:00'
    expect(await findLostParcels(world.desk)).toBe(1)
  })

  it('passes by what is told of, and what has arrived or come back', async () => {
    for (const end of ['delivered', 'sent-back'] as const) {
      const world = await away('collected', end)
      world.clock.at = '2026-12-31T01:00:00+07:00'
      expect(await findLostParcels(world.desk)).toBe(0)
    }
    const world = await away('collected')
    await world.track(9, 'delivering', '2026-03-25T10:00:00+07:00')
    world.clock.at = '2026-03-27T01:00:00+07:00'
    expect(await findLostParcels(world.desk)).toBe(0)
  })

  it('takes what moves nothing for a sign of life: a code nobody knows, a state of before, also of a post whose clock is ahead', async () => {
    for (const state of ['unknown', 'registered'] as const) {
      const world = await away('collected')
      await world.track(9, state, '2026-03-25T10:00:00+07:00')
      world.clock.at = '2026-03-27T01:00:00+07:00'
      expect([state, await findLostParcels(world.desk)]).toEqual([state, 0])
      world.clock.at = '2026-04-10T01:00:00+07:00'
      expect([state, await findLostParcels(world.desk)]).toEqual([state, 1])
    }
    const ahead = await away('collected')
    await ahead.track(9, 'in-transit', '2099-03-25T10:00:00+07:00', '2026-03-12T10:00:00+07:00')
    ahead.clock.at = '2026-03-29T01:00:00+07:00'
    expect(await findLostParcels(ahead.desk)).toBe(1)
  })

  it('does not close the door: the parcel may still arrive, or its result is sent again under a new order', async () => {
    const lost = async () => {
      const world = await away('collected')
      world.clock.at = '2026-03-27T01:00:00+07:00'
      await findLostParcels(world.desk)
      return world
    }
    const late = await lost()
    await late.track(9, 'delivered', '2026-03-28T10:00:00+07:00')
    expect(await late.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
    const again = await lost()
    const { version } = await again.dossier()
    await perform(again.desk, given.receptionist, 'hs', { act: 'order-shipment' }, { version, key: 'gui-lai' })
    await again.track(9, 'delivered', '2026-03-28T10:00:00+07:00')
    expect(await again.dossier()).toMatchObject({ delivery: 'shipment-ordered', shipmentCount: 2 })
  })
})
