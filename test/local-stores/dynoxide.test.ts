import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import { findFreePorts, isPortFree } from '../../infra/local/loopback.ts'
import { endLeftOver } from '../../infra/local/stores/child-process.ts'
import { startDynoxide } from '../../infra/local/stores/dynoxide.ts'

const folder = mkdtempSync(join(tmpdir(), 'dynoxide-'))
const pidFile = join(folder, 'dynoxide.pid')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const clientOf = (endpoint: string) => new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 })

async function createTable(db: DynamoDBClient): Promise<void> {
  await db.send(
    new CreateTableCommand({
      TableName: 'dossiers',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  )
}

/** Head and event in one transaction, as an act writes them. */
async function act(db: DynamoDBClient, n: number): Promise<void> {
  const items = [`HEAD#${n}`, `EVENT#${n}`].map((sk) => ({
    Put: { TableName: 'dossiers', Item: { pk: { S: 'h' }, sk: { S: sk } } },
  }))
  await db.send(new TransactWriteItemsCommand({ TransactItems: items }))
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`)

describe('the embedded DynamoDB', () => {
  it('keeps every acknowledged transaction, whole, when it is killed under load', async () => {
    const [port = 0] = await findFreePorts(1)
    const first = await startDynoxide({ folder, port })
    const db = clientOf(first.url)
    await createTable(db)
    let acknowledged = 0
    const writing = (async () => {
      for (let n = 0; ; n += 1) {
        await act(db, n)
        acknowledged = n + 1
      }
    })().catch(() => {})
    while (acknowledged < 100) await pause(5)
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
    await writing
    await first.stop()
    db.destroy()

    const second = await startDynoxide({ folder, port })
    const again = clientOf(second.url)
    const kept = await again.send(
      new QueryCommand({
        TableName: 'dossiers',
        KeyConditionExpression: 'pk = :h',
        ExpressionAttributeValues: { ':h': { S: 'h' } },
      }),
    )
    const names = new Set(kept.Items?.map((item) => item.sk?.S))
    again.destroy()
    await second.stop()
    for (let n = 0; n < acknowledged; n += 1)
      expect([names.has(`HEAD#${n}`), names.has(`EVENT#${n}`)]).toEqual([true, true])
    expect(names.size % 2).toBe(0)
  })

  it('that ends by itself is begun again over what it acknowledged, also where its guardian ended alone', async () => {
    const own = mkdtempSync(join(tmpdir(), 'dynoxide-again-'))
    const [port = 0] = await findFreePorts(1)
    const lines: string[] = []
    const store = await startDynoxide({ folder: own, port, log: (line) => lines.push(line) })
    try {
      const db = clientOf(store.url)
      await createTable(db)
      const storeItself = () => Number(readFileSync(join(own, 'dynoxide.pid'), 'utf8'))
      for (const [n, victim] of [storeItself, () => store.pid].entries()) {
        await act(db, n)
        const before = store.pid
        process.kill(victim(), 'SIGKILL')
        for (let wait = 0; store.pid === before && wait < 200; wait += 1) await pause(50)
        for (const sk of [`HEAD#${n}`, `EVENT#${n}`]) {
          const key = { pk: { S: 'h' }, sk: { S: sk } }
          expect((await db.send(new GetItemCommand({ TableName: 'dossiers', Key: key }))).Item).toBeDefined()
        }
      }
      expect(lines).toEqual(Array(2).fill('dynoxide ended by itself and is begun again'))
      db.destroy()
    } finally {
      await store.stop()
      rmSync(own, { recursive: true, force: true })
    }
    expect(await isPortFree(port)).toBe(true)
  }, 30_000)

  it('ends with a runner that is killed', async () => {
    const [port = 0] = await findFreePorts(1)
    const script = `
      import { startDynoxide } from ${JSON.stringify(join(import.meta.dirname, '../../infra/local/stores/dynoxide.ts'))}
      await startDynoxide({ folder: ${JSON.stringify(folder)}, port: ${port} })
      console.log('up')
      setInterval(() => {}, 1000)`
    const runner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => runner.stdout.once('data', resolve))
    const store = Number(readFileSync(pidFile, 'utf8'))
    expect(isAlive(store)).toBe(true)
    runner.kill('SIGKILL')
    for (let wait = 0; isAlive(store) && wait < 100; wait += 1) await pause(20)
    expect(isAlive(store)).toBe(false)
  })

  it('ends a left-over process only when it is its own', async () => {
    const stranger = spawn('sleep', ['30'])
    writeFileSync(pidFile, String(stranger.pid))
    expect(await endLeftOver(pidFile, ['dynoxide', folder])).toBe(false)
    expect(stranger.exitCode).toBeNull()
    writeFileSync(pidFile, String(stranger.pid))
    expect(await endLeftOver(pidFile, ['sleep', '30'])).toBe(true)
  })
})
