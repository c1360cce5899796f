import { describe, expect, it } from 'vitest'
import { answerLine } from '../../shared/calendar/due-line.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { citizenClaims, reception } from './given.ts'
import { accepted, registered } from './stories.ts'

interface Shown {
  clock: { code: string; term: string }
  state: string
  dueAt?: string
  remaining?: string
  question: unknown
  answer: { why: string[]; dueAt: string | null }
}

type Home = Awaited<ReturnType<typeof registered>>

async function clocksAt(home: Home, door: RouteId, claims: typeof citizenClaims): Promise<Shown[]> {
  const { status, json } = await home.knock(door, claims, { path: { id: home.id } })
  expect(status).toBe(200)
  return Object(json).clocks
}

const codes = (clocks: readonly Shown[]) => clocks.map(({ clock, state }) => `${clock.code} ${state}`)

describe('the clocks of a dossier', () => {
  it('are told with the very answer that npm run due gives to the line beside it', async () => {
    const home = await accepted()
    const clocks = await clocksAt(home, 'explainDossier', reception)
    expect(codes(clocks)).toEqual(['whole running', 'step running'])
    for (const { question, answer } of clocks) expect(answerLine(JSON.stringify(question))).toEqual(answer)
    expect(clocks[0]?.answer.why.join(' ')).toContain('Thời hạn 3 ngày làm việc')
  })

  it('agree with the due moment and the words on the dossier itself', async () => {
    const home = await accepted()
    const [whole, step] = await clocksAt(home, 'explainDossier', reception)
    const { json } = await home.knock('readDossier', reception, { path: { id: home.id } })
    const read = Object(json)
    expect(whole).toMatchObject({ dueAt: read.dossier.dueAt, remaining: read.dossier.remaining })
    expect(step).toMatchObject({ dueAt: read.dossier.stepDueAt, remaining: read.dossier.stepRemaining })
    expect(whole?.answer.why.at(-1)).toContain(read.dossier.remaining)
    expect(read.clocks.map(({ remaining }: Shown) => remaining)).toEqual([whole?.remaining, step?.remaining])
  })

  it('are the owner’s to see as well, without the steps between officers', async () => {
    const home = await accepted()
    const mine = await clocksAt(home, 'explainMine', citizenClaims)
    expect(codes(mine)).toEqual(['whole running'])
    const { json } = await home.knock('readMine', citizenClaims, { path: { id: home.id } })
    expect(Object(json).clocks).toHaveLength(1)
  })

  it('are the answer alone before it is accepted, and stand while a supplement is awaited', async () => {
    const before = await registered()
    expect(codes(await clocksAt(before, 'explainDossier', reception))).toEqual(['answer running'])
    const home = await accepted()
    const body = { act: 'ask-supplement', version: 2, reason: 'Thiếu', papers: ['Giấy'] }
    const headers = { 'idempotency-key': 'clocks-test-0001' }
    await home.knock('act', reception, { path: { id: home.id }, body, headers })
    const clocks = await clocksAt(home, 'explainDossier', reception)
    expect(codes(clocks)).toEqual(['whole paused', 'step paused'])
    expect(clocks.every(({ dueAt, remaining }) => dueAt === undefined && remaining === undefined)).toBe(true)
    for (const { question, answer } of clocks) expect(answerLine(JSON.stringify(question))).toEqual(answer)
  })
})
