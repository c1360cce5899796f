import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import type { MovedRow } from '../../dossier/system/recount.ts'
import type { LogLine } from '../../log.ts'
import { Outage } from '../../outage.ts'
import type { Change, Commit, Dossiers, Page, SerialClaim } from '../../ports.ts'
import { isRefusedTransaction, refusalsOf } from '../reach.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import {
  askedItems,
  askedOf,
  carriagesKey,
  codeKey,
  contentOf,
  errandsKey,
  eventItem,
  eventKey,
  eventOfKey,
  headItem,
  headKey,
  type Item,
  movedItem,
  movedKey,
  noticesKey,
  opinionsKey,
  partItems,
  partiesKey,
  readItem,
  serialItem,
  serialKey,
  textOf,
} from '../table/items.ts'
import { headName } from '../table/short-names.ts'
import { askTable, readAll, readByKey, readEach, readOne, readPage, type Table, walkEach } from '../table/table.ts'
import { holderKey } from '../table/work-order.ts'
import { createPlans, type Plans } from './plans.ts'

/** More than the table takes in one transaction. */
const mostItems = 100

/** `tell` is told of each event that was written: a log vouches for it until the next bill does. */
export function createDossiers(table: Table, tell: (line: LogLine) => void = () => {}): Dossiers {
  const plans = createPlans(table)
  // A history lies before its head, and the ledger after it: all in one question.
  const stretch = (id: string, after: number, to: string) =>
    readAll(table, {
      KeyConditionExpression: 'pk = :id AND sk BETWEEN :first AND :to',
      ExpressionAttributeValues: { ':id': id, ':first': eventKey(id, after + 1).sk, ':to': to },
      ConsistentRead: true,
    })
  return {
    async load(id) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND sk >= :head',
        ExpressionAttributeValues: { ':id': id, ':head': 'HEAD' },
        ConsistentRead: true,
      })
      return readFile(items, plans)
    },
    async whole(id) {
      // A history lies before its head: both are one reach of the table.
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND sk >= :first',
        ExpressionAttributeValues: { ':id': id, ':first': eventKey(id, 1).sk },
        ConsistentRead: true,
      })
      const file = await readFile(items, plans)
      return file && { file, history: eventsIn(items) }
    },
    async since(id, n) {
      const items = await stretch(id, n, 'HEAD')
      const head = items.find(({ sk }) => sk === 'HEAD')
      return head && { dossier: readItem('HEAD', head), history: eventsIn(items) }
    },
    async clocked(id) {
      const items = await stretch(id, 0, 'PART#ledger')
      const head = items.find(({ sk }) => sk === 'HEAD')
      const ledger = items.find(({ sk }) => sk === 'PART#ledger')
      const known = ledger ? readItem('PART#ledger', ledger) : []
      return head && { dossier: readItem('HEAD', head), ledger: known, history: eventsIn(items) }
    },
    async commit(commit) {
      // Before the transaction: a plan that no dossier comes to name does no harm, one that is missing would.
      for (const { dossier, plan } of commit.changes) if (plan) await plans.keep(dossier.planRef, plan)
      const outcome = await write(table, commit)
      if (outcome === 'committed')
        for (const { event } of commit.changes)
          tell({ event: `${event.dossier}#${event.n}`, digest: event.digest, outcome: 'event-written' })
      return outcome
    },
    async history(id, after = 0) {
      const items = await stretch(id, after, 'EVENT#~')
      return items.map((item) => readItem('EVENT', item))
    },
    async event(id, n) {
      const item = await readOne(table, eventKey(id, n))
      return item && readItem('EVENT', item)
    },
    async idOfCode(code) {
      const [head] = await readAll(table, {
        IndexName: 'code',
        KeyConditionExpression: 'cPk = :code',
        ExpressionAttributeValues: { ':code': codeKey(code) },
      })
      return head && textOf(head, 'pk')
    },
    async workOf(holder, limit, after) {
      const found = await readPage(
        table,
        {
          IndexName: 'work',
          KeyConditionExpression: 'aPk = :holder AND aSk > :after',
          ExpressionAttributeValues: { ':holder': holderKey(holder), ':after': after ? readCursor(after) : ' ' },
        },
        limit,
        (item) => textOf(item, 'aSk'),
      )
      return pageOf(found)
    },
    async *dueBefore(holder, before) {
      const due = readEach(table, {
        IndexName: 'work',
        KeyConditionExpression: 'aPk = :holder AND aSk < :before',
        ExpressionAttributeValues: { ':holder': holderKey(holder), ':before': before },
      })
      for await (const item of due) yield readItem('HEAD', item)
    },
    async ofOwner(ownerRef, limit, after) {
      const found = await readPage(
        table,
        {
          IndexName: 'owner',
          KeyConditionExpression: 'bPk = :owner AND bSk < :after',
          ExpressionAttributeValues: { ':owner': `OWNER#${ownerRef}`, ':after': after ? readCursor(after) : '~' },
          ScanIndexForward: false,
        },
        limit,
        (item) => textOf(item, 'bSk'),
      )
      // The index holds keys only, so that an act does not pay for it: the heads are read by them.
      const ids = found.items.map((item) => textOf(item, 'pk'))
      return pageOf({ ...found, items: await readByKey(table, ids.map(headKey)) })
    },
    async opinionsOf(agency, limit, after) {
      const found = await readPage(
        table,
        {
          IndexName: 'wants',
          KeyConditionExpression: 'dPk = :agency AND dSk > :after',
          ExpressionAttributeValues: { ':agency': opinionsKey(agency), ':after': after ? readCursor(after) : ' ' },
        },
        limit,
        (item) => textOf(item, 'dSk'),
      )
      const asked = found.items.map((item) => askedOf(textOf(item, 'dSk')))
      const heads = await readByKey(table, [...new Set(asked.map(({ id }) => id))].map(headKey))
      const byId = new Map(heads.map((item) => [textOf(item, 'pk'), readItem('HEAD', item)]))
      const rows = asked.flatMap(({ id, ...row }) => {
        const dossier = byId.get(id)
        return dossier ? [{ dossier, ...row }] : []
      })
      return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
    },
    withErrands: () => waitingUnder(table, errandsKey),
    withNotices: (since) => waitingUnder(table, noticesKey, since),
    withCarriages: () => waitingUnder(table, carriagesKey),
    async *movedSince(from) {
      const moved = walkEach(table, {
        IndexName: 'work',
        FilterExpression: '#d.#updated > :from',
        ExpressionAttributeNames: { '#d': 'd', '#updated': headName('updatedAt') },
        ExpressionAttributeValues: { ':from': from === '' ? ' ' : from },
      })
      for await (const item of moved) yield readItem('HEAD', item)
    },
    async movedBy(declaration, agency) {
      const items = await readAll(table, {
        KeyConditionExpression: agency === undefined ? 'pk = :list' : 'pk = :list AND begins_with(sk, :agency)',
        ExpressionAttributeValues: { ':list': movedKey(declaration), ...(agency && { ':agency': `${agency}#` }) },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<MovedRow>(item))
    },
    heads: async (ids) => (await readByKey(table, ids.map(headKey))).map((item) => readItem('HEAD', item)),
    async withPeople(ids) {
      const items = await readByKey(
        table,
        ids.flatMap((id) => [headKey(id), partiesKey(id)]),
      )
      const byPlace = new Map(items.map((item) => [`${textOf(item, 'pk')} ${textOf(item, 'sk')}`, item]))
      return ids.flatMap((id) => {
        const head = byPlace.get(`${id} HEAD`)
        const parties = byPlace.get(`${id} PART#parties`)
        return head && parties ? [{ dossier: readItem('HEAD', head), parties: readItem('PART#parties', parties) }] : []
      })
    },
    async serial(scope) {
      const value = (await readOne(table, serialKey(scope)))?.value
      return typeof value === 'number' ? value : 0
    },
  }
}

