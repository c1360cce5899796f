import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { OrganisationChange } from '../../agencies/changes.ts'
import { withFormer } from '../../agencies/directory.ts'
import { agencyOf, type Officer } from '../../agencies/unit.ts'
import { summaryOfWorkflow, type Workflow, type WorkflowSummary } from '../../catalogue/workflow.ts'
import { countingPatterns, type PatternSet } from '../../dossier/numbering.ts'
import type { StandIn } from '../../dossier/standing-in.ts'
import type { Catalogue } from '../../ports.ts'
import { remember } from '../remember.ts'
import { contentOf, type Item, type Key } from '../table/items.ts'
import { contentWith, itemWith } from '../table/long-items.ts'
import { askTable, readAll, readOne, type Table, writeOne } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'
import { createDeclarations } from './declarations.ts'
import { listNow, rememberOrganisation } from './organisation.ts'
import { createProcedures, type ProcedureStores } from './procedures.ts'

export type CatalogueStores = ProcedureStores

/** Law and organisation as data. Lists are remembered for a minute; a rule version is read by its number. */
export function createCatalogue(stores: CatalogueStores): Catalogue {
  const list = <T>(pk: string) => remember(async () => (await listOf(stores, pk)).map((item) => contentOf<T>(item)))
  const organisation = rememberOrganisation(stores)
  const workflows = list<WorkflowSummary>('WORKFLOWS')
  const patterns = list<PatternSet>(patternsKey)
  return {
    ...createProcedures(stores),
    workflow: (id, version) => readVersion<Workflow>(stores, `WORKFLOW#${id}`, version),
    async putWorkflow(workflow) {
      await putVersion(stores, `WORKFLOW#${workflow.id}`, workflow, nothingOf, [listed(workflow)])
      workflows.forget()
    },
    async addWorkflow(workflow) {
      const pk = `WORKFLOW#${workflow.id}`
      const item = await itemWith(stores.texts, versionKey(pk, workflow.version), workflow, nothingOf)
      if (!(await writeOne(stores, item, { ConditionExpression: 'attribute_not_exists(pk)' }))) return 'taken'
      // The version is taken by now: the rest may be written again and again.
      await putVersion(stores, pk, workflow, nothingOf, [listed(workflow)])
      workflows.forget()
      return 'added'
    },
    workflows: workflows.ask,
    // The very arrays that are remembered: what is built from one is built once too.
    units: async () => (await organisation.ask()).units,
    officers: async () => (await organisation.ask()).officers,
    async putUnits(allUnits, allOfficers) {
      const before = (await listNow(stores, 'OFFICERS')).map((item) => contentOf<readonly Officer[]>(item))
      await replaceList(
        stores,
        'UNITS',
        perAgency(allUnits, (unit) => unit.id),
      )
      await replaceList(
        stores,
        'OFFICERS',
        perAgency(withFormer(before.flat(), allOfficers), (officer) => officer.unit),
      )
      await organisation.moved()
    },
    changes: async () => (await organisation.ask()).changes,
    async announce(change) {
      const key = { pk: 'CHANGES', sk: `${change.on}#${change.id}` }
      const known = (await listNow(stores, 'CHANGES')).map((item) => contentOf<OrganisationChange>(item))
      const same = known.find(({ id }) => id === change.id)
      if (same) return same
      const added = await organisation.add({ ...key, d: change })
      if (added === 'overtaken') return added
      const first = added === 'added' ? undefined : await readOne(stores, key)
      return first ? contentOf<OrganisationChange>(first) : change
    },
    ...createDeclarations(stores),
    numberPatterns: async () => countingPatterns(await patterns.ask()),
    patternSets: async () => (await listNow(stores, patternsKey)).map((item) => contentOf<PatternSet>(item)),
    async putNumberPattern(set) {
      const item = { pk: patternsKey, sk: String(set.n).padStart(6, '0'), d: set }
      const isKept = await writeOne(stores, item, { ConditionExpression: 'attribute_not_exists(pk)' })
      patterns.forget()
      return isKept
    },
    standIns: async (agency) => (await listOf(stores, standInsOf(agency))).map((item) => contentOf<StandIn>(item)),
    putStandIn: (standIn) =>
      writeOne(
        stores,
        { pk: standInsOf(standIn.agency), sk: standIn.id, d: standIn },
        standIn.endedAt === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'attribute_not_exists(#d.endedAt)', ExpressionAttributeNames: { '#d': 'd' } },
      ),
  }
}

