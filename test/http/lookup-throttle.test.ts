import { describe, expect, it } from 'vitest'
import { instantOf, toDate } from '../../shared/calendar/day.ts'
import type { Desk } from '../../shared/desk/desk.ts'
import { lookUp, receiptSecret } from '../../shared/desk/dossiers/look-up.ts'
import { openapi } from '../../shared/http/openapi.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { tuesday } from '../given.ts'
import { citizenClaims, house } from './given.ts'
import { accepted, noting } from './stories.ts'

const wrong = 'ZZZZZZ'
const later = (seconds: number) => instantOf(new Date(toDate(tuesday).getTime() + seconds * 1000))

/** What a door takes in its body, as the document tells it. */
function bodyOf(id: RouteId): unknown {
  const row = routes.find((route) => route.id === id)
  const operation = Object(openapi().paths)[row?.path ?? ''][row?.method === 'POST' ? 'post' : 'get']
  return operation.requestBody ?? null
}

/** A desk that counts what is asked of it. */
async function counted() {
  const story = await accepted()
  const calls: string[] = []
  let at: string = tuesday
  const desk: Desk = {
    ...story.desk,
    now: () => at,
    lookUps: noting(calls, 'lookUps', story.desk.lookUps),
    dossiers: noting(calls, 'dossiers', story.desk.dossiers),
  }
  const ask = async (code: string, factor: string, sourceIp = '192.0.2.1') => {
    calls.length = 0
    const answer = await lookUp(desk, { code, factor, sourceIp })
    return { answer, calls: [...calls].sort() }
  }
  const secret = receiptSecret(story.desk.digests, story.id)
  const moveTo = (moment: string) => {
    at = moment
  }
  return { ...story, ask, secret, moveTo }
}