function eventsIn(items: readonly Item[]): readonly DossierEvent[] {
  return items.filter((item) => eventOfKey(item) !== undefined).map((item) => readItem('EVENT', item))
}

function pageOf(found: { items: Item[]; next?: string }): Page<Dossier> {
  const rows = found.items.map((item) => readItem('HEAD', item))
  return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
}

async function readFile(items: readonly Item[], plans: Plans): Promise<DossierFile | undefined> {
  const bySk = new Map(items.map((item) => [textOf(item, 'sk'), item]))
  const head = bySk.get('HEAD')
  const parties = bySk.get('PART#parties')
  if (!head || !parties) return undefined
  const ledger = bySk.get('PART#ledger')
  const money = bySk.get('PART#money')
  const opinions = bySk.get('PART#opinions')
  const dossier = readItem('HEAD', head)
  // Before plans were shared, each dossier kept one of its own.
  const own = bySk.get('PART#plan')
  const plan = dossier.planRef === undefined ? own && readItem('PLAN', own) : await plans.find(dossier.planRef)
  return {
    dossier,
    parties: readItem('PART#parties', parties),
    ledger: ledger ? readItem('PART#ledger', ledger) : [],
    ...(plan && { plan }),
    ...(money && { money: readItem('PART#money', money) }),
    ...(opinions && { consultations: readItem('PART#opinions', opinions) }),
    scans: items.filter((item) => textOf(item, 'sk').startsWith('PART#scan#')).map((item) => readItem('SCAN', item)),
  }
}

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

