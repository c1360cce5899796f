import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Day } from '../../calendar/day.ts'
import type { ProcedureVersion } from '../../catalogue/procedure.ts'
import {
  isOpenOn,
  lineOf,
  newestLine,
  noRegister,
  type ProcedureDeed,
  type Register,
  versionOn,
  withLine,
} from '../../catalogue/register.ts'
import { type ListedProcedure, listedOf, summaryOf } from '../../catalogue/summary.ts'
import type { Catalogue, ProcedureSummary } from '../../ports.ts'
import { rememberWhile } from '../remember.ts'
import { contentOf, type Item, type Key } from '../table/items.ts'
import { contentWith, itemWith, type LongTexts } from '../table/long-items.ts'
import { askTable, readAll, readOne, readPage, type Table, textOfKey } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'

export type ProcedureStores = Table & { texts?: LongTexts }
type Procedures = Pick<
  Catalogue,
  | 'procedure'
  | 'policy'
  | 'register'
  | 'procedureOn'
  | 'procedures'
  | 'drafts'
  | 'writeVersion'
  | 'procedureDeed'
  | 'putProcedure'
>

const pkOf = (code: string) => `PROCEDURE#${code}`
const versionKey = (code: string, version: number): Key => ({
  pk: pkOf(code),
  sk: `V#${String(version).padStart(6, '0')}`,
})
const registerKey = (code: string): Key => ({ pk: pkOf(code), sk: 'REGISTER' })
const deedKey = (code: string, said: string): Key => ({ pk: pkOf(code), sk: `DEED#${said}` })
const listKey = (code: string): Key => ({ pk: 'PROCEDURES', sk: code })
const draftKey = (code: string): Key => ({ pk: 'DRAFTS', sk: code })
const revisionKey: Key = { pk: 'PROCEDURES-REVISION', sk: 'REVISION' }
/** Many versions are written at once, which would wait for one another at a revision in the same transaction: it comes after. */
const oldestListMs = 15 * 60_000

/** Thủ tục hành chính: each version an item of its own, a small register beside them, and the list that everybody reads. */
export function createProcedures(stores: ProcedureStores): Procedures {
  const list = rememberWhile(
    () => readRevision(stores),
    () => readList(stores),
    { oldestMs: oldestListMs },
  )
  const read = async (code: string, version: number): Promise<ProcedureVersion | undefined> => {
    const item = await readOne(stores, versionKey(code, version))
    return item && contentWith<ProcedureVersion>(stores.texts, item)
  }
  const register = async (code: string): Promise<Register> => {
    const item = await readOne(stores, registerKey(code))
    return item ? contentOf<Register>(item) : noRegister
  }
  const procedures: Procedures = {
    register,
    async procedure(code, version) {
      const wanted = version ?? newestLine((await register(code)).lines)?.version
      return wanted === undefined ? undefined : read(code, wanted)
    },
    async procedureOn(code, day) {
      const line = versionOn((await register(code)).lines, day)
      return line && isOpenOn(line, day) ? read(code, line.version) : undefined
    },
    async policy(code, version) {
      const item = await readOne(stores, versionKey(code, version))
      return item && contentOf<Pick<ProcedureVersion, 'policy'>>(item).policy
    },
    procedures: async (day) => inForceOn(await list.ask(), day),
    async drafts(limit, after) {
      const page = await readPage(
        stores,
        { ...pageOf('DRAFTS', after), FilterExpression: 'attribute_exists(d)' },
        limit,
        textOfKey,
      )
      const rows = page.items.map((item) => contentOf<ProcedureSummary>(item))
      return page.next === undefined ? { rows } : { rows, next: page.next }
    },
    async writeVersion(procedure, line, seen, deed) {
      const written = await write(stores, procedure, withLine(seen, line), deed)
      if (written) {
        await moveRevision(stores)
        list.forget()
      }
      return written ? 'written' : 'overtaken'
    },
    async procedureDeed(code, said) {
      const item = await readOne(stores, deedKey(code, said))
      return item && contentOf<ProcedureDeed>(item)
    },
    async putProcedure(procedure) {
      while (true) {
        const seen = await register(procedure.code)
        if ((await procedures.writeVersion(procedure, lineOf(procedure), seen)) === 'written') return
      }
    },
  }
  return procedures
}

