import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'

const watching = `
  import { watchParent } from ${JSON.stringify(join(import.meta.dirname, '../../infra/local/parent.ts'))}
  watchParent(() => { console.log('gone'); process.exit(0) }, 20)
  console.log('pid ' + process.pid)
  setInterval(() => {}, 1000)`
const starting = `
  const { spawn } = await import('node:child_process')
  spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(watching)}], { stdio: ['ignore', 'inherit', 'inherit'] })
  setInterval(() => {}, 1000)`

const left: number[] = []
afterAll(() => {
  for (const pid of left) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
})

/** A process started by another one that is then killed; what it said until then and soon after. */
async function orphaned(env: NodeJS.ProcessEnv): Promise<{ said: string; pid: number }> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starting], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  parent.stdout.on('data', (part) => (said += part))
  while (!said.includes('\n')) await once(parent.stdout, 'data')
  const pid = Number(/pid (\d+)/.exec(said)?.[1])
  left.push(pid)
  await pause(100)
  expect(said).not.toContain('gone')
  parent.kill('SIGKILL')
  for (let wait = 0; !said.includes('gone') && wait < 30; wait += 1) await pause(50)
  return { said, pid }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a process whose parent is killed', () => {
  it('ends where npm started it', async () => {
    const { said } = await orphaned({ ...process.env, npm_lifecycle_event: 'start' })
    expect(said).toContain('gone')
  })

  it('stays where somebody started it by hand', async () => {
    const { npm_lifecycle_event: _, ...env } = process.env
    const { said, pid } = await orphaned(env)
    expect(said).not.toContain('gone')
    expect(isAlive(pid)).toBe(true)
  })
})
