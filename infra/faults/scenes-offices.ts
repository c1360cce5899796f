import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { act, headOf, ringOnly } from './people.ts'
import { type Kin, type Story, transferred } from './story.ts'

/** A part at a department of the city, whose slip to the tax office is written and not yet sent. */
export async function slipOut(lab: Lab): Promise<Kin> {
  const kin = await transferred(lab)
  await ringOnly(lab.world, kin)
  await act(lab.world, kin.at(-1) ?? kin[0], {
    act: 'send-out',
    partner: 'tax-office',
    parcel: { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' },
    asks: ['registration-charge'],
  })
  return kin
}

/** The office has determined what is owed, and nobody has asked yet. */
export async function noticeIssued(lab: Lab): Promise<Story> {
  const kin = await slipOut(lab)
  await ringOnly(lab.world, kin, 'transfers')
  await lab.settle()
  const { errand } = await headOf(lab.world, kin.at(-1) ?? kin[0])
  await lab.tell('offices', '/_control/issue-notice', { slip: errand?.number, amountVnd: 600_000 })
  return { dossier: kin[0], event: { time: lab.world.now() }, books: () => dossierBooks(lab, kin, ['transfers']) }
}
