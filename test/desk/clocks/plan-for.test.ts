import { describe, expect, it } from 'vitest'
import { planFor } from '../../../shared/desk/surroundings.ts'
import { directory, dossier } from '../../given.ts'
import { birth } from '../../http/given.ts'
import { memoryCatalogue } from '../../memory/catalogue.ts'

const step = { n: 1, name: 'Thẩm định', owner: { agency: 'receiving', room: 'office' }, role: 'handler' } as const
const version = (number: number, validFrom: string) =>
  ({
    id: 'thu',
    version: number,
    name: 'Thử',
    procedureCodes: [],
    steps: [{ ...step, hours: number, leaves: false }],
    total: { amount: number, unit: 'hour' },
    reckoned: 'hours',
    validFrom,
    source: 'kiểm thử',
  }) as const

describe('the plan a dossier is received under', () => {
  it('is that of the workflow version in force on the day, whatever has been decided for later', async () => {
    const catalogue = memoryCatalogue()
    await catalogue.putWorkflow(version(1, '2025-07-01'))
    await catalogue.putWorkflow(version(2, '2026-03-01'))
    await catalogue.putWorkflow(version(3, '2026-06-01'))
    const versionOn = async (day: string) =>
      (await planFor({ catalogue }, birth, dossier(), directory, day))?.workflowVersion
    expect(await versionOn('2025-12-31')).toBe(1)
    expect(await versionOn('2026-03-01')).toBe(2)
    expect(await versionOn('2026-06-01')).toBe(3)
    expect(await versionOn('2025-06-30')).toBeUndefined()
  })
  it('pins the members of a group as they stand on the day, and is none when one of them is not open', async () => {
    const catalogue = memoryCatalogue()
    const group = version(1, '2025-07-01')
    await catalogue.putWorkflow({ ...group, steps: [{ ...step, hours: 1, leaves: false, member: birth.code }] })
    const plan = () => planFor({ catalogue }, { ...birth, workflow: group.id }, dossier(), directory, '2026-03-10')
    expect(await plan()).toBeUndefined()
    await catalogue.putProcedure(birth)
    const { code, name } = birth
    expect((await plan())?.steps).toMatchObject([{ n: 1, member: { code, version: birth.version, name } }])
  })
})
