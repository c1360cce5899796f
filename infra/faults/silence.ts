import { createCircuit } from '../../shared/connectors/circuit.ts'
import { createVnpost } from '../../shared/connectors/vnpost.ts'
import { orderShipments } from '../../shared/desk/post/order-shipments.ts'
import { record } from '../../shared/dossier/history/history.ts'
import { Outage } from '../../shared/outage.ts'
import { side } from '../bench/scenes.ts'
import { type Finding, judge, postBook } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, headOf, home, officerIn, ringOnly } from './people.ts'
import { fillPortalQueue, wholeRoad } from './portal-backlog.ts'
import { portalRows } from './told-rows.ts'

export interface Silence {
  findings: readonly Finding[]
  updates: number
  /** Calls that the post heard while it was away. */
  heard: number
  perMinute: number
}

const awayMs = 2 * 3_600_000
const rounds = 5
const callsBefore = 30
/** Orders under way side by side. */
const atOnce = 4

/**
 * The post is away for two hours by the clock, and so many orders wait behind it: it hears a few probes, and when it is back
 * every parcel is ordered once, in the order in which its dossier asked.
 */
export async function silentPost(lab: Lab, updates: number): Promise<Silence> {
  const { world, clock } = lab
  const waiting = await orderedMany(lab, updates)
  const desk = { ...world, post: postOf(lab) }
  let heard = 0
  lab.gate.watch(({ at }) => {
    if (at !== 'vnpost') return 'pass'
    heard += 1
    return { status: 503, headers: { 'content-type': 'application/json' }, body: '{"Status":"503"}' }
  })
  let left = waiting
  const tryAll = async () => {
    const again = new Set<string>()
    await side(atOnce, left, async (id) => {
      try {
        await orderShipments(desk, id)
      } catch (error) {
        if (!(error instanceof Outage)) throw error
        again.add(id)
      }
    })
    left = left.filter((id) => again.has(id))
  }
  for (let round = 0; round < rounds; round += 1) {
    clock.move(awayMs / rounds)
    await tryAll()
  }
  lab.gate.watch()
  const early = updates - left.length
  clock.move(11 * 60_000)
  const begun = performance.now()
  for (let time = 0; left.length > 0 && time < rounds; time += 1) await tryAll()
  const minutes = (performance.now() - begun) / 60_000
  const findings = [
    ...judge({ drained: updates, early: 0 }, { drained: updates - left.length, early }),
    ...judge(
      { 'calls at a silent post, at most': 0 },
      { 'calls at a silent post, at most': Math.max(0, heard - callsBefore) },
    ),
    ...(await ordersOf(lab, waiting)),
  ]
  return { findings, updates, heard, perMinute: updates / minutes }
}

/**
 * The portal is away for two hours by the clock, and so many updates wait on its worker's queue, two of each dossier: what is handed out
 * meanwhile comes back and back, and when the portal is there again it hears of each once, in its dossier's order.
 */
export async function silentPortal(lab: Lab, updates: number): Promise<Silence> {
  const codes = await fillPortalQueue(lab, updates)
  const rows = portalRows(lab)
  const run = lab.warm('portal')
  let heard = 0
  lab.gate.watch(({ at }) => {
    if (at !== 'portals') return 'pass'
    heard += 1
    return { status: 503, headers: { 'content-type': 'application/json' }, body: '{}' }
  })
  const back = lab.clock.now() + awayMs
  while (lab.clock.now() < back) await lab.deliver('portal', run)
  lab.gate.watch()
  const early = rows.size
  // As long as the circuit spares it at most.
  lab.clock.move(11 * 60_000)
  const begun = performance.now()
  await side(
    atOnce,
    Array.from({ length: atOnce }, (_, lane) => lane),
    async () => {
      for (let count = 1; count > 0; ) count = await lab.deliver('portal', run)
    },
  )
  const minutes = (performance.now() - begun) / 60_000
  const aside = (await lab.world.marks.setAsides('portal', 1)).rows.length
  const findings = [
    ...judge({ early: 0, aside: 0 }, { early, aside }),
    ...judge(
      { 'calls at a silent portal, at most': 0 },
      { 'calls at a silent portal, at most': Math.max(0, heard - callsBefore) },
    ),
    ...codes.flatMap((code): Finding[] => {
      const told = (rows.get(code) ?? []).join(' ')
      if (told === wholeRoad) return []
      return [{ is: told.length > wholeRoad.length ? 'doubled' : 'lost', what: `${code} was told "${told}"` }]
    }),
  ]
  return { findings, updates, heard, perMinute: updates / minutes }
}

/** Each order number once in the post's own book, each waybill on its own dossier. */
async function ordersOf(lab: Lab, ids: readonly string[]): Promise<Finding[]> {
  const byNumber = Map.groupBy(await postBook(lab, ['']), ({ OrderNumber }) => OrderNumber)
  const findings = await side(atOnce, ids, async (id): Promise<Finding[]> => {
    const { code = '', waybill } = await headOf(lab.world, id)
    const own = byNumber.get(code) ?? []
    const another: Finding = { is: 'lost', what: `${code} bears another waybill` }
    const counted = judge({ [`orders of ${code}`]: 1 }, { [`orders of ${code}`]: own.length })
    return own[0]?.ItemCode === waybill ? counted : [...counted, another]
  })
  return findings.flat()
}

function postOf(lab: Lab) {
  const { world, gate, clock } = lab
  const time = { nowMs: () => clock.now(), chance: () => 0.5, pause: async () => {} }
  return createVnpost({
    ...time,
    url: gate.places.vnpost,
    customerCode: world.province,
    network: { hosts: ['loopback'], onLoopback: true },
    credentials: { read: async () => world.postKeys, readAgain: async () => world.postKeys },
    circuit: createCircuit({ ...time, partner: 'post', marks: world.marks }),
  })
}

/** Decided dossiers that all were ordered at the post: one goes the whole way, the others are written as it stands. */
async function orderedMany(lab: Lab, count: number): Promise<string[]> {
  const { world } = lab
  const model = await acceptOne(world, 'post')
  await ringOnly(world, [model])
  const file = await world.dossiers.load(model)
  if (!file) throw new Error('the dossier is gone')
  const clerk = officerIn(`${home}/desk`, 'reception')
  return side(
    atOnce,
    Array.from({ length: count }, (_, place) => place + 1),
    async (n) => {
      const id = `${model.slice(0, 20)}${String(n).padStart(6, '0')}`
      const code = `${file.dossier.code}-${n}`
      const { dossier } = file
      const decided = {
        ...dossier,
        id,
        code,
        version: 1,
        status: 'processed',
        clock: 'stopped',
        shipmentCount: 1,
      } as const
      const next = { ...decided, delivery: 'shipment-ordered' } as const
      const event = { act: 'order-shipment', detail: { orderNumber: code } } as const
      const made = record({ next, event }, undefined, clerk, world.now(), { key: `silence-${id}`, body: id })
      await world.dossiers.commit({ changes: [{ ...made, parties: file.parties }] })
      return id
    },
  )
}