function inForceOn(rows: readonly ListedProcedure[], day: Day): ProcedureSummary[] {
  return rows.flatMap(({ versions }) => versionOn(versions, day) ?? [])
}

/** The version, its line in the register and its row in the list: all together, on the revision before. */
async function write(
  stores: ProcedureStores,
  procedure: ProcedureVersion,
  next: Register,
  deed: ProcedureDeed | undefined,
): Promise<boolean> {
  const { code } = procedure
  const item = await itemWith(stores.texts, versionKey(code, procedure.version), procedure, rulesInItem)
  const put = (Item: Item) => ({ Put: { TableName: stores.name, Item } })
  return writeTogether(stores.db, [
    put(item),
    {
      Put: {
        TableName: stores.name,
        Item: { ...registerKey(code), revision: next.revision, d: next },
        ConditionExpression: next.revision === 1 ? 'attribute_not_exists(pk)' : 'revision = :seen',
        ...(next.revision > 1 && { ExpressionAttributeValues: { ':seen': next.revision - 1 } }),
      },
    },
    ...(await listWrites(stores, procedure, next)),
    ...(deed ? [put({ ...deedKey(code, deed.said), d: deed })] : []),
  ])
}

/** What every act asks of a procedure, kept in its item however long its text is. */
const rulesInItem = ({ policy }: ProcedureVersion): Pick<ProcedureVersion, 'policy'> => ({ policy })

/**
 * The row of the public list, and the row among the drafts: one is there while the newest version is a draft. Functions may
 * not delete; a row that is over loses its content at once and expires.
 */
async function listWrites(stores: ProcedureStores, procedure: ProcedureVersion, next: Register) {
  const { code } = procedure
  const put = (Item: Item) => ({ Put: { TableName: stores.name, Item } })
  const isDraft = procedure.state === 'draft'
  const listed = isDraft ? [] : [put({ ...listKey(code), d: await listedRow(stores, procedure, next) })]
  const isDraftLeft = newestLine(next.lines)?.state === 'draft'
  if (isDraftLeft) return isDraft ? [put({ ...draftKey(code), d: summaryOf(procedure) })] : listed
  const wasDraft = next.lines.length > 1 || next.revision > 1
  return wasDraft ? [...listed, put({ ...draftKey(code), ttl: 1 })] : listed
}

async function listedRow(stores: ProcedureStores, procedure: ProcedureVersion, next: Register) {
  const isAlone = next.lines.every(({ version, state }) => version === procedure.version || state === 'draft')
  const before = isAlone ? undefined : await readOne(stores, listKey(procedure.code))
  const line = next.lines.find(({ version }) => version === procedure.version)
  return listedOf(before && contentOf<ListedProcedure>(before), procedure, line)
}

async function readList(table: Table): Promise<ListedProcedure[]> {
  const items = await readAll(table, pageOf('PROCEDURES'))
  return items.map((item) => contentOf<ListedProcedure>(item))
}

function pageOf(pk: string, after?: string) {
  return {
    KeyConditionExpression: after === undefined ? 'pk = :list' : 'pk = :list AND sk > :after',
    ExpressionAttributeValues: { ':list': pk, ...(after !== undefined && { ':after': after }) },
  }
}

async function readRevision(table: Table): Promise<unknown> {
  return (await readOne(table, revisionKey))?.n ?? 0
}

/** Says that the list has changed; a writer that dies before it is noticed when the list is next read for its age. */
async function moveRevision({ db, name }: Table): Promise<void> {
  const command = new UpdateCommand({
    TableName: name,
    Key: { ...revisionKey },
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': 1 },
  })
  await askTable(() => db.send(command))
}
