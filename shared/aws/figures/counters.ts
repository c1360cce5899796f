import { TransactWriteCommand, type TransactWriteCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { UnitId } from '../../agencies/unit.ts'
import type { Afterthought } from '../../counters/beside.ts'
import type { Counted } from '../../counters/cells.ts'
import { desksOf, figuresOf, type Period, papersOf, stepsOf } from '../../counters/figures.ts'
import { type Addition, lineAt, linesNeeded, type Row, stretchesOf, summed } from '../../counters/places.ts'
import { Outage } from '../../outage.ts'
import type { CountedOf, Counters } from '../../ports.ts'
import { isRefused, refusalsOf } from '../reach.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { askTable, readAll, readByKey, readEach, readSome, type Table } from '../table/table.ts'
import { afterKey, besideItems, bookKey, enteredKey, happenedOf, isGone, openKey, openOf } from './beside.ts'

/** What the table takes in one transaction. */
const mostCells = 100

// 'COUNTED' sorts before 'HEAD', so that loading a dossier does not read it.
const countedKey = (dossier: string) => ({ pk: dossier, sk: 'COUNTED' })
export const cellsKey = (agency: UnitId): string => `CELLS#${agency}`
/** Rows of a book that are read at once: a page of a list ends in the first ones as a rule. */
const happenedAtOnce = 1000
/** Attributes of a row that are no numbers of it. `rev` moves with every writing: a recount sees what stood still. */
const besideNumbers: ReadonlySet<string> = new Set(['pk', 'sk', 'rev', 'ttl'])

export function createCounters(table: Table): Counters {
  // What a kept report stands on is read around these rows: they may not be older than what was told before them.
  const between = async (agency: UnitId, after: string, before: string): Promise<Row[]> => {
    const items = await readAll(table, {
      KeyConditionExpression: 'pk = :agency AND sk BETWEEN :after AND :before',
      ExpressionAttributeValues: { ':agency': cellsKey(agency), ':after': after, ':before': before },
      ConsistentRead: true,
    })
    return items.map(rowOf)
  }
  const rowsFor = async (agency: string, period: Period): Promise<Row[]> =>
    (await Promise.all(linesNeeded(period).map(({ after, before }) => between(agency, after, before)))).flat()
  return {
    async counted(dossiers) {
      const items = await readByKey(table, dossiers.map(countedKey))
      return new Map(items.map((item) => [textOf(item, 'pk'), contentOf<Counted>(item)]))
    },
    async count(entries, marks, beside) {
      const rows = Map.groupBy(summed(entries), ({ agency, place }) => `${agency} ${place}`)
      const writes = [
        ...marks.map((mark) => markWrite(table.name, mark)),
        ...rowWrites(table.name, rows),
        ...(beside ? besideItems(beside) : []).map((Item) => ({ Put: { TableName: table.name, Item } })),
      ]
      if (writes.length > mostCells) throw new RangeError(`${writes.length} items do not fit into one transaction`)
      return writes.length === 0 ? 'counted' : write(table, writes)
    },
    async afterthoughts(agency, since) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :agency AND sk >= :since',
        ExpressionAttributeValues: { ':agency': afterKey(agency), ':since': since },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<Afterthought>(item))
    },
    async *entered(agency, book, from, to) {
      const question = {
        KeyConditionExpression: 'pk = :book AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':book': enteredKey(agency, book), ':from': from, ':to': `${to}~` },
      }
      for await (const item of readEach(table, question)) {
        const [on = '', dossier = ''] = textOf(item, 'sk').split('#')
        yield { dossier, on }
      }
    },
    async *happened(agency, book, from, to) {
      const question = {
        KeyConditionExpression: 'pk = :book AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':book': bookKey(agency, book), ':from': from, ':to': `${to}~` },
      }
      for await (const item of readEach(table, question, happenedAtOnce))
        if (!isGone(item)) yield { agency, book, ...happenedOf(item) }
    },
    async open(agency) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :agency',
        ExpressionAttributeValues: { ':agency': openKey(agency) },
      })
      return items.filter((item) => !isGone(item)).map((item) => ({ agency, ...openOf(item) }))
    },
    lines: async (agency, period) => figuresOf(await rowsFor(agency, period), period),
    async linesEach(agency, periods) {
      const read = [...stretchesOf(periods)].map(async ([year, span]) => [year, await rowsFor(agency, span)] as const)
      const rows = new Map(await Promise.all(read))
      return periods.map((period) => figuresOf(rows.get(period.from.slice(0, 4)) ?? [], period))
    },
    papers: async (agency, year) => papersOf(await between(agency, `Y#${year}#whole#`, `Y#${year}#whole#~`)),
    async firstDay(agency) {
      const question = {
        KeyConditionExpression: 'pk = :agency AND begins_with(sk, :months)',
        ExpressionAttributeValues: { ':agency': cellsKey(agency), ':months': 'M#' },
      }
      const [first] = (await readSome(table, question, 1)).items
      return first && `${lineAt(textOf(first, 'sk')).period}-01`
    },
    desks: async (agency, dueBefore) =>
      desksOf(await between(agency, 'D#', dueBefore === undefined ? 'D#~' : `D#${dueBefore}#`)),
    async tidyDesks(agency, dueBefore) {
      const rows = await between(agency, 'D#', `D#${dueBefore}#`)
      let tidied = 0
      for (const { place, numbers } of rows) if (numbers.n === 0 && (await letGo(table, agency, place))) tidied += 1
      return tidied
    },
    steps: async (agency, from, to) => stepsOf(await between(agency, `S#${from}#`, `S#${to}#~`)),
  }
}

