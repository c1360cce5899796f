import { control, UnexpectedAnswer, type Voice, voice } from '../tour/api.ts'
import { actAs, upload, wholeFor } from '../tour/moves.ts'
import type { WholeShown } from '../tour/shapes.ts'
import type { MeteredStack } from './metered-stack.ts'
import { acceptOne, applicant, counter, officerIn, procedure } from './scenes.ts'
import type { Measure } from './spending.ts'

const reachable = { ...applicant, email: 'thu-tai@example.com' }
const deliverTo = { name: applicant.name, phone: applicant.phone, detail: '3 đường Thử', communeCode: '19789' }
const fee = { kind: 'fee', name: 'Phí', amountVnd: 65_000 } as const
const longest = 30

/** One dossier from its opening to the hands of the applicant, every kind of deed measured by its name. */
export async function liveOnce(whole: MeteredStack, measure: Measure, end: 'post' | 'counter'): Promise<void> {
  const { places, settle, stack } = whole
  const desk = await counter(places)
  let first: { id: string; version: number } | undefined
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
  await measure('file', () => upload(desk, 'desk', id, 'to-khai.pdf', 'to khai', undefined))
  await measure('reception', async () => acceptOne(desk, (await wholeFor(desk, id, 'desk')).dossier))
  await measure('payment', async () => {
    await actAs(desk, 'desk', id, { act: 'charge-fee', items: [fee], payee: 'Kho bạc Nhà nước' })
    await actAs(desk, 'desk', id, { act: 'pay', amountVnd: fee.amountVnd, method: 'cash' })
  })
  await screens(whole, measure, desk, id)
  for (let step = 0; step < longest; step += 1) {
    const { dossier } = await wholeFor(desk, id, 'desk')
    if (dossier.status.code === 'processed') break
    await goOn(whole, measure, await wholeFor(desk, id, 'desk'))
  }
  const { dossier } = await wholeFor(desk, id, 'desk')
  if (end === 'counter') {
    const back = await officerIn(places, dossier.holder.id, 'return-desk')
    const taker = { kind: 'owner', name: applicant.name } as const
    return measure('return', () => actAs(back, 'desk', id, { act: 'return', taker, signed: 'paper' }))
  }
  await measure('shipment', async () => {
    await actAs(desk, 'desk', id, { act: 'order-shipment' })
    await settle()
    for (const to of ['collected', 'in-transit', 'delivering', 'delivered']) {
      await control(places.vnpost, '/_control/advance', { OrderNumber: dossier.code, to })
      await stack.fire('postal-tracking')
      await settle()
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
async function goOn({ places, settle }: MeteredStack, measure: Measure, shown: WholeShown): Promise<void> {
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
    await measure('file of the result', async () => {
      resultScan = await upload(leader, 'desk', at, 'ket-qua.pdf', 'ket qua', undefined, 'result')
    })
    return measure('decision', () => actAs(leader, 'desk', at, { act: 'approve', resultScan }))
  }
  if (at !== id && (isDeciding || !next))
    return measure('hand-back', () => actAs(holder, 'desk', at, { act: 'hand-back' }))
  const isHome = next?.agency.id === dossier.holder.id.split('/')[0]
  if (isHome) return measure('step', () => actAs(holder, 'desk', at, { act: 'pass-on' }))
  await measure('transfer', () => actAs(holder, 'desk', at, { act: 'transfer' }))
  await settle()
}
