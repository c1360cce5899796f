import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf, untilClean, upload } from '../../infra/tour/moves.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { answerLine } from '../../shared/calendar/due-line.ts'

/** A storm closes one ward's office on the day a birth certificate was promised for. */
let system: Everything
let desk: Voice
let leader: Voice
let id = ''
let before = ''
const ward = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const key = 'bao-so-12-nghi-ngay'

const head = async () => (await desk.readDossier({ path: { id } })).dossier
const clocks = async () => (await desk.explainDossier({ path: { id } })).clocks

async function runTheJob() {
  await control(system.places.control, '/clock', { moveMinutes: 3 })
  await control(system.places.control, '/fire/calendar-recount', {})
  await control(system.places.control, '/settle', {})
}

const mails = async () =>
  (await control<{ subject: string; text: string }[]>(system.places.mail, '/_control/messages')).filter((mail) =>
    JSON.stringify(mail).includes('Lịch làm việc thay đổi'),
  )

beforeAll(async () => {
  system = await startPrivate()
  desk = await officerOf(system.places, `${ward}/desk`, 'reception')
  leader = await officerOf(system.places, `${ward}/leaders`, 'leader')
  const applicant = { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' }
  const body = { procedure: '2.000748', channel: 'direct', returnBy: 'counter', applicant } as const
  const opened = await desk.openAtDesk({ body })
  id = opened.dossier.id
  const procedure = await desk.readProcedure({ path: { code: '2.000748' } })
  for (const paper of procedure.papers.filter((row) => row.required)) {
    await upload(desk, 'desk', id, 'giay-to.pdf', paper.id, paper.id)
  }
  await untilClean(desk, 'desk', id)
  before = (await actAs(desk, 'desk', id, { act: 'accept' })).dossier.dueAt ?? ''
}, 120_000)

afterAll(() => system?.stop())

describe('a day declared off after the fact', () => {
  it('moves the due moment, which explains itself before and after as npm run due does', async () => {
    for (const { question, answer } of await clocks()) expect(answerLine(JSON.stringify(question))).toEqual(answer)
    const days = [{ on: before.slice(0, 10), kind: 'off' as const, name: 'Nghỉ tránh bão' }]
    const declared = await leader.declareDays({ body: { scope: ward, days, source: '12/CĐ-UBND' } }, { key })
    expect(declared.n).toBe(1)
    expect(await leader.declareDays({ body: { scope: ward, days, source: '12/CĐ-UBND' } }, { key })).toEqual(declared)
    await runTheJob()
    const after = await head()
    expect(after.dueAt?.slice(0, 10)).not.toBe(before.slice(0, 10))
    const [whole] = await clocks()
    expect(whole).toMatchObject({ dueAt: after.dueAt, remaining: after.remaining })
    expect(whole?.answer.why.join('\n')).toContain('Nghỉ tránh bão')
    expect(whole?.answer.why.join('\n')).toContain('Công bố lịch số 1: 12/CĐ-UBND')
    for (const { question, answer } of await clocks()) expect(answerLine(JSON.stringify(question))).toEqual(answer)
  })

  it('is listed for whoever declared it, and told to the agency by one mail without anybody’s name', async () => {
    const { rows } = await leader.listMoved({ path: { n: 1 } })
    const { code, dueAt } = await head()
    const moved = rows.map((row) => ({ code: row.code, whole: row.moments.find(({ clock }) => clock === 'whole') }))
    expect(moved).toEqual([{ code, whole: { clock: 'whole', before, after: dueAt } }])
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(JSON.stringify(mail)).toContain(code)
    expect(JSON.stringify(mail)).not.toContain('Bách')
  })

  it('run again moves nothing and tells nobody twice', async () => {
    const { version } = await head()
    await runTheJob()
    expect((await head()).version).toBe(version)
    expect(await mails()).toHaveLength(1)
  })
})
