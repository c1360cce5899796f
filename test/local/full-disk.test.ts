import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { openBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { openLogs } from '../../infra/local/logs.ts'
import { openRunnerLog } from '../../infra/local/runner-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (...path: string[]) => join(folder, ...path)

/** On Linux a file that takes nothing, as on a disk without room. */
const full = '/dev/full'

describe.runIf(process.platform === 'linux')('a disk without room', () => {
  it("costs lines of the runner's log, says so once, and the log goes on when there is room", () => {
    const complaints: string[] = []
    symlinkSync(full, at('stack.log'))
    const keep = openRunnerLog(at('stack.log'), (why) => complaints.push(why))
    keep('một')
    keep('hai')
    expect(complaints).toEqual([expect.stringContaining('ENOSPC')])
    rmSync(at('stack.log'))
    keep('ba')
    expect(readFileSync(at('stack.log'), 'utf8')).toMatch(/^\S+ ba\n$/)
  })

  it("costs lines of a function's log, and the log goes on when there is room", async () => {
    mkdirSync(at('logs'))
    symlinkSync(full, at('logs', 'intake.log'))
    const heard: string[] = []
    const logs = openLogs(at('logs'), (line) => heard.push(line))
    logs.write('intake', 'một')
    await pause(100)
    rmSync(at('logs', 'intake.log'))
    logs.write('intake', 'hai')
    await logs.close()
    expect(readFileSync(at('logs', 'intake.log'), 'utf8')).toBe('hai\n')
    expect(heard).toEqual(['intake: một', 'intake: hai'])
  })

  it('lets an event of the bus be told once more by the next start, when it cannot be crossed off', async () => {
    const file = at('bus.sqlite')
    const event = { source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: { key: 'k' } } }
    const seen: string[] = []
    const first = openBus({ file, clock: createClock() })
    const other = new DatabaseSync(file)
    first.subscribe((one) => {
      // Whoever may not write meets the same as on a full disk.
      other.exec('BEGIN IMMEDIATE')
      seen.push(one.id)
    })
    first.publish(event)
    await expect.poll(() => first.inFlight()).toBe(0)
    other.exec('ROLLBACK')
    first.close()
    other.close()
    const second = openBus({ file, clock: createClock() })
    second.subscribe((one) => void seen.push(one.id))
    await expect.poll(() => second.inFlight()).toBe(0)
    second.close()
    expect(seen).toHaveLength(2)
    expect(new Set(seen).size).toBe(1)
  })
})
