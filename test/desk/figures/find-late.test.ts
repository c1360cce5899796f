import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { findLate } from '../../../shared/desk/figures/find-late.ts'
import { runReHoming } from '../../../shared/desk/keeping/re-home.ts'
import { department, ward } from '../../given.ts'
import { house, staffClaims } from '../../http/given.ts'
import { accepted } from '../../http/stories.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }
const ever = '2026-12-31T00:00:00+07:00'

/** A dossier the ward accepted, and which the department has since the ward was merged into it. */
async function merged() {
  const before = await accepted()
  await before.ports.catalogue.announce({
    ...{ kind: 'merger', from: [ward], to: department, id: 'qd-1', on: '2026-03-11', decision: '12/QĐ-UBND' },
    ...{ by: 'cb-admin', at: '2026-03-10T10:00:00+07:00', body: '' },
  })
  const at = (moment: string) => house(moment, before.ports)
  const night = await at('2026-03-11T00:20:00+07:00')
  expect((await runReHoming(night.desk, ever)).moved).toBe(1)
  await countDossiers(night.desk, [before.id])
  const late = async () => {
    const { desk } = await at('2026-03-31T09:00:00+07:00')
    const found = await Promise.all([department, ward].map((agency) => findLate(desk, [agency], march)))
    return found.map((one) => (one === 'too-many' ? one : one.found.map(({ thing }) => [thing.dossier, thing.room])))
  }
  return { ...before, at, late }
}

describe('what is late after a merger', () => {
  it('stands with the agency that has it now while it is open, and with nobody else', async () => {
    const { late, id } = await merged()
    expect(await late()).toEqual([[[id, `${department}/desk`]], []])
  })

  it('stands there when it has ended late', async () => {
    const { at, late, id } = await merged()
    const { knock, desk, ports } = await at('2026-03-25T09:00:00+07:00')
    const version = (await ports.dossiers.load(id))?.dossier.version
    const body = { act: 'withdraw', version, reason: 'Rút' }
    const { status } = await knock('act', staffClaims(`${department}/desk`, 'reception'), { path: { id }, body })
    expect(status).toBe(200)
    await countDossiers(desk, [id])
    expect(await late()).toEqual([[[id, expect.any(String)]], []])
  })
})
