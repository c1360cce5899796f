import { hueOfficers } from '../../shared/agencies/hue.ts'
import { takeProcedure } from '../../shared/desk/keeping/take-procedure.ts'
import type { Catalogue } from '../../shared/ports.ts'
import type { DemoAccount } from './identity/accounts.ts'

/** Invented citizens who may sign in to the local stack. */
export const demoCitizens: readonly DemoAccount[] = [
  {
    id: 'cd-anh-thi',
    name: 'Nguyễn Thị Anh Thi',
    issuer: 'citizen',
    identityNumber: '046190004217',
    birthDate: '1990-03-12',
    phone: '+84905000101',
  },
  {
    id: 'cd-minh-quan',
    name: 'Trần Văn Anh Quân',
    issuer: 'citizen',
    identityNumber: '046085001935',
    birthDate: '1985-11-02',
    phone: '+84914000202',
  },
  {
    id: 'cd-bich-ha',
    name: 'Lê Thị Bích Hà',
    issuer: 'citizen',
    identityNumber: '046302007781',
    birthDate: '2002-06-25',
    phone: '+84935000303',
  },
]

/** Everyone of the sample who may sign in: the officers of every agency, and the citizens. */
export const demoAccounts: readonly DemoAccount[] = [
  ...demoCitizens,
  ...hueOfficers.map(({ id, name, unit, roles }): DemoAccount => ({ id, name, issuer: 'staff', unit, roles })),
]

/** Writes the sample through the same port an import uses; done twice, it changes nothing. Returns what was written. */
export async function loadSampleInto(
  catalogue: Catalogue,
): Promise<{ procedures: number; workflows: number; units: number }> {
  const { loadSample } = await import('../../shared/catalogue/sample.ts')
  const sample = loadSample()
  await catalogue.putUnits(sample.units, sample.officers)
  for (const workflow of sample.workflows) await catalogue.putWorkflow(workflow)
  const rows = [...sample.procedures]
  const lanes = Array.from({ length: 8 }, async () => {
    for (let row = rows.pop(); row; row = rows.pop()) await takeProcedure(catalogue, row)
  })
  const counts = {
    procedures: sample.procedures.length,
    workflows: sample.workflows.length,
    units: sample.units.length,
  }
  await Promise.all(lanes)
  return counts
}
