import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../shared/aws/table/table.ts'
import { credentials, region } from '../local/account.ts'
import type { Places } from '../local/everything.ts'
import type { DemoMachine } from '../local/identity/machine.ts'
import { findTaken, portsFrom } from '../local/ports.ts'
import { projectFolder } from '../local/stores/child-process.ts'

/** The real stack as a process of its own, on ports and a data folder of its own, that may be killed at any moment. */
export interface KilledStack {
  start(): Promise<{ places: Places; table: Table; machine: DemoMachine }>
  /** SIGKILL to the runner; `stores` first kills the embedded stores too, so that nothing gets to end in order. */
  kill(stores: boolean): Promise<void>
  stop(): Promise<void>
}

export async function prepareStack(): Promise<KilledStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-kill-'))
  const base = await freeBase()
  const at = (...path: string[]) => join(dataDir, ...path)
  let runner: ChildProcess | undefined
  let db: DynamoDBClient | undefined

  const ended = async () => {
    while (runner && runner.exitCode === null && runner.signalCode === null) await pause(20)
    while ((await findTaken(portsFrom(base))).length > 0) await pause(50)
    db?.destroy()
  }
  return {
    async start() {
      rmSync(at('places.json'), { force: true })
      const env = { ...process.env, MOT_CUA_DATA: dataDir, PORT_BASE: String(base) }
      const started = spawn(process.execPath, ['infra/commands/start.ts'], { env, cwd: projectFolder, stdio: 'pipe' })
      runner = started
      let said = ''
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (part) => (said += part))
      for (let wait = 0; !existsSync(at('places.json')); wait += 1) {
        // The first start after a change of the sources makes the bundles, which takes minutes on a busy machine.
        if (started.exitCode !== null || wait > 8000) {
          started.kill('SIGKILL')
          throw new Error(`the stack did not start:\n${said.slice(-2000)}`)
        }
        await pause(50)
      }
      const { dynamodb, tableName } = readJson(at('endpoints.json'))
      db = new DynamoDBClient({ endpoint: dynamodb, region, credentials })
      const table = { db: DynamoDBDocumentClient.from(db), name: tableName }
      return { places: readJson(at('places.json')), table, machine: readJson(at('identity', 'machine.json')) }
    },
    async kill(stores) {
      if (stores) for (const store of ['dynamodb/dynoxide', 'fauxqs/fauxqs']) killByFile(at(`${store}.pid`))
      runner?.kill('SIGKILL')
      await ended()
    },
    async stop() {
      runner?.kill('SIGINT')
      await ended()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The stores of this data folder wrote their own numbers there. */
function killByFile(file: string): void {
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (!Number.isSafeInteger(pid) || pid < 2) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It had ended.
  }
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Below the numbers that systems give to whoever calls out (from 32,768 on Linux): none is taken while the stack is down. */
async function freeBase(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 10_000 + Math.floor(Math.random() * 1_000) * 20
    if ((await findTaken(portsFrom(base))).length === 0) return base
  }
  throw new Error('no free ports side by side')
}
