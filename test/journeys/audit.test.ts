import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPersonal } from '../../infra/bench/logs.ts'
import { acceptOne, counter, counterRoom, officerIn, openOne, procedure } from '../../infra/bench/scenes.ts'
import { type InReach, reachLocal } from '../../infra/commands/audit-sources.ts'
import { credentials, region } from '../../infra/local/account.ts'
import { type Everything, startEverything } from '../../infra/local/everything.ts'
import { demoCitizens } from '../../infra/local/load-sample.ts'
import { signIn, until } from '../../infra/tour/api.ts'

/** The daily bill, the lock and the very command, against a local stack of their own. */
let system: Everything
let reached: InReach
let id: string
const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-audit-'))
const outside = mkdtempSync(join(tmpdir(), 'mot-cua-outside-'))

beforeAll(async () => {
  system = await startEverything({ dataDir, retrySeconds: 2 })
  reached = reachLocal(JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8')))
  const desk = await counter(system.places)
  id = (await acceptOne(desk, await openOne(desk))).id
  await system.stack.fire('audit-bill')
}, 120_000)

afterAll(async () => {
  await system?.stop()
  for (const folder of [dataDir, outside]) rmSync(folder, { recursive: true, force: true })
})

const verify = (...said: string[]) => command('verify-audit', ...said)

function command(name: string, ...said: string[]): Promise<{ code: number; out: string }> {
  const command = ['infra/commands/on-node-24.mjs', `infra/commands/${name}.ts`, ...said]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: { ...process.env, MOT_CUA_DATA: dataDir } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err }),
    )
  })
}

describe('npm run verify-audit', () => {
  it('finds an untouched system whole, and hands bills and key over', async () => {
    const { code, out } = await verify('--keep', outside)
    expect(out).toContain('1 bảng kê')
    expect(out).toContain('Không có chỗ nào bị sửa.')
    expect(code).toBe(0)
  })

  it('names the place of one stored event that was changed through the SDK', async () => {
    const { db, name } = reached.table
    const Key = { pk: id, sk: 'EVENT#000001' }
    const { Item } = await db.send(new GetCommand({ TableName: name, Key }))
    await db.send(new PutCommand({ TableName: name, Item: { ...Item, d: { ...Item?.d, h: 'H57.99/desk' } } }))
    const whole = await verify()
    expect(whole.out).toContain(`Hồ sơ ${id}, vị trí 1: nội dung sự kiện 1 đã bị sửa.`)
    expect(whole.out).toContain('1 chỗ hỏng.')
    expect(whole.code).toBe(1)
    const one = await verify('--dossier', id)
    expect(one.out).toContain(`Hồ sơ ${id}, vị trí 1: nội dung sự kiện 1 đã bị sửa.`)
    await db.send(new PutCommand({ TableName: name, Item }))
    expect((await verify('--dossier', id)).code).toBe(0)
  })

  it('says the same from files alone', async () => {
    const file = join(outside, 'table.jsonl')
    await new Promise((resolve) =>
      execFile(
        process.execPath,
        ['infra/commands/on-node-24.mjs', 'infra/commands/export.ts', file],
        { env: { ...process.env, MOT_CUA_DATA: dataDir } },
        resolve,
      ),
    )
    const key = join(outside, 'audit-key.pem')
    const { code, out } = await verify('--export', file, '--bills', outside, '--key', key)
    expect(out).toContain('Không có chỗ nào bị sửa.')
    expect(code).toBe(0)
  })
})

describe('the logs of the functions', () => {
  it('vouch for every event that was written, the day’s bill or not', async () => {
    const { code, out } = await verify('--logs', join(dataDir, 'logs'))
    expect(Number(/(\d+) dòng nhật ký/.exec(out)?.[1])).toBeGreaterThanOrEqual(2)
    expect([code, out.includes('Không có chỗ nào bị sửa.')]).toEqual([0, true])
  })
})

describe('npm run archive', () => {
  it('packs the dossier, which is logged, and what it packed is found whole', async () => {
    const file = join(outside, 'ho-so.zip')
    expect((await command('archive', id, file, '--purpose', 'complaint')).code).toBe(0)
    const { code, out } = await verify('--archive', file, '--key', join(outside, 'audit-key.pem'))
    expect(out).toContain(`Hồ sơ ${id}: bảng kê đã ký xác nhận đến sự kiện`)
    expect([code, out.includes('Không có chỗ nào bị sửa.')]).toEqual([0, true])
    const { db, name: TableName } = reached.table
    const asked = { KeyConditionExpression: 'pk = :log', ExpressionAttributeValues: { ':log': `READS#${id}` } }
    const { Items } = await db.send(new QueryCommand({ TableName, ...asked }))
    expect(Items).toMatchObject([{ d: { what: 'archive', purpose: 'complaint', by: { kind: 'job' } } }])
  })

  it('says what it wants instead of guessing a purpose', async () => {
    const { code, out } = await command('archive', id, join(outside, 'x.zip'))
    expect([code, out.includes('--purpose')]).toEqual([2, true])
  })
})

