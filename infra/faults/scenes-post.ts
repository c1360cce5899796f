import { addDays, dayOf } from '../../shared/calendar/day.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { headOf, ringOnly } from './people.ts'
import { ordered, type Story } from './story.ts'

/** In the post's hands, and delivered there. */
async function handedOver(lab: Lab): Promise<string> {
  const [id] = await ordered(lab)
  await ringOnly(lab.world, [id], 'postal-returns')
  await lab.settle()
  const { code = '' } = await headOf(lab.world, id)
  await lab.tell('vnpost', '/_control/advance', { OrderNumber: code, to: 'delivered' })
  return id
}

/** Hành trình bưu gửi: the post knows more than we asked for yet. */
export async function polled(lab: Lab): Promise<Story> {
  const id = await handedOver(lab)
  const event = { time: lab.world.now() }
  return { dossier: id, event, books: () => dossierBooks(lab, [id], ['postal-returns']) }
}

/** The rows of a parcel wait on the queue. */
export async function delivered(lab: Lab): Promise<Story> {
  const id = await handedOver(lab)
  await lab.warm('postal-tracking')({ time: lab.world.now() })
  return { dossier: id, books: () => dossierBooks(lab, [id], ['postal-returns']) }
}

/** Số hiệu bưu gửi: the number is drawn with the order from a range that the post handed out. */
export async function orderedFromRange(lab: Lab): Promise<Story> {
  const { world } = lab
  const range = { kind: 'waybill', validFrom: '2020-01-01', pattern: 'RM{00000001-00999999}VN', source: 'lab' } as const
  const known = await world.catalogue.patternSets()
  if (!known.some(({ kind }) => kind === 'waybill'))
    await world.catalogue.putNumberPattern({
      ...range,
      n: known.length + 1,
      by: 'lab',
      at: world.now(),
      id: 'lab',
      body: 'lab',
    })
  const [id] = await ordered(lab)
  await ringOnly(world, [id], 'postal-returns')
  const books = async () => {
    const history = await world.dossiers.history(id)
    const drawn = history.find(({ act }) => act === 'order-shipment')?.detail?.itemCode
    const { waybill } = await headOf(world, id)
    return {
      ...(await dossierBooks(lab, [id], ['postal-returns'])),
      drawn: drawn === undefined ? 0 : 1,
      sent: drawn === waybill ? 1 : 0,
    }
  }
  return { dossier: id, books }
}

/** The post took it and told no more of it: past the days of its contract it is lost. */
export async function neverHeardOf(lab: Lab): Promise<Story> {
  const { world } = lab
  const [id] = await ordered(lab)
  await ringOnly(world, [id], 'postal-returns')
  await lab.settle()
  const time = `${addDays(dayOf(world.now()), 40)}T01:00:00+07:00`
  return { dossier: id, event: { time }, books: () => dossierBooks(lab, [id]) }
}
