import { agencyOf } from '../../shared/agencies/unit.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { act, applicant, headOf, home, officerIn, openAt, ringOnly } from './people.ts'
import { type Kin, ordered, type Story, transferred } from './story.ts'

const papers = [{ name: 'Bản chính giấy chứng nhận', count: 1 }]
const clerk = () => officerIn(`${home}/desk`, 'reception')

/** Gửi túi giấy tờ: the bag is for the department that has the part, and the post has not heard of it. */
export async function papersSent(lab: Lab): Promise<Kin> {
  const { world } = lab
  const kin = await transferred(lab)
  await ringOnly(world, kin)
  const to = agencyOf((await headOf(world, kin.at(-1) ?? kin[0])).holder)
  await act(world, kin[0], { act: 'send-papers', to, by: 'post', papers }, clerk())
  return kin
}

/** The same, taken by the post. */
async function papersTaken(lab: Lab): Promise<Kin> {
  const kin = await papersSent(lab)
  await ringOnly(lab.world, kin, 'postal-returns')
  await lab.settle()
  return kin
}

const callBack = (lab: Lab, id: string) => act(lab.world, id, { act: 'recall-papers', reason: 'Gửi nhầm' }, clerk())

/** Thu hồi túi giấy tờ that the post has taken and not collected. */
export async function papersRecalled(lab: Lab): Promise<Kin> {
  const kin = await papersTaken(lab)
  await callBack(lab, kin[0])
  return kin
}

/** Called back before the post heard of them: both wait behind the same bell. */
export async function papersRecalledUnsent(lab: Lab): Promise<Kin> {
  const kin = await papersSent(lab)
  await callBack(lab, kin[0])
  return kin
}

/** Called back when the post had collected them, which nobody here knew. */
export async function papersRecalledLate(lab: Lab): Promise<Kin> {
  const kin = await papersTaken(lab)
  await advance(lab, kin[0], 'collected')
  await callBack(lab, kin[0])
  return kin
}

/** Thu gom hồ sơ tại nhà, before there is a code. */
export async function collectionOrdered({ world }: Lab): Promise<Kin> {
  const id = await openAt(world, home, 'counter', 'postal')
  await ringOnly(world, [id])
  const from = { name: applicant.name, phone: applicant.phone, detail: '3 đường Thử', communeCode: '19789' }
  await act(world, id, { act: 'order-collection', from, papers }, clerk())
  return [id]
}

/** Thu hồi bưu gửi of a result, which the post has taken and not collected. */
export async function shipmentRecalled(lab: Lab): Promise<Kin> {
  const kin = await ordered(lab)
  await ringOnly(lab.world, kin, 'postal-returns')
  await lab.settle()
  await act(lab.world, kin[0], { act: 'recall-shipment', reason: 'Người nhận đến quầy' }, clerk())
  return kin
}

/** The rows of a bag that arrived wait on the queue. */
export async function papersArrived(lab: Lab): Promise<Story> {
  const kin = await papersTaken(lab)
  await advance(lab, kin[0], 'delivered')
  await lab.warm('postal-tracking')({ time: lab.world.now() })
  return { dossier: kin[0], books: () => dossierBooks(lab, kin, ['postal-returns', 'transfers']) }
}

async function advance(lab: Lab, id: string, to: 'collected' | 'delivered'): Promise<void> {
  const { carriage } = await headOf(lab.world, id)
  await lab.tell('vnpost', '/_control/advance', { OrderNumber: carriage?.number, to })
}