describe('an archive asked for over the API', () => {
  const fetched = async (name: string, url: string): Promise<string> => {
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const file = join(outside, name)
    writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
    return file
  }

  it('is packed by its queue for a leader, handed out by a link and found whole by the command', async () => {
    const leader = await officerIn(system.places, counterRoom.replace('/desk', '/leaders'), 'leader')
    const asked = await leader.askArchive({ path: { id }, body: { purpose: 'complaint' } })
    const path = { id, archive: asked.archive.id }
    const ready = await until('trích xuất', async () => {
      const { archive } = await leader.readArchive({ path })
      return archive.state.code === 'queued' ? undefined : archive
    })
    expect(ready.state.code).toBe('ready')
    expect((await leader.askArchive({ path: { id }, body: { purpose: 'complaint' } })).archive).toEqual(ready)
    const file = await fetched('lanh-dao.zip', (await leader.downloadArchive({ path })).url)
    expect(readFileSync(file)).toHaveLength(ready.size ?? 0)
    const { code, out } = await verify('--archive', file, '--key', join(outside, 'audit-key.pem'))
    expect(out).toContain(`Hồ sơ ${id}: bảng kê đã ký xác nhận đến sự kiện`)
    expect([code, out.includes('Không có chỗ nào bị sửa.')]).toEqual([0, true])
  })

  it('is packed for its owner, with what is theirs, and its links are found whole', async () => {
    const owner = await signIn(system.places, { id: demoCitizens[0]?.id ?? '', name: 'Chủ hồ sơ', issuer: 'citizen' })
    const { dossier } = await owner.openOnline({
      body: { procedure, receivingUnit: counterRoom.replace('/desk', ''), returnBy: 'counter' },
    })
    const path = { id: dossier.id }
    const asked = await owner.askMyArchive({ path })
    const at = { ...path, archive: asked.archive.id }
    await until('trích xuất', async () => {
      const { archive } = await owner.readMyArchive({ path: at })
      return archive.state.code === 'ready' ? archive : undefined
    })
    const file = await fetched('chu-ho-so.zip', (await owner.downloadMyArchive({ path: at })).url)
    const { code, out } = await verify('--archive', file, '--key', join(outside, 'audit-key.pem'))
    expect([code, out.includes('Không có chỗ nào bị sửa.')]).toEqual([0, true])
    const { rows } = await owner.readsOfMine({ path })
    expect(rows.filter(({ what }) => what.code === 'archive')).toHaveLength(1)
  })
})

describe('the kept bill', () => {
  it('cannot be taken away', async () => {
    const { s3: endpoint, auditBucket: Bucket } = JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'))
    const s3 = new S3Client({ region, credentials, endpoint, forcePathStyle: true })
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }))
    expect(Contents).toHaveLength(1)
    const taking = s3.send(new DeleteObjectCommand({ Bucket, Key: Contents?.[0]?.Key }))
    await expect(taking).rejects.toMatchObject({ name: 'AccessDenied' })
    s3.destroy()
  })
})

describe('personal data, after the story', () => {
  it('stands in no log of the functions', () => {
    const folder = join(dataDir, 'logs')
    const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(logs.join('')).toContain('"act":"accept"')
    expect(findPersonal(logs.join('\n'))).toBe(0)
  })

  it('stands in no key of the table, its indexes and the bucket of bills', async () => {
    const { db, name } = reached.table
    const items: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await db.send(new ScanCommand({ TableName: name, ...(from && { ExclusiveStartKey: from }) }))
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    const isKey = (attribute: string) => /^(pk|sk|[a-z](Pk|Sk))$/.test(attribute)
    const keys = items.flatMap((item) => Object.entries(item).filter(([attribute]) => isKey(attribute)))
    const own = items.filter((item) => item.pk === id)
    expect(findPersonal(JSON.stringify(own))).toBeGreaterThan(0)
    expect(findPersonal(JSON.stringify(keys))).toBe(0)
  })
})
