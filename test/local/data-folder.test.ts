import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { whyUnusable } from '../../infra/local/data-folder.ts'
import { holdFolder, isHeld, lockFile } from '../../infra/local/data-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'data-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (...path: string[]) => join(folder, ...path)

describe('a data folder', () => {
  it('is made where there is none, for its owner only, and holds nothing of the trial', () => {
    expect(whyUnusable(at('new', 'data'))).toBeUndefined()
    expect(readdirSync(at('new', 'data'))).toEqual([])
    expect(statSync(at('new', 'data')).mode & 0o077).toBe(0)
  })

  it('that cannot be written is named, with what is in the way and what to do', () => {
    writeFileSync(at('file'), '')
    for (const place of [at('file'), at('file', 'below')]) {
      const why = whyUnusable(place)
      expect(why).toContain(place)
      expect(why).toMatch(/EEXIST|ENOTDIR/)
      expect(why).toContain('MOT_CUA_DATA')
    }
  })

  it('below /proc, where nobody makes one, is refused and not waited for', () => {
    // Node would not come back: a child, so that the trial ends whatever it does.
    const ask = `import { whyUnusable } from './infra/local/data-folder.ts'; console.log(whyUnusable('/proc/mot-cua/data'))`
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ask], { timeout: 20_000 })
    expect(status).toBe(0)
    expect(String(stdout)).toMatch(/không ghi được vào thư mục dữ liệu \/proc\/mot-cua\/data .*ENOENT/)
  })

  it('that two starts ask for at the same moment says to the second one, in Vietnamese, whose it is', () => {
    const release = holdFolder(at('held'))
    expect(() => holdFolder(at('held'))).toThrow(`một hệ thống khác đang chạy trên ${at('held')} (đổi thư mục`)
    release()
  })

  it('whose lock is no lock is not said to be another system’s', () => {
    mkdirSync(at('broken'))
    writeFileSync(at('broken', lockFile), 'không phải SQLite, mà là một tệp chữ dài hơn đầu tệp của nó.'.repeat(20))
    for (const ask of [holdFolder, isHeld]) expect(() => ask(at('broken'))).toThrow(/không dùng được tệp khóa .*broken/)
    const release = holdFolder(at('held'))
    expect([isHeld(at('held')), isHeld(at('never'))]).toEqual([true, false])
    release()
  })

  it('on a disk with too little room is told how much there is and how much it takes', () => {
    expect(whyUnusable(at('new', 'data'), 2 ** 60)).toMatch(/chỉ còn \d+ MB, cần ít nhất \d+ MB/)
  })
})