export function rowOf(item: Item): Row {
  const numbers = Object.entries(item).flatMap(([name, value]): [string, number][] =>
    besideNumbers.has(name) || typeof value !== 'number' ? [] : [[name, value]],
  )
  return { place: textOf(item, 'sk'), numbers: Object.fromEntries(numbers) }
}

/** A row that counts again meanwhile stays; what was let go may be read as empty for two days more. */
async function letGo({ db, name }: Table, agency: UnitId, place: string): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: name,
    Key: { pk: cellsKey(agency), sk: place },
    UpdateExpression: 'SET #ttl = :now',
    ConditionExpression: 'n = :none AND attribute_not_exists(#ttl)',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':now': Math.floor(Date.now() / 1000), ':none': 0 },
  })
  try {
    await askTable(() => db.send(update))
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

function markWrite(TableName: string, { dossier, from, counted }: CountedOf): Write {
  const Item = { ...countedKey(dossier), through: counted.through, d: counted }
  if (from === 0) return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
  return {
    Put: { TableName, Item, ConditionExpression: 'through = :from', ExpressionAttributeValues: { ':from': from } },
  }
}

function rowWrites(TableName: string, rows: ReadonlyMap<string, readonly Addition[]>): Write[] {
  return [...rows.values()].flatMap((additions) => {
    const [first] = additions
    if (!first) return []
    const numbers = additions.map((_, at) => `#m${at} :a${at}`).join(', ')
    return [
      {
        Update: {
          TableName,
          Key: { pk: cellsKey(first.agency), sk: first.place },
          // A desk's row that had come to nothing may be on its way out (`ttl`): it is wanted again.
          UpdateExpression: `ADD ${numbers}, rev :one REMOVE #ttl`,
          ExpressionAttributeNames: {
            '#ttl': 'ttl',
            ...Object.fromEntries(additions.map(({ mark }, at) => [`#m${at}`, mark])),
          },
          ExpressionAttributeValues: {
            ':one': 1,
            ...Object.fromEntries(additions.map(({ add }, at) => [`:a${at}`, add])),
          },
        },
      },
    ]
  })
}

async function write(table: Table, writes: Write[]): Promise<'counted' | 'overtaken'> {
  try {
    // The SDK sends one token with every try: an answer that was lost is not counted twice; after it the marks refuse.
    await askTable(() => table.db.send(new TransactWriteCommand({ TransactItems: writes })))
    return 'counted'
  } catch (error) {
    const refusals = refusalsOf(error).filter((code) => code !== 'None')
    if (refusals.length === 0) throw error
    if (refusals.every((code) => code === 'TransactionConflict' || code === 'ConditionalCheckFailed'))
      return 'overtaken'
    if (refusals.some((code) => /Throttl|ProvisionedThroughput/.test(code))) throw new Outage('the table', error)
    throw error
  }
}
