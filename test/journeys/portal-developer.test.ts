import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Everything, startEverything } from '../../infra/local/everything.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-portal-'))
let system: Everything

beforeAll(async () => {
  system = await startEverything({ dataDir: join(folder, 'data'), retrySeconds: 2 })
}, 120_000)

afterAll(async () => {
  await system?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The page's blocks as one text for a shell: what is to be saved is saved, and what lies in `/tmp` lies in a folder of its own. */
function asPasted(): string {
  const page = readFileSync(join(repository, 'docs', 'portal-developer.md'), 'utf8')
  const blocks = [...page.matchAll(/(?:Save this as `(\S+)`:\n\n)?```(sh|ts)\n(.*?)```/gs)]
  const lines = blocks.flatMap(([, file, kind, text = '']) => {
    if (kind === 'sh') return [text]
    return file === undefined ? [] : [`cat > ${file} <<'HẾT'\n${text}HẾT`]
  })
  return lines.join('\n').replaceAll('/tmp/', `${folder}/`)
}

/** What a reader is promised to see, in this order; whatever is between is not looked at. */
const seen = [
  /^2\.000748 .*cải chính/m,
  /^g01 /m,
  /^[0-9a-z]{26}$/m,
  // As soon as it was looked at, a file is told as it is.
  /^(?:đang chờ kiểm tra|đạt)\n(?:đang chờ kiểm tra|đạt)$/m,
  /^to-khai\.pdf: clean\ngiay-to\.pdf: clean$/m,
  /\+07:00 Lập hồ sơ$/m,
  /^Chưa có giấy tờ nào để dùng lại$/m,
  /^Công dân yêu cầu rút hồ sơ$/m,
  /^\{.*"body\.procedure".*"body\.applicant\.phone".*"header\.idempotency-key".*\}$/m,
  /^to-khai\.pdf: đạt\ngiay-to\.pdf: đạt\nCông dân yêu cầu rút hồ sơ$/m,
  /^Đã ghi may-thu \(Cổng thử\)/m,
  /^H57\.34-\d{6}-\d{4}$/m,
  /^\{"code":"H57\.34-.*"status":"accepted".*\}$/m,
  /^\{"day":"2026-03-10","reports":\[\]\}$/m,
  /^requested\nhttp:\S+ref=\S+$/m,
  /^\{"MaLoi":"00".*\}\npaid$/m,
  /^[\w-]{43}$/m,
  /^\{"rows":\[\{.*"kinds":\["accepted","ended"\].*\}$/m,
  /^Công dân yêu cầu rút hồ sơ$/m,
  /&quot;status&quot;:&quot;withdrawn&quot;/,
]

describe('the page for portal developers', () => {
  it('can be pasted block by block, in another folder, and shows what it promises', async () => {
    const env = { ...process.env, MOT_CUA: repository, PLACES: join(folder, 'data', 'places.json') }
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', asPasted()], { cwd: folder, env })
    expect(stderr).toBe('')
    let rest = stdout
    for (const one of seen) {
      const found = one.exec(rest)
      expect([one, found ? 'seen' : rest]).toEqual([one, 'seen'])
      rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0))
    }
  }, 180_000)
})
