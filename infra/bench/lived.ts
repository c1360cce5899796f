/** Chapter `lives`: the deeds of a life, played and metered. */
import { instantOf, toDate } from '../../shared/calendar/day.ts'
import { calendarsOf } from '../../shared/calendar/declarations.ts'
import type { DeskAct } from '../../shared/http/client/contract.ts'
import { digestAfter, digestTimes } from '../../shared/notices/digest-times.ts'
import { control, UnexpectedAnswer, type Voice, voice } from '../tour/api.ts'
import { upload, type Versionless, wholeFor } from '../tour/moves.ts'
import { digestDeed } from './life-cost.ts'
import type { MeteredStack } from './metered-stack.ts'
import { applicant, counter, officerIn, procedure } from './scenes.ts'
import type { WholeShown } from './shapes.ts'
import type { Measure } from './spending.ts'

const reachable = { ...applicant, email: 'thu-tai@example.com' }
const deliverTo = { name: applicant.name, phone: applicant.phone, detail: '3 đường Thử', communeCode: '19789' }
const fee = { kind: 'fee', name: 'Phí', amountVnd: 65_000 } as const
const longest = 30

/** A dossier under measure: its own id and those of its parts, which counting is told of with it. */
interface Lived {
  whole: MeteredStack
  measure: Measure
  id: string
  moved: Set<string>
}

/** Decided where it was received, and given back there; or at a department of the city, and sent by post. */
const plays = {
  home: { procedure: '2.000748', end: 'counter' },
  interlinked: { procedure, end: 'post' },
} as const

/** One dossier from its opening to the hands of the applicant, every kind of deed measured by its name. */
export async function liveOnce(whole: MeteredStack, measure: Measure, play: keyof typeof plays): Promise<void> {
  const { end, procedure } = plays[play]
  const { places } = whole
  const desk = await counter(places)
  let first: { id: string; version: number } | undefined
  // Counted with its reception: at a counter both come within the five minutes of the projector.
  await measure('opening', async () => {
    const body = {
      procedure,
      channel: 'direct' as const,
      returnBy: end,
      applicant: reachable,
      ...(end === 'post' && { deliverTo }),
    }
    first = (await desk.openAtDesk({ body })).dossier
  })
  if (!first) throw new UnexpectedAnswer('nothing was opened')
  const { id } = first
  const life: Lived = { whole, measure, id, moved: new Set([id]) }
  const { papers } = await desk.readProcedure({ path: { code: procedure } })
  for (const { id: paper, required } of papers)
    if (required) await upload(desk, 'desk', id, 'giay-to.pdf', paper, paper)
  await measure('file', () => upload(desk, 'desk', id, 'to-khai.pdf', 'to khai', undefined))
  await acted(life, 'reception', desk, id, { act: 'accept' })
  await acted(life, 'payment', desk, id, chargeFee, { act: 'pay', amountVnd: fee.amountVnd, method: 'cash' })
  await screens(whole, measure, desk, id)
  for (let step = 0; step < longest; step += 1) {
    const shown = await wholeFor(desk, id, 'desk')
    if (shown.dossier.status.code === 'processed') break
    await goOn(life, shown)
  }
  const { dossier } = await wholeFor(desk, id, 'desk')
  if (end === 'counter') {
    const back = await officerIn(places, dossier.holder.id, 'return-desk')
    const taker = { kind: 'owner', name: applicant.name } as const
    return acted(life, 'return', back, id, { act: 'return', taker, signed: 'paper' })
  }
  await ship(life, desk, dossier.code)
}

const chargeFee: Versionless<DeskAct> = { act: 'charge-fee', items: [fee], payee: 'Kho bạc Nhà nước' }

/** What comes within minutes, with everything behind it. The look at the dossier before it is among the looks of a life. */
async function acted(life: Lived, name: string, who: Voice, id: string, ...acts: Versionless<DeskAct>[]) {
  let { version } = (await wholeFor(who, id, 'desk')).dossier
  await life.measure(name, async () => {
    for (const act of acts) version = await actAt(who, id, version, act, life.moved)
    await counted(life)
  })
}