const listed = (workflow: Workflow): Item => ({ pk: 'WORKFLOWS', sk: workflow.id, d: summaryOfWorkflow(workflow) })

const nothingOf = () => ({})

const patternsKey = 'NUMBER-PATTERN-SETS'
const standInsOf = (agency: string) => `STAND-INS#${agency}`

const versionKey = (pk: string, version: number): Key => ({ pk, sk: `V#${String(version).padStart(6, '0')}` })
const currentKey = (pk: string): Key => ({ pk, sk: 'CURRENT' })

async function readVersion<T>(stores: CatalogueStores, pk: string, version?: number): Promise<T | undefined> {
  const item = await readOne(stores, version === undefined ? currentKey(pk) : versionKey(pk, version))
  return item && contentWith<T>(stores.texts, item)
}

/** Writes a version; it becomes the current one, with the items `beside` it, unless a newer one is known. */
async function putVersion<T extends { version: number }>(
  stores: CatalogueStores,
  pk: string,
  content: T,
  short: (content: T) => object,
  beside: readonly Item[],
): Promise<void> {
  const item = await itemWith(stores.texts, versionKey(pk, content.version), content, short)
  const current = { ...item, ...currentKey(pk), version: content.version }
  const isCurrent = await writeTogether(stores.db, [
    { Put: { TableName: stores.name, Item: item } },
    {
      Put: {
        TableName: stores.name,
        Item: current,
        ConditionExpression: 'attribute_not_exists(pk) OR version <= :version',
        ExpressionAttributeValues: { ':version': content.version },
      },
    },
    ...beside.map((Item) => ({ Put: { TableName: stores.name, Item } })),
  ])
  if (!isCurrent) await writeOne(stores, item)
}

function listOf(table: Table, pk: string): Promise<Item[]> {
  return readAll(table, { KeyConditionExpression: 'pk = :list', ExpressionAttributeValues: { ':list': pk } })
}

function perAgency<T>(rows: readonly T[], unitOf: (row: T) => string): Map<string, T[]> {
  return Map.groupBy(rows, (row) => agencyOf(unitOf(row)))
}

/** One item per agency; agencies that are no longer named are removed. */
async function replaceList<T>(table: Table, pk: string, rows: ReadonlyMap<string, readonly T[]>): Promise<void> {
  const gone = (await listOf(table, pk)).filter((item) => !rows.has(String(item.sk)))
  await writeBatch(table, [
    ...[...rows].map(([sk, d]) => ({ PutRequest: { Item: { pk, sk, d } } })),
    ...gone.map((item) => ({ DeleteRequest: { Key: { pk, sk: item.sk } } })),
  ])
}

type Request = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Item } }

const mostPerBatch = 25

async function writeBatch({ db, name }: Table, requests: readonly Request[]): Promise<void> {
  let waiting = [...requests]
  while (waiting.length > 0) {
    const batch = waiting.slice(0, mostPerBatch)
    const done = await askTable(() => db.send(new BatchWriteCommand({ RequestItems: { [name]: batch } })))
    const left = (done.UnprocessedItems?.[name] ?? []).flatMap(({ PutRequest, DeleteRequest }): Request[] => {
      if (PutRequest?.Item) return [{ PutRequest: { Item: PutRequest.Item } }]
      return DeleteRequest?.Key ? [{ DeleteRequest: { Key: DeleteRequest.Key } }] : []
    })
    waiting = [...waiting.slice(mostPerBatch), ...left]
  }
}
