import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../../infra/faults/books.ts'
import { casesOf, extents, outward } from '../../infra/faults/cases.ts'
import { type Gate, openGate } from '../../infra/faults/gate.ts'
import { diceFor, diceOf, refusing } from '../../infra/faults/refusals.ts'
import { workers } from '../../infra/faults/scenes.ts'
import { answerJson, type LocalServer, serveLocally } from '../../infra/local/loopback.ts'
import { everyWayIn } from '../../infra/parts/desk-functions.ts'
import { routes } from '../../shared/http/routes.ts'
import { at, isObject, ofType, synthesised } from '../infra/given.ts'

describe('what is compared', () => {
  it('is lost when there is less of it, doubled when there is more', () => {
    expect(judge({ mails: 1 }, {})).toEqual([{ is: 'lost', what: 'mails: 0 instead of 1' }])
    expect(judge({ mails: 1 }, { mails: 2 })).toEqual([{ is: 'doubled', what: 'mails: 2 instead of 1' }])
    expect(judge({ mails: 1 }, { mails: 1 })).toEqual([])
  })
  it('is doubled when it stands where nothing should', () => {
    expect(judge({}, { orders: 1 })).toMatchObject([{ is: 'doubled' }])
  })
  it('may go one way only where it says so', () => {
    expect(judge({ '>=place': 2, '<=mails': 1 }, { '>=place': 3, '<=mails': 0 })).toEqual([])
    expect(judge({ '>=place': 2, '<=mails': 1 }, { '>=place': 1, '<=mails': 2 })).toHaveLength(2)
  })
  it('is never forgiven when it is a broken promise', () => {
    expect(judge({ '!broken': 1 }, { '!broken': 1 })).toMatchObject([{ is: 'lost' }])
  })
})

const { desk } = synthesised()

describe('the scenes', () => {
  it('try every function that a queue, a stream, the bus or the clock wakes', () => {
    const woken = [
      ...ofType(desk, 'AWS::Lambda::EventSourceMapping').map(({ FunctionName }) => FunctionName),
      ...ofType(desk, 'AWS::Scheduler::Schedule').map(({ Target }) => Target),
      ...ofType(desk, 'AWS::Events::Rule').map(({ Targets }) => Targets),
    ].map((said) => JSON.stringify(said))
    const names = everyWayIn.filter((name) => {
      const { id } = at(desk, `desk/${name}/Resource`)
      return woken.some((text) => text.includes(`"${id}"`))
    })
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect(workers, name).toContain(name)
  })
  it('try every function that no caller wakes', () => {
    const served = new Set<string>(routes.map(({ serves }) => serves))
    expect([...workers].sort()).toEqual(everyWayIn.filter((name) => !served.has(name)).sort())
  })
})

describe('silent partners', () => {
  it('are tried on every worker that is told where somebody outside is', () => {
    const places = ['PARTNER_HOSTS', 'WEBHOOK_HOSTS', 'MAIL_FROM']
    const told = workers.filter((name) => {
      const { Environment } = at(desk, `desk/${name}/Resource`).properties
      const named = isObject(Environment) && isObject(Environment.Variables) ? Object.keys(Environment.Variables) : []
      return places.some((place) => named.includes(place))
    })
    expect([...outward].sort()).toEqual(told.sort())
  })
})

describe('the cases', () => {
  const woken = { queued: ['transfers', 'archives'], streamed: ['outbox'] } as const
  it('are the same wherever they are made, each with a name of its own', () => {
    const names = () => casesOf(extents.whole(woken), 1).map(({ name }) => name)
    expect(names()).toEqual(names())
    expect(new Set(names()).size).toBe(names().length)
  })
  it('are for the whole each worker with each fault that may befall it', () => {
    const names = casesOf(extents.whole(woken), 1).map(({ name }) => name)
    for (const name of workers) expect(names).toContain(`${name}, ended after each call`)
    for (const name of ['transfers', 'archives', 'outbox'])
      for (const fault of [
        'messages in the wrong order',
        'neighbours that throttle and conflict',
        'indexes that lag behind',
      ])
        expect(names).toContain(`${name}, ${fault}`)
    for (const name of outward) expect(names).toContain(`${name}, partners that do not answer`)
  })
})

describe('the dice', () => {
  it('fall the same for one seed, and otherwise for another', () => {
    const [one, same, other] = [7, 7, 8].map((seed) => Array.from({ length: 5 }, diceOf(seed)))
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })
  it('of one case fall alike whatever is tried before, and otherwise than those of another', () => {
    const [one, same, other] = ['a', 'a', 'b'].map((name) => Array.from({ length: 5 }, diceFor(1, name)))
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })
  it('refuse as the neighbour would word it', () => {
    const call = { at: 'dynamodb', operation: 'TransactWriteItems', path: '/', changes: true }
    const fate = refusing(100, diceOf(1))({ ...call, body: Buffer.from('{"TransactItems":[{},{}]}') })
    expect(fate).toMatchObject({ status: 400 })
    expect(JSON.stringify(fate)).toContain('TransactionConflict')
  })
})

describe('the gate', () => {
  let behind: LocalServer
  let gate: Gate<{ post: string }>
  let done = 0
  beforeAll(async () => {
    behind = await serveLocally(0, (_, response) => {
      done += 1
      answerJson(response, 200, { done })
    })
    gate = await openGate({ post: behind.url })
  })
  afterAll(async () => {
    await gate.stop()
    await behind.stop()
  })
  const ask = () => fetch(`${gate.places.post}/order`, { method: 'POST', body: 'x' })

  it('lets through and writes down', async () => {
    expect((await ask()).status).toBe(200)
    expect(gate.take()).toMatchObject([{ at: 'post', operation: 'POST /order', changes: true }])
  })
  it('loses a call before it is done, and an answer after', async () => {
    const before = done
    gate.watch(() => 'lose-call')
    await expect(ask()).rejects.toThrow()
    expect(done).toBe(before)
    gate.watch(() => 'lose-answer')
    await expect(ask()).rejects.toThrow()
    expect(done).toBe(before + 1)
  })
  it('ends whoever asked when the call is done, and lets nothing more of theirs through', async () => {
    const before = done
    let ended = 0
    gate.watch(
      () => 'end',
      () => {
        ended += 1
      },
    )
    await expect(ask()).rejects.toThrow()
    await expect(ask()).rejects.toThrow()
    expect([done - before, ended]).toEqual([1, 1])
    gate.watch()
    expect((await ask()).status).toBe(200)
  })
})
