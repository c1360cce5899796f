import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareHooks } from '../../infra/commands/kill-hooks.ts'
import type { Acknowledged } from '../../infra/commands/kill-load.ts'
import { compare, runRound } from '../../infra/commands/kill-round.ts'
import { type KilledStack, prepareStack } from '../../infra/commands/killed-stack.ts'
import { answerJson, serveLocally } from '../../infra/local/loopback.ts'

let stack: KilledStack
beforeAll(async () => {
  stack = await prepareStack()
})
afterAll(() => stack?.stop(), 30_000)

describe('kill -9 under load', () => {
  const books: Acknowledged[] = []

  it.each([
    ['the runner', false],
    ['the runner and its stores', true],
  ])(
    'of %s loses nothing acknowledged and leaves no outbox mark',
    async (_, stores) => {
      const known = books.length
      const round = await runRound(stack, books, { clients: 6, killAfterMs: 800, stores })
      expect(round.faults).toEqual([])
      expect(books.length).toBeGreaterThan(known)
    },
    600_000,
  )

  it('would be noticed if it lost an act, a scan, a payment or a call', async () => {
    const { table } = await stack.start()
    const [first] = books
    const forged = [
      { dossier: first?.dossier ?? '', key: 'never-asked', n: 1 },
      { dossier: first?.dossier ?? '', scan: 99 },
      { dossier: 'nowhere', key: 'x', n: 1 },
    ]
    const faults = await compare(table, forged)
    expect(faults).toHaveLength(4)
    const owing = books.find(({ dossier }) => books.every((one) => one.dossier !== dossier || !('paid' in one)))
    expect(await compare(table, [{ dossier: owing?.dossier ?? '', paid: 'never' }])).toHaveLength(1)
    const deaf = await serveLocally(0, (_, response) => answerJson(response, 200, { messages: [] }))
    const untold = await compareHooks({ messages: deaf.url }, table, books)
    await deaf.stop()
    expect(untold.length).toBeGreaterThan(0)
  }, 600_000)
})