async function write(table: Table, commit: Commit): Promise<'committed' | 'overtaken'> {
  const writes = [
    ...commit.changes.flatMap((change) => changeWrites(table.name, change)),
    ...(commit.serials ?? []).map((claim) => serialWrite(table.name, claim)),
    ...(commit.moved ?? []).map((row) => ({ Put: { TableName: table.name, Item: movedItem(row) } })),
  ]
  if (writes.length > mostItems) throw new RangeError(`${writes.length} items do not fit into one transaction`)
  try {
    // The SDK sends one token with every try: a commit whose answer was lost is not made twice.
    await askTable(() => table.db.send(new TransactWriteCommand({ TransactItems: writes })))
    return 'committed'
  } catch (error) {
    if (isRefusedTransaction(error)) return 'overtaken'
    const refusals = refusalsOf(error).filter((code) => code !== 'None')
    if (refusals.length === 0) throw error
    // Another transaction holds one of the items at this moment: whoever it is will have moved it.
    if (refusals.every((code) => code === 'TransactionConflict')) return 'overtaken'
    if (refusals.some((code) => /Throttl|ProvisionedThroughput|TransactionConflict/.test(code))) {
      throw new Outage('the table', error)
    }
    throw error
  }
}

function changeWrites(TableName: string, change: Change): Write[] {
  const seen = change.event.n - 1
  return [
    { Put: { TableName, Item: headItem(change.dossier), ...onlyFrom('version', seen) } },
    { Put: { TableName, Item: eventItem(change.event), ConditionExpression: 'attribute_not_exists(pk)' } },
    ...[...partItems(change), ...askedItems(change)].map((Item) => ({ Put: { TableName, Item } })),
  ]
}

function serialWrite(TableName: string, claim: SerialClaim): Write {
  return { Put: { TableName, Item: serialItem(claim), ...onlyFrom('value', claim.value - 1) } }
}

/** The item still counts `seen`; before the first there is none. */
function onlyFrom(attribute: 'version' | 'value', seen: number) {
  if (seen === 0) return { ConditionExpression: 'attribute_not_exists(pk)' }
  return {
    ConditionExpression: '#counted = :seen',
    ExpressionAttributeNames: { '#counted': attribute },
    ExpressionAttributeValues: { ':seen': seen },
  }
}

/** Ids of the dossiers under one key of the sparse index. */
async function* waitingUnder(table: Table, key: string, since = '0'): AsyncGenerator<string> {
  const waiting = readEach(table, {
    IndexName: 'wants',
    KeyConditionExpression: 'dPk = :key AND dSk >= :since',
    ExpressionAttributeValues: { ':key': key, ':since': since },
  })
  for await (const item of waiting) yield textOf(item, 'pk')
}
