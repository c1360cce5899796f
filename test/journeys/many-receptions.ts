import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptOne, counter, openOne, side } from '../../infra/bench/scenes.ts'
import { findFreePorts } from '../../infra/local/loopback.ts'
import { endLeftOver, type StoreProcess } from '../../infra/local/stores/child-process.ts'
import { startDynoxide } from '../../infra/local/stores/dynoxide.ts'
import { type Places, UnexpectedAnswer, until, type Voice } from '../../infra/tour/api.ts'
import { openQuarrelsomeTable } from './quarrelsome-table.ts'

export interface Receptions {
  codes: string[]
  transactions: number
  refused: number
  seconds: number
  /** Requests that were made again because the answer did not come, or was that the system is busy. */
  repeated: number
}

/**
 * Accepts so many dossiers at one counter, fifty at a time, with more than three of ten transactions refused for a conflict, and
 * kills runner and table when half of them are through. Every request is repeated with its key until it has its answer.
 */
export async function receiveMany(howMany: number, base: number): Promise<Receptions> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-receptions-'))
  const [port = 0] = await findFreePorts(1)
  const tableAt = { folder: join(folder, 'table'), port }
  let table = await startDynoxide(tableAt)
  const quarrelsome = await openQuarrelsomeTable(table.url, howMany)
  const runner = startRunner(join(folder, 'stack'), base, quarrelsome.url)
  try {
    let desk = await counter(await runner.begin())
    const opened = await side(8, Array.from({ length: howMany }), () => openOne(desk))
    quarrelsome.quarrel(45)
    const begun = performance.now()
    let done = 0
    let repeated = 0
    let killing: Promise<void> | undefined
    const killAndBegin = async () => {
      table = await killAll(runner, table, tableAt)
      desk = await counter(await runner.begin())
    }
    const accepted = await side(50, opened, async (dossier) => {
      for (let tries = 0; ; tries += 1) {
        try {
          const row = await acceptOne(desk, dossier, `accept-${dossier.id}`)
          done += 1
          if (done === Math.floor(howMany / 2)) killing = killAndBegin()
          return row
        } catch (cause) {
          if (!mayRepeat(cause) || tries >= 20) throw cause
          repeated += 1
          await (killing ?? new Promise((resolve) => setTimeout(resolve, 200)))
        }
      }
    })
    await killing
    quarrelsome.quarrel(0)
    const codes = await codesOf(desk, opened)
    if (accepted.some((row, place) => row.code !== codes[place])) throw new Error('an answer and its dossier disagree')
    return { codes, ...quarrelsome.counted(), repeated, seconds: (performance.now() - begun) / 1000 }
  } finally {
    await runner.end()
    await quarrelsome.stop()
    await table.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The connection broke, or the system said that it is busy; whatever else it says is an answer. */
function mayRepeat(cause: unknown): boolean {
  return !(cause instanceof UnexpectedAnswer) || /: 50[023] |too-busy/.test(cause.message)
}

async function codesOf(desk: Voice, opened: readonly { id: string }[]): Promise<string[]> {
  return side(8, opened, async ({ id }) => {
    const { dossier } = await desk.get<{ dossier: { code?: string } }>(`/v1/desk/dossiers/${id}`)
    return dossier.code ?? ''
  })
}

function startRunner(dataDir: string, base: number, table: string) {
  let child: ChildProcess | undefined
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    async begin(): Promise<Places> {
      const env = {
        ...process.env,
        MOT_CUA_DATA: dataDir,
        PORT_BASE: String(base),
        AWS_ENDPOINT_URL_DYNAMODB: table,
      }
      child = spawn(process.execPath, ['infra/commands/start.ts'], { env, stdio: 'ignore' })
      // The first start after a change of the sources makes the bundles, which takes minutes on a busy machine.
      await until('start', () => answers(base), 400)
      const file = join(dataDir, 'places.json')
      return until('places', async () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined))
    },
    kill: () => end('SIGKILL'),
    end: () => end('SIGINT'),
  }
}

async function answers(port: number): Promise<true | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/public/procedures?limit=1`).catch(() => undefined)
  return answer?.ok ? true : undefined
}

async function killAll(
  runner: ReturnType<typeof startRunner>,
  table: StoreProcess,
  tableAt: { folder: string; port: number },
): Promise<StoreProcess> {
  await runner.kill()
  await endLeftOver(join(tableAt.folder, 'dynoxide.pid'), ['dynoxide', tableAt.folder])
  await table.stop()
  return startDynoxide(tableAt)
}
