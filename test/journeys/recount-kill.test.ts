import { expect, it } from 'vitest'
import { prepareStack } from '../../infra/commands/killed-stack.ts'
import { control, type Places, signIn, until } from '../../infra/tour/api.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'

const ward = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const account = (post: string) => {
  const id = `cb-${ward.toLowerCase().replace('.', '-')}-${post}`
  return { id, name: '', issuer: 'staff' as const }
}
const dossierCount = 40
const wish = (n: number) => ({
  procedure: '2.000748',
  channel: 'direct' as const,
  returnBy: 'counter' as const,
  applicant: { name: 'Phan Thị Dời', identityNumber: `0461900088${String(n).padStart(2, '0')}` },
})

/** Past the time for which instances remember rules, told anew after a start. */
const fire = async ({ control: at }: Places) => {
  await control(at, '/clock', { moveMinutes: 3 })
  await control(at, '/fire/calendar-recount', {}).catch(() => undefined)
}

const mails = async ({ mail }: Places) =>
  (await control<{ subject: string }[]>(mail, '/_control/messages')).filter((row) =>
    JSON.stringify(row).includes('Lịch làm việc thay đổi'),
  )

it('a recount that is killed half way moves every due moment once, and tells its agency once', async () => {
  const stack = await prepareStack()
  try {
    const { places } = await stack.start()
    const desk = await signIn(places, account('mot-cua'))
    const opened = await Promise.all(Array.from({ length: dossierCount }, (_, n) => desk.openAtDesk({ body: wish(n) })))
    const ids = opened.map(({ dossier }) => dossier.id)
    const promised = new Set(opened.flatMap(({ dossier }) => dossier.answerDueAt?.slice(0, 10) ?? []))
    const leader = await signIn(places, account('lanh-dao'))
    const days = [...promised].map((on) => ({ on, kind: 'off' as const, name: 'Nghỉ tránh bão' }))
    await leader.declareDays({ body: { scope: ward, days, source: '12/CĐ-UBND' } })
    const moved = async () => (await leader.listMoved({ path: { n: 1 } })).rows.length
    const firing = fire(places)
    await until('hạn đầu tiên dời', async () => ((await moved()) > 0 ? true : undefined), 60)
    await stack.kill(true)
    await firing.catch(() => undefined)

    const again = await stack.start()
    const reader = await signIn(again.places, account('lanh-dao'))
    await until(
      'mọi hạn đã dời',
      async () => {
        await fire(again.places)
        const { rows } = await reader.listMoved({ path: { n: 1 } })
        return rows.length === dossierCount ? true : undefined
      },
      90,
    )
    await fire(again.places)
    await control(again.places.control, '/settle', {})
    const dossiers = createDossiers(again.table)
    for (const id of ids) {
      expect((await dossiers.history(id)).map(({ act }) => act)).toEqual(['open', 'reckon-anew'])
    }
    expect(await mails(again.places)).toHaveLength(1)
    const { rows } = await reader.listMoved({ path: { n: 1 } })
    expect(new Set(rows.map(({ dossier }) => dossier))).toEqual(new Set(ids))
  } finally {
    await stack.stop()
  }
}, 240_000)