/** Answers the version after it. */
async function actAt(who: Voice, id: string, version: number, act: Versionless<DeskAct>, moved: Set<string>) {
  const { dossier } = await who.act({ path: { id }, body: { ...act, version } })
  if (dossier.child) moved.add(dossier.child)
  return dossier.version
}

/** Hands counting what the stream would after its five minutes: this dossier and its parts, alone. */
async function counted({ whole: { stack, settle }, moved }: Lived): Promise<void> {
  await settle()
  const Records = [...moved].map((id, at) => ({
    eventSource: 'aws:dynamodb',
    dynamodb: { SequenceNumber: String(at), Keys: { pk: { S: id }, sk: { S: 'EVENT#000001' } } },
  }))
  const answer = JSON.stringify(await stack.invoke('counting', { Records }))
  if (answer !== '{"batchItemFailures":[]}') throw new UnexpectedAnswer(`counting answered ${answer}`)
}

async function ship(life: Lived, desk: Voice, code: string | undefined): Promise<void> {
  const { places, stack } = life.whole
  const { version } = (await wholeFor(desk, life.id, 'desk')).dossier
  await life.measure('shipment', async () => {
    await actAt(desk, life.id, version, { act: 'order-shipment' }, life.moved)
    await counted(life)
    for (const to of ['collected', 'in-transit', 'delivering', 'delivered']) {
      await control(places.vnpost, '/_control/advance', { OrderNumber: code, to })
      await stack.fire('postal-tracking')
      await counted(life)
    }
  })
}

async function screens({ places }: MeteredStack, measure: Measure, desk: Voice, id: string): Promise<void> {
  const { receipt } = await wholeFor(desk, id, 'desk')
  const asked = { code: receipt?.code, factor: receipt?.secret }
  await measure('look-up', () => voice(places.api, 'anyone').post('/v1/public/lookups', asked))
  await measure('work list', () => desk.get('/v1/desk/work?of=room'))
  await measure('dossier read', () => wholeFor(desk, id, 'desk'))
}

/** One step of the plan, as whoever holds the dossier, or its part, would take it. */
async function goOn(life: Lived, shown: WholeShown): Promise<void> {
  const { places } = life.whole
  const { id } = shown.dossier
  const at = shown.dossier.child ?? id
  const now = at === id ? shown.dossier : shown.kin?.find((part) => part.id === at)
  if (!now) throw new UnexpectedAnswer('the part is out of sight')
  const holder = await officerIn(places, now.holder.id)
  const { dossier, steps = [] } = await wholeFor(holder, at, 'desk')
  const here = steps.find((step) => step.n === dossier.step)
  const next = steps.find((step) => step.n === (dossier.step ?? 0) + 1)
  const isDeciding =
    here?.role === 'leader' && steps.every((step) => step.n <= here.n || step.room.id.endsWith('/desk'))
  if (here && isDeciding && !dossier.result) {
    const leader = await officerIn(places, here.room.id, 'leader')
    let resultScan = 0
    await life.measure('file of the result', async () => {
      resultScan = await upload(leader, 'desk', at, 'ket-qua.pdf', 'ket qua', undefined, 'result')
    })
    return acted(life, at === id ? 'decision at home' : 'decision', leader, at, { act: 'approve', resultScan })
  }
  if (at !== id && (isDeciding || !next))
    return arrived(life, acted(life, 'hand-back', holder, at, { act: 'hand-back' }))
  const isHome = next?.agency.id === dossier.holder.id.split('/')[0]
  return isHome
    ? acted(life, 'step', holder, at, { act: 'pass-on' })
    : arrived(life, acted(life, 'transfer', holder, at, { act: 'transfer' }))
}

/** What came for an agency goes with its next digest. */
async function arrived({ whole: { clock, stack }, measure }: Lived, acts: Promise<void>): Promise<void> {
  await acts
  const now = instantOf(new Date(clock.now()))
  const [{ at: times } = { at: [] }] = digestTimes
  const next = digestAfter(calendarsOf([], 'H57')('H57'), now, times)
  if (next === undefined) return
  clock.moveTo(toDate(next))
  await measure(digestDeed, () => stack.fire('outbox-sweep'))
}