describe('looking a dossier up', () => {
  it('counts the addresses of one IPv6 subscriber as one, and not those of a neighbour', async () => {
    const { ask, code } = await counted()
    for (let n = 0; n < 30; n += 1) await ask(`H57.99-260310-${1000 + n}`, wrong, `2001:db8:1:2::${n.toString(16)}`)
    expect((await ask(code, wrong, '2001:db8:1:2:ffff::1')).answer).toBe('too-many')
    expect((await ask(code, wrong, '2001:db8:1:3::1')).answer).toBe('not-found')
  })

  it('refuses the right secret too after five wrong ones in an hour, in the words of an unknown code', async () => {
    const { knock, code, desk, id } = await accepted()
    const right = receiptSecret(desk.digests, id)
    const answers = []
    for (let n = 0; n < 5; n += 1) answers.push(await knock('lookUp', undefined, { body: { code, factor: wrong } }))
    const locked = await knock('lookUp', undefined, { body: { code, factor: right } })
    const unknown = await knock('lookUp', undefined, { body: { code: 'H57.99-260310-9999', factor: wrong } })
    for (const answer of [...answers, locked]) {
      expect([answer.status, answer.text]).toEqual([404, unknown.text])
      expect([...answer.headers].sort()).toEqual([...unknown.headers].sort())
    }
  })

  it('leaves the owner who signs in alone, and the document tells of the lock wherever a secret is asked for', async () => {
    const { knock, code, id } = await accepted()
    for (let n = 0; n < 9; n += 1) await knock('lookUp', undefined, { body: { code, factor: wrong } })
    expect((await knock('readMine', citizenClaims, { path: { id } })).status).toBe(200)
    const doors = routes.filter((row) => JSON.stringify(bodyOf(row.id)).includes('"factor"'))
    expect(doors.map((row) => row.id).sort()).toEqual([
      'answerSurvey',
      'followFeedback',
      'lookUp',
      'replyToFeedback',
      'startSurvey',
      'tellFeedback',
    ])
    for (const { id: door } of doors) {
      expect([door, JSON.stringify(bodyOf(door))]).toEqual([door, expect.stringMatching(/Năm lần sai trong một giờ/)])
    }
  })

  it('opens again an hour after the first of five wrong tries, for one more', async () => {
    const { ask, code, secret, moveTo } = await counted()
    for (let n = 0; n < 5; n += 1) {
      moveTo(later(n))
      await ask(code, wrong, `192.0.2.${n}`)
    }
    moveTo(later(3599))
    expect((await ask(code, secret)).answer).toBe('not-found')
    moveTo(later(3600))
    expect((await ask(code, secret)).answer).toMatchObject({ found: { code } })
    expect((await ask(code, wrong)).calls).toContain('lookUps.count')
    expect((await ask(code, secret)).answer).toBe('not-found')
  })

  it('locks one code, not its neighbours and not the address', async () => {
    const { ask, code, secret } = await counted()
    for (let n = 0; n < 9; n += 1) await ask('H57.40-260310-0002', wrong)
    expect((await ask(code, secret)).answer).toMatchObject({ found: { code } })
  })

  it('tells an address after thirty wrong tries in a minute, whatever it asks for; others go on', async () => {
    const { ask, code, secret, moveTo } = await counted()
    for (let n = 0; n < 30; n += 1) expect((await ask(`H57.40-260310-1${100 + n}`, wrong)).answer).toBe('not-found')
    for (const [asked, factor] of [
      [code, secret],
      [code, wrong],
      ['H57.40-260310-7777', wrong],
    ] as const) {
      expect((await ask(asked, factor)).answer).toBe('too-many')
    }
    expect((await ask(code, secret, '192.0.2.2')).answer).toMatchObject({ found: { code } })
    moveTo(later(60))
    expect((await ask(code, secret)).answer).toMatchObject({ found: { code } })
  })

  it('says 429 over HTTP for the address only', async () => {
    const { knock } = await house()
    const statuses = new Set<number>()
    for (let n = 0; n < 30; n += 1) {
      const { status } = await knock('lookUp', undefined, {
        body: { code: `H57.40-260310-1${100 + n}`, factor: wrong },
      })
      statuses.add(status)
    }
    expect([...statuses]).toEqual([404])
    const { status, json, headers } = await knock('lookUp', undefined, {
      body: { code: 'H57.40-260310-0001', factor: wrong },
    })
    expect([status, json.code, headers.get('retry-after')]).toEqual([429, 'too-many-tries', '60'])
  })

  it('asks the table the same for an unknown code as for a wrong secret, and counts once', async () => {
    const { ask, code } = await counted()
    const wrongSecret = await ask(code, wrong)
    const unknownCode = await ask('H57.40-260310-7777', wrong)
    expect(wrongSecret).toEqual(unknownCode)
    expect(wrongSecret.calls).toEqual([
      'lookUps.count',
      'lookUps.placesAt',
      'lookUps.triesFrom',
      'lookUps.triesFrom',
      'lookUps.underCode',
    ])
  })

  it('writes nothing for a right secret: it may be said as often as one likes', async () => {
    const { ask, code, secret } = await counted()
    for (let n = 0; n < 40; n += 1) {
      const { answer, calls } = await ask(code, secret)
      expect(answer).toMatchObject({ found: { code } })
      expect(calls).toEqual(['lookUps.placesAt', 'lookUps.shown', 'lookUps.triesFrom', 'lookUps.underCode'])
    }
  })

  it('writes nothing for a try that is refused', async () => {
    const { ask, code } = await counted()
    for (let n = 0; n < 5; n += 1) await ask(code, wrong)
    expect((await ask(code, wrong)).calls).toEqual(['lookUps.placesAt', 'lookUps.triesFrom', 'lookUps.underCode'])
  })

  it('counts five of fifty that try at once, and the right secret after them is not found', async () => {
    const { desk, code, id } = await accepted()
    let counted = 0
    const counting: Desk = {
      ...desk,
      lookUps: {
        ...desk.lookUps,
        count: async (...said) => {
          const outcome = await desk.lookUps.count(...said)
          if (outcome === 'counted') counted += 1
          return outcome
        },
      },
    }
    const ask = (factor: string, n: number) => lookUp(counting, { code, factor, sourceIp: `192.0.2.${n}` })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(wrong, n)))
    expect(new Set(answers)).toEqual(new Set(['not-found']))
    expect(counted).toBe(5)
    expect(await ask(receiptSecret(desk.digests, id), 99)).toBe('not-found')
  })

  it('does not tell a right secret of a burst when five wrong ones were counted before its tries are read', async () => {
    const { desk, code, id } = await accepted()
    const ask = (lookUps: Desk['lookUps'], factor: string, n: number) =>
      lookUp({ ...desk, lookUps }, { code, factor, sourceIp: `192.0.2.${n}` })
    // It looked at the code before anybody had counted, and is slow.
    const slow: Desk['lookUps'] = {
      ...desk.lookUps,
      underCode: async (asked) => {
        const found = await desk.lookUps.underCode(asked)
        for (let n = 0; n < 5; n += 1) await ask(desk.lookUps, wrong, n)
        return found
      },
    }
    expect(await ask(slow, receiptSecret(desk.digests, id), 99)).toBe('not-found')
  })

  it('tells an address no more than thirty times that it was wrong, when sixty try at once at as many codes', async () => {
    const { desk } = await accepted()
    const ask = (n: number) => lookUp(desk, { code: `H57.40-260310-1${100 + n}`, factor: wrong, sourceIp: '192.0.2.1' })
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(n)))
    expect(new Set(answers).has('too-many')).toBe(true)
    expect(answers.filter((answer) => answer === 'not-found').length).toBeLessThanOrEqual(30)
    expect(await ask(99)).toBe('too-many')
  })

  it('goes on at an address whose thirty tries came one after the other within more than a minute', async () => {
    const { ask, moveTo } = await counted()
    for (let n = 0; n < 60; n += 1) {
      moveTo(later(2 * n + 2))
      expect((await ask(`H57.40-260310-1${100 + n}`, wrong)).answer).toBe('not-found')
    }
  })
})
