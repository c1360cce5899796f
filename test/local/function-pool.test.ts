import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createClock } from '../../infra/local/clock.ts'
import { createPool } from '../../infra/local/function-pool.ts'
import { answerJson, serveLocally } from '../../infra/local/loopback.ts'

const folder = mkdtempSync(join(tmpdir(), 'pool-'))
writeFileSync(
  join(folder, 'index.mjs'),
  `import { get } from 'node:http'
   import { threadId } from 'node:worker_threads'
   let calls = 0
   export const handler = async (event, context) => {
     calls += 1
     if (event.say) console.log(event.say)
     if (event.write) await new Promise((resolve) => process.stdout.write(Buffer.from(event.write), 'utf8', resolve))
     if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait))
     if (event.fail) throw new RangeError(event.fail)
     if (event.crash) setTimeout(() => { throw new Error('later') }, 1)
     if (event.exit) process.exit(1)
     if (event.fill) { const all = []; for (;;) all.push(new Array(100_000).fill(Math.random())) }
     const told = event.ask && await new Promise((resolve) => get(event.ask, (answer) => resolve(answer.resume().headers.date)))
     const date = new Date()
     return { told, calls, threadId, now: Date.now(), date: date.toISOString(), isDate: date instanceof Date && date.constructor === Date,
       fixed: new Date(0).getTime(), env: process.env.ONLY ?? null, path: process.env.PATH ?? null, left: context.getRemainingTimeInMillis() }
   }`,
)
const clock = createClock()
writeFileSync(
  join(folder, 'heavy.mjs'),
  `await new Promise((resolve) => setTimeout(resolve, 1300))
   export const handler = async (_, context) => context.getRemainingTimeInMillis()`,
)
const given = {
  name: 'f',
  logicalId: 'F',
  path: 'f',
  folder,
  handler: 'index.handler',
  timeoutSeconds: 1,
  memoryMb: 64,
  environment: {},
  retries: 2,
  failedTo: undefined,
  deadLettersTo: undefined,
}
const lines: string[] = []
const pool = createPool({
  function: given,
  environment: { ONLY: 'this' },
  clock,
  log: (line) => lines.push(line),
  maxWorkers: 2,
})
afterAll(async () => {
  await pool.stop()
  rmSync(folder, { recursive: true, force: true })
})
const value = async (event: unknown) => {
  const answer = await pool.invoke(event)
  return answer.ok ? answer.value : answer.error
}

describe('the workers of a function', () => {
  it('are reused while they are warm, with the environment of the template only', async () => {
    expect(await value({})).toMatchObject({ calls: 1, env: 'this', path: null })
    expect(await value({})).toMatchObject({ calls: 2 })
  })

  it('run one call each, and no more at once than allowed', async () => {
    const started = Date.now()
    await Promise.all([1, 2, 3].map(() => value({ wait: 300 })))
    expect(Date.now() - started).toBeGreaterThanOrEqual(600)
  })

  it('follow the moved clock', async () => {
    clock.moveTo(new Date('2030-01-02T03:04:05Z'))
    expect(JSON.stringify(await value({}))).toContain('"date":"2030-01-02T03:04:05')
    expect(await value({})).toMatchObject({ isDate: true, fixed: 0 })
    clock.move(-clock.offsetMs)
  })

  it('are told the moved time by their neighbours too: the SDK asks again where two clocks differ', async () => {
    const neighbour = await serveLocally(0, (_, response) => answerJson(response, 404, {}))
    clock.moveTo(new Date('2030-01-02T03:04:05Z'))
    expect(JSON.stringify(await value({ ask: neighbour.url }))).toContain('"told":"Wed, 02 Jan 2030 03:04:0')
    clock.move(-clock.offsetMs)
    await neighbour.stop()
  })

  it('have told every line when they answer, however they answer and whether they do', async () => {
    const saying = async (event: object) => {
      lines.length = 0
      const answer = await value(event)
      return [lines.join('|'), answer]
    }
    expect(await saying({ say: 'one\ntwo', write: 'đã ghi\n' })).toMatchObject(['one|two|đã ghi', { env: 'this' }])
    expect(await saying({ say: 'before', fail: 'x' })).toMatchObject(['before', { errorType: 'RangeError' }])
    expect(await saying({ say: 'late', wait: 5000 })).toMatchObject(['late', { errorType: 'Sandbox.Timedout' }])
    await saying({ say: 'gone', exit: true })
    await expect.poll(() => lines).toEqual(['gone'])
  })

  it('tell what a function threw', async () => {
    expect(await value({ fail: 'as asked' })).toMatchObject({ errorType: 'RangeError', errorMessage: 'as asked' })
  })

  it('end with the call that runs too long, leaves, or takes too much memory, and are replaced', async () => {
    expect(await value({ wait: 5000 })).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(await value({ exit: true })).toMatchObject({ errorType: 'Runtime.ExitError' })
    expect(await pool.invoke({ fill: true })).toMatchObject({ ok: false })
    expect(await value({})).toMatchObject({ env: 'this' })
  })

  it('load a bundle in a time of its own, as on AWS', async () => {
    const heavy = { ...given, handler: 'heavy.handler' }
    const slow = createPool({ function: heavy, environment: {}, clock, log: () => undefined, maxWorkers: 1 })
    const answer = await slow.invoke({})
    await slow.stop()
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && Number(answer.value)).toBeGreaterThan(500)
  })

  it('are not used again when they fell between two calls', async () => {
    await value({ crash: true })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await value({})).toMatchObject({ calls: 1 })
  })
})
