import { expect, it } from 'vitest'
import { prepareStack } from '../../infra/commands/killed-stack.ts'
import { control, signIn, until, type Voice } from '../../infra/tour/api.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { instantOf } from '../../shared/calendar/day.ts'

const [old = '', heir = ''] = ['19789', '19753'].map((code) => hueUnits.find((unit) => unit.adminCode === code)?.id)
const deskOf = (agency: string) => `cb-${agency.toLowerCase().replace('.', '-')}-mot-cua`
const dossierCount = 24
const wish = (n: number) => ({
  procedure: '2.000748',
  channel: 'direct' as const,
  returnBy: 'counter' as const,
  applicant: { name: 'Phan Thị Gộp', identityNumber: `0461900099${String(n).padStart(2, '0')}` },
})

it('a merger that is killed half way brings every open dossier to the heir once, and its counter finds them', async () => {
  const stack = await prepareStack()
  try {
    const { places } = await stack.start()
    const officer = await signIn(places, { id: deskOf(old), name: '', issuer: 'staff' })
    const ids: string[] = []
    for (let n = 0; n < dossierCount; n += 1) ids.push((await officer.openAtDesk({ body: wish(n) })).dossier.id)

    const admin = await signIn(places, { id: 'cb-h57-15-quan-tri', name: '', issuer: 'staff' })
    const on = instantOf(new Date()).slice(0, 10)
    await admin.announceChange({ body: { kind: 'merger', from: [old], to: heir, on, decision: '12/QĐ-THỬ' } })
    const there = await signIn(places, { id: deskOf(heir), name: '', issuer: 'staff' })
    const firing = control(places.control, '/fire/re-home', {}).catch(() => undefined)
    await until('hồ sơ đầu tiên đến nơi', async () => ((await listed(there)).length > 0 ? true : undefined), 90)
    await stack.kill(true)
    await firing

    const again = await stack.start()
    const desk = await signIn(again.places, { id: deskOf(heir), name: '', issuer: 'staff' })
    const moved = await until(
      'mọi hồ sơ đến nơi',
      async () => {
        await control(again.places.control, '/fire/re-home', {}).catch(() => undefined)
        const rows = await listed(desk)
        return rows.length >= dossierCount ? rows : undefined
      },
      90,
    )
    expect([...moved].sort()).toEqual([...ids].sort())
    const dossiers = createDossiers(again.table)
    const digests = async () => {
      const all = await Promise.all(ids.map((id) => dossiers.history(id)))
      return all.map((events) => events.at(-1)?.digest)
    }
    for (const id of ids) {
      expect((await dossiers.history(id)).map(({ act }) => act)).toEqual(['open', 're-home'])
    }
    const before = await digests()
    await control(again.places.control, '/fire/re-home', {})
    expect(await digests()).toEqual(before)
    const found = await until(
      'tìm thấy theo tên',
      async () => {
        const { rows } = await desk.searchDossiers({ body: { name: 'gop phan' } })
        return rows.length === dossierCount ? rows : undefined
      },
      90,
    )
    expect(found.every(({ holder }) => holder.id === `${heir}/desk`)).toBe(true)
  } finally {
    await stack.stop()
  }
}, 420_000)

async function listed(desk: Voice): Promise<string[]> {
  const { rows } = await desk.listWork({ query: { of: 'room', limit: 100 } })
  return rows.map(({ id }) => id)
}
