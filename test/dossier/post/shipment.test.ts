import { describe, expect, it } from 'vitest'
import {
  hasEnded,
  isLost,
  mayRecall,
  orderedShipment,
  type Shipment,
  tellShipment,
} from '../../../shared/dossier/post/shipment.ts'
import type { ShipmentState, TrackingRow } from '../../../shared/messages/messages.ts'

const orderNumber = 'H57.40-260310-0001'
const at = '2026-03-10T10:00:00+07:00'
const states: readonly ShipmentState[] = [
  'registered',
  'collected',
  'in-transit',
  'delivering',
  'undelivered',
  'returning',
  'delivered',
  'sent-back',
  'cancelled',
]
let id = 0
function row(state: ShipmentState | 'unknown', change: Partial<TrackingRow> = {}): TrackingRow {
  id += 1
  return { id, orderNumber, waybill: 'RM1VN', code: '0', at, state, ...change }
}

/** A parcel that was told these states one after the other, and what the last one did. */
function told(...path: (ShipmentState | 'unknown')[]) {
  let shipment: Shipment = orderedShipment(orderNumber, at)
  let last = ''
  for (const state of path) ({ shipment, told: last } = tellShipment(shipment, row(state)))
  return { shipment, last }
}

describe('a parcel', () => {
  it('goes its way and ends with a proof of delivery', () => {
    const { shipment, last } = told('registered', 'collected', 'in-transit', 'delivering', 'delivered')
    expect(last).toBe('moves')
    expect(shipment).toMatchObject({ state: 'delivered', attempts: 0, proof: { at, row: id, waybill: 'RM1VN' } })
  })

  it('counts each attempt in vain and may still arrive, or go back to its sender', () => {
    const tried = ['collected', 'delivering', 'undelivered', 'delivering', 'undelivered'] as const
    expect(told(...tried, 'delivering', 'delivered').shipment).toMatchObject({ state: 'delivered', attempts: 2 })
    const back = told(...tried, 'returning', 'sent-back').shipment
    expect(back).toMatchObject({ state: 'sent-back', attempts: 2 })
    expect(back).not.toHaveProperty('proof')
  })

  it.each([
    ['in-transit', 'collected'],
    ['delivering', 'in-transit'],
    ['collected', 'registered'],
    ['returning', 'delivering'],
    ['collected', 'cancelled'],
  ] as const)('after %s is not moved by %s', (before, after) => {
    const { shipment, last } = told(before, after)
    expect([last, shipment.state]).toEqual(['regresses', before])
  })

  it('is not moved by a status nobody knows', () => {
    const { shipment, last } = told('collected', 'unknown')
    expect([last, shipment.state]).toEqual(['unknown', 'collected'])
  })

  it.each(['delivered', 'sent-back', 'cancelled'] as const)('that is %s stays so, whatever comes', (end) => {
    for (const state of states) {
      const { shipment, last } = told('registered', end, state)
      expect([last, shipment.state]).toEqual(['after-the-end', end])
    }
  })

  it('told the same row again is the same', () => {
    const first = tellShipment(orderedShipment(orderNumber, at), row('undelivered', { id: 7 }))
    expect(tellShipment(first.shipment, row('undelivered', { id: 7 }))).toEqual({ ...first, told: 'repeats' })
    const ended = tellShipment(first.shipment, row('delivered', { id: 8 }))
    expect(tellShipment(ended.shipment, row('delivered', { id: 8 })).told).toBe('repeats')
  })

  it('is not moved by what is told of another waybill', () => {
    const own = orderedShipment(orderNumber, at, 'RM1VN')
    expect(tellShipment(own, row('delivered', { waybill: 'RM9VN' }))).toEqual({ shipment: own, told: 'another-parcel' })
  })

  it('keeps the waybill it was told, also when a row leaves it out', () => {
    const first = tellShipment(orderedShipment(orderNumber, at), row('collected')).shipment
    expect(tellShipment(first, row('delivered', { waybill: '' })).shipment.proof?.waybill).toBe('RM1VN')
  })

  it('can reach every state, and leave every one that is no end', () => {
    for (const state of states) expect(told(state).shipment.state).toBe(state)
    for (const state of states) {
      const ends = ['delivered', 'sent-back', 'cancelled'].includes(state)
      expect([state, hasEnded(told(state).shipment)]).toEqual([state, ends])
    }
  })
})

describe('recalling', () => {
  it('is asked for until the parcel is collected', () => {
    expect(mayRecall(undefined)).toBe(true)
    expect(mayRecall(told('registered').shipment)).toBe(true)
    for (const state of states.filter((one) => one !== 'registered'))
      expect([state, mayRecall(told(state).shipment)]).toEqual([state, false])
  })
})

describe('a lost parcel', () => {
  const rules = [
    { afterDays: 5, validFrom: '2026-01-01', validTo: '2026-03-31', source: 'hợp đồng thử' },
    { afterDays: 2, validFrom: '2026-04-01', source: 'hợp đồng thử' },
  ]
  const collected = tellShipment(orderedShipment(orderNumber, at), row('collected')).shipment

  it.each([
    ['2026-03-15T23:59:59+07:00', false],
    ['2026-03-16T00:00:00+07:00', true],
  ])('is one nobody told of for longer than the rule of the day: at %s %s', (now, lost) => {
    expect(isLost(collected, now, rules)).toBe(lost)
  })

  it('is reckoned by the rule of its day, and by none before there was one', () => {
    const late = { ...collected, since: '2026-04-01T08:00:00+07:00' }
    expect(isLost(late, '2026-04-04T08:00:00+07:00', rules)).toBe(true)
    expect(isLost({ ...collected, since: '2025-01-01T08:00:00+07:00' }, '2025-12-01T08:00:00+07:00', rules)).toBe(false)
  })

  it('is none that arrived', () => {
    expect(isLost(told('delivered').shipment, '2027-01-01T00:00:00+07:00')).toBe(false)
  })
})
