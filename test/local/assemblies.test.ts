import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dropOldest, isMadeOfOne, useAssembly } from '../../infra/local/assemblies.ts'

const root = mkdtempSync(join(tmpdir(), 'assemblies-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** An assembly of so many hours ago. */
function made(name: string, hoursAgo: number): string {
  const folder = join(root, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifest.json'), '{}')
  const then = new Date(Date.now() - hoursAgo * 3_600_000)
  utimesSync(folder, then, then)
  return folder
}

describe('assemblies', () => {
  it('stay while a system runs on them, however many were made since, and go when it has ended', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(16))
    const folders = names.map((name, age) => made(name, age))
    const [, , , ended = '', running = '', unused = ''] = folders
    const system = spawn('sleep', ['60'])
    const gone = spawn('true')
    await once(gone, 'exit')
    for (const [folder, pid] of [
      [running, system.pid],
      [ended, gone.pid],
    ] as const) {
      writeFileSync(join(folder, `in-use.${pid}`), '')
      const then = new Date(Date.now() - 9 * 3_600_000)
      utimesSync(folder, then, then)
    }
    const halfDone = made(`${'9'.repeat(16)}.${gone.pid}`, 0)
    const underWay = made(`${'8'.repeat(16)}.${system.pid}`, 0)
    dropOldest(root)
    expect(folders.filter((folder) => existsSync(folder))).toEqual([...folders.slice(0, 3), running])
    expect([existsSync(unused), existsSync(halfDone), existsSync(underWay)]).toEqual([false, false, true])
    system.kill()
    await once(system, 'exit')
    dropOldest(root)
    expect([existsSync(running), existsSync(underWay)]).toEqual([false, false])
  })

  it('that are used are the newest again', () => {
    const folder = made('1'.repeat(16), 50)
    useAssembly(folder)
    for (const letter of ['2', '3', '4', '5']) made(letter.repeat(16), 1)
    dropOldest(root)
    expect(existsSync(folder)).toBe(true)
  })

  it('are made anew where the sources change meanwhile, whatever came of it', async () => {
    let sources = 'a'
    const made = (make: () => Promise<void>) => isMadeOfOne('a', () => sources, make)
    const wrong = () => Promise.reject(new Error('the templates could not be made'))
    expect(await made(async () => {})).toBe(true)
    await expect(made(wrong)).rejects.toThrow('could not be made')
    sources = 'b'
    expect([await made(async () => {}), await made(wrong)]).toEqual([false, false])
  })
})
