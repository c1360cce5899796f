import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { addMonths, type Day, type Instant } from '../../calendar/day.ts'
import { type NumberSeries, numberIn, type Print } from '../../forms/print.ts'
import { Outage } from '../../outage.ts'
import type { Prints, Received } from '../../ports.ts'
import { isRefusedTransaction, refusalsOf } from '../reach.ts'
import {
  contentOf,
  headKey,
  type Item,
  type Key,
  printsBegin,
  readItem,
  serialItem,
  serialKey,
  textOf,
} from '../table/items.ts'
import { askTable, readAll, readByKey, readEach, readOne, readPage, type Table, writeOne } from '../table/table.ts'

const pad = (n: number, width: number) => String(n).padStart(width, '0')

const printKey = ({ dossier, event, sheet, revision }: Print): Key => ({
  pk: dossier,
  sk: `${printsBegin}${pad(event, 6)}#${sheet}#${pad(revision, 3)}`,
})
const monthKey = (agency: string, month: string) => `REGISTER#${agency}#${month}`
/** Sổ tiếp nhận: one line for each reception. */
export const registerLine = ({ agency, at, dossier }: { agency: string; at: Instant; dossier: string }): Item => ({
  pk: monthKey(agency, at.slice(0, 7)),
  sk: `${at}#${dossier}`,
})
const partiesKey = (dossier: string): Key => ({ pk: dossier, sk: 'PART#parties' })

/** Others at the same agency take the next number at the same moment: how often that may happen in a row. */
const rounds = 40

export function createPrints(table: Table): Prints {
  return {
    async begin(print, series) {
      for (let round = 0; round < rounds; round += 1) {
        const there = await readOne(table, printKey(print))
        if (there) return contentOf<Print>(there)
        const begun = await write(table, print, series)
        if (begun) return begun
        await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(500, 10 * 2 ** round)))
      }
      throw new Outage('the table', new Error('others keep taking the number'))
    },
    async finish(print, drawn) {
      const { drawn: _, ...begun } = print
      const done: Print = { ...begun, drawn }
      const condition = { ConditionExpression: 'attribute_not_exists(drawnAt)' }
      if (await writeOne(table, { ...printKey(print), d: done, drawnAt: drawn.key }, condition)) return done
      const there = await readOne(table, printKey(print))
      return there ? contentOf<Print>(there) : done
    },
    async ofDossier(dossier) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :drawn)',
        ExpressionAttributeValues: { ':id': dossier, ':drawn': printsBegin },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<Print>(item))
    },
    async enter(received) {
      await writeOne(table, registerLine(received))
    },
    async received(agency, from, to, limit) {
      const lines: Item[] = []
      for (const month of monthsBetween(from, to)) {
        if (lines.length >= limit) break
        lines.push(...(await linesOf(table, monthKey(agency, month), from, to, limit - lines.length)))
      }
      return readReceived(table, lines)
    },
    async *walkReceived(agency, from, to) {
      for (const month of monthsBetween(from, to)) {
        let lines: Item[] = []
        for await (const line of readEach(table, between(monthKey(agency, month), from, to), walkedAtOnce)) {
          lines.push(line)
          if (lines.length < walkedAtOnce) continue
          yield* await readReceived(table, lines)
          lines = []
        }
        yield* await readReceived(table, lines)
      }
    },
  }
}

const walkedAtOnce = 100

async function write(table: Table, print: Print, series: NumberSeries | undefined): Promise<Print | undefined> {
  const absent = { ConditionExpression: 'attribute_not_exists(pk)' }
  // Nothing else to be true together with it: a transaction would cost the double.
  if (!series) return (await writeOne(table, { ...printKey(print), d: print }, absent)) ? print : undefined
  const last = (await readOne(table, serialKey(series.scope)))?.value
  const value = typeof last === 'number' ? last + 1 : 1
  const begun: Print = { ...print, number: numberIn(series, value) }
  const TableName = table.name
  const seen =
    value === 1
      ? absent
      : {
          ConditionExpression: '#value = :seen',
          ExpressionAttributeNames: { '#value': 'value' },
          ExpressionAttributeValues: { ':seen': value - 1 },
        }
  const TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']> = [
    { Put: { TableName, Item: { ...printKey(print), d: begun }, ...absent } },
    { Put: { TableName, Item: serialItem({ scope: series.scope, value }), ...seen } },
  ]
  try {
    await askTable(() => table.db.send(new TransactWriteCommand({ TransactItems })))
    return begun
  } catch (error) {
    const passes = isRefusedTransaction(error) || refusalsOf(error).includes('TransactionConflict')
    if (passes) return undefined
    throw error
  }
}

async function linesOf(table: Table, pk: string, from: Day, to: Day, limit: number): Promise<Item[]> {
  return (await readPage(table, between(pk, from, to), limit, (item) => textOf(item, 'sk'))).items
}

const between = (pk: string, from: Day, to: Day) => ({
  KeyConditionExpression: 'pk = :month AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':month': pk, ':from': from, ':to': `${to}~` },
})

/** Heads and people are read as they stand: a line of the register keeps neither. */
async function readReceived(table: Table, lines: readonly Item[]): Promise<readonly Received[]> {
  const ids = lines.map((line) => textOf(line, 'sk').split('#')[1] ?? '')
  const [heads, people] = await Promise.all([readByKey(table, ids.map(headKey)), readByKey(table, ids.map(partiesKey))])
  const partiesOf = new Map(people.map((item) => [textOf(item, 'pk'), readItem('PART#parties', item)]))
  return heads.flatMap((item) => {
    const parties = partiesOf.get(textOf(item, 'pk'))
    return parties ? [{ dossier: readItem('HEAD', item), parties }] : []
  })
}

function monthsBetween(from: Day, to: Day): string[] {
  const months: string[] = []
  // What comes after 9999 is written with a sign, and would sort before every year.
  for (let day = `${from.slice(0, 7)}-01`; !day.startsWith('+') && day <= to; day = addMonths(day, 1))
    months.push(day.slice(0, 7))
  return months
}
