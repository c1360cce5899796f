import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { signIn, until } from '../../infra/tour/api.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-kill-'))
const base = 21_471
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
let runner: ChildProcess | undefined

afterAll(async () => {
  runner?.kill('SIGINT')
  await gone()
  rmSync(dataDir, { recursive: true, force: true })
})

async function begin() {
  runner = spawn(process.execPath, ['infra/commands/start.ts'], {
    env: { ...process.env, MOT_CUA_DATA: dataDir, PORT_BASE: String(base) },
    stdio: 'ignore',
  })
  await until('khởi động', () => answers(base), 60)
  return until('nơi chốn', async () =>
    existsSync(join(dataDir, 'places.json'))
      ? JSON.parse(readFileSync(join(dataDir, 'places.json'), 'utf8'))
      : undefined,
  )
}

async function answers(port: number): Promise<true | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/public/procedures?limit=1`).catch(() => undefined)
  return answer?.ok ? true : undefined
}

/** Nothing listens any more: neither the runner nor the stores behind it. */
async function gone() {
  await until(
    'mọi cổng đóng',
    async () => {
      const open = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          fetch(`http://127.0.0.1:${base + n}/`).then(
            () => true,
            () => false,
          ),
        ),
      )
      return open.includes(true) ? undefined : true
    },
    10,
  )
}

it('keeps what it acknowledged over a kill -9 and leaves no store behind', async () => {
  const places = await begin()
  const citizen = await signIn(places, { id: 'cd-anh-thi', name: '', issuer: 'citizen' })
  const wish = { procedure: '2.000748', receivingUnit: home, returnBy: 'counter' } as const
  const first = await citizen.openOnline({ body: wish }, { key: 'mot-khoa-duy-nhat' })
  runner?.kill('SIGKILL')
  await gone()
  const again = await begin()
  const back = await signIn(again, { id: 'cd-anh-thi', name: '', issuer: 'citizen' })
  const { rows } = await back.listMine()
  expect(rows.map((row) => row.id)).toEqual([first.dossier.id])
  const repeated = await back.openOnline({ body: wish }, { key: 'mot-khoa-duy-nhat' })
  expect(repeated.dossier.id).toBe(first.dossier.id)
}, 120_000)
