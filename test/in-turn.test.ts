import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../shared/in-turn.ts'

describe('the steps of a job', () => {
  it('have their turn one after the other, also behind one that fails', async () => {
    const done: string[] = []
    const step =
      (name: string, fails = false) =>
      async () => {
        await Promise.resolve()
        if (fails) throw new Error(name)
        done.push(name)
      }
    await expect(inTurn(step('a'), step('b', true), step('c', true), step('d'))).rejects.toThrow('b')
    expect(done).toEqual(['a', 'd'])
    await inTurn(step('e'))
    expect(done).toEqual(['a', 'd', 'e'])
  })

  it('are taken in turn by every scheduled function that has more than one', () => {
    const folder = join(import.meta.dirname, '../functions')
    const texts = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    const scheduled = texts.filter(({ text }) => text.includes('scheduleHandler(') && !text.includes('allSettled('))
    expect(scheduled.length).toBeGreaterThan(8)
    // Steps stand deeper, inside `inTurn`; what is awaited at the handler's own depth can be a wiring and one job.
    const starving = scheduled.filter(({ text }) => {
      const own = (text.split('scheduleHandler(')[1] ?? '')
        .split('\n')
        .filter((line) => /^ {2}\S.*\bawait\b/.test(line))
      return own.filter((line) => !/await (desk\(\)|inTurn\()/.test(line)).length > 1
    })
    expect(starving.map(({ name }) => name)).toEqual([])
  })
})
