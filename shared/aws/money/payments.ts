import {
  dossierOfReference,
  isOpenRow,
  isOwedBack,
  type MoneyRow,
  nameOfRow,
  type PaymentAttempt,
} from '../../messages/attempts.ts'
import type { Difference, GatewayWord, HandedIn, Reconciliation, StatementRow } from '../../messages/reconciliation.ts'
import type { Payments } from '../../payment-ports.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { readAll, readByKey, readOne, readPage, type Table, textOfKey, writeOne } from '../table/table.ts'
import { keepSheets, readSheets } from './payment-sheets.ts'

// 'ATTEMPT#' sorts before 'HEAD', so that loading a dossier does not read its attempts.
const attemptKey = (dossier: string, reference: string) => ({ pk: dossier, sk: `ATTEMPT#${reference}` })
const rowsOfDay = 'MONEY#'
const rowKey = (day: string, name: string) => ({ pk: `${rowsOfDay}${day}`, sk: name })
/** Where the first day of money nobody expected is remembered. */
export const strayKey = (name: string) => ({ pk: `STRAY#${name}`, sk: 'DAY' })
const wordsKey = (day: string, piece: string) => ({ pk: `WORDS#${day}`, sk: piece })
/** A night needs them until its lists are made. */
const wordsSeconds = 3 * 24 * 3600
/** Beside the outbox marks in the same sparse index: what a schedule has to look at. */
const askShard = 'PAYMENTS-TO-ASK'
const backShard = 'PAYMENTS-TO-GIVE-BACK'
const openShard = 'MONEY-OPEN'

type Named = Pick<HandedIn, 'day' | 'source' | 'body'>
const rowsKey = ({ day, source, body }: Named) => `STATEMENT#${day}#${source}#${body}`

function headItem(handed: HandedIn): Item {
  const { day, source, n } = handed
  return { pk: `STATEMENTS#${day}`, sk: `${source}#${String(n).padStart(6, '0')}`, d: handed }
}

export function createPayments(table: Table): Payments {
  const handedIn = async (day: string) => {
    const items = await readAll(table, {
      KeyConditionExpression: 'pk = :day',
      ExpressionAttributeValues: { ':day': `STATEMENTS#${day}` },
      ConsistentRead: true,
    })
    return items.map((item) => contentOf<HandedIn>(item))
  }
  const rowsOfStatement = async (handed: Named) => (await readSheets<StatementRow>(table, rowsKey(handed)))?.rows ?? []
  return {
    async attempt(reference) {
      const dossier = dossierOfReference(reference)
      const item = dossier === undefined ? undefined : await readOne(table, attemptKey(dossier, reference))
      return item && contentOf<PaymentAttempt>(item)
    },
    async attemptsOf(dossier) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :attempts)',
        ExpressionAttributeValues: { ':id': dossier, ':attempts': 'ATTEMPT#' },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<PaymentAttempt>(item)).sort((a, b) => (a.at < b.at ? -1 : 1))
    },
    keepAttempt: (attempt) => writeOne(table, attemptItem(attempt), onlyAfter(attempt.revision)),
    async toAsk(by, limit) {
      const question = {
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard AND dSk < :by',
        ExpressionAttributeValues: { ':shard': askShard, ':by': `${by}~` },
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'dSk'))
      return found.items.map(referenceOfItem)
    },
    async toGiveBack() {
      const items = await readAll(table, {
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard',
        ExpressionAttributeValues: { ':shard': backShard },
      })
      return items.map(referenceOfItem)
    },
    async noteRow(day, row) {
      await writeOne(table, rowItem(day, row))
    },
    noteGivenBack: (day, row) =>
      writeOne(table, rowItem(day, row), {
        ConditionExpression: 'attribute_not_exists(#d.givenBack)',
        ExpressionAttributeNames: { '#d': 'd' },
      }),
    async noteStray(day, row) {
      const name = nameOfRow(row)
      const once = { ConditionExpression: 'attribute_not_exists(pk)' }
      const first = strayKey(name)
      const isFirst = await writeOne(table, { ...first, d: day }, once)
      const known = isFirst ? undefined : await readOne(table, first)
      // Written again under its first day too: whoever claimed the name may have ended before the row was there.
      await writeOne(table, rowItem(known ? contentOf<string>(known) : day, row), once)
    },
    async openRows() {
      const places = await readAll(table, {
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard',
        ExpressionAttributeValues: { ':shard': openShard },
      })
      const keys = places.map((item) => ({ pk: textOf(item, 'pk'), sk: textOf(item, 'sk') }))
      return (await readByKey(table, keys)).map((item) => contentOf<MoneyRow>(item)).filter(isOpenRow)
    },
    async row(day, name) {
      const item = await readOne(table, rowKey(day, name))
      return item && contentOf<MoneyRow>(item)
    },
    async rowsOf(day) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :day',
        ExpressionAttributeValues: { ':day': rowKey(day, '').pk },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<MoneyRow>(item))
    },
    async keepStatement(handed, rows) {
      // The rows first, under what they are: without its head nobody reads them.
      await keepSheets<StatementRow>(table, rowsKey(handed), rows)
      return writeOne(table, headItem(handed), { ConditionExpression: 'attribute_not_exists(pk)' })
    },
    handedIn,
    rowsOfStatement,
    async statements(day) {
      const newest = new Map((await handedIn(day)).map((handed) => [handed.source, handed]))
      const found = [...newest].map(async ([source, handed]) => [source, await rowsOfStatement(handed)] as const)
      return Object.fromEntries(await Promise.all(found))
    },
    keepWords(day, night, piece) {
      const ttl = Math.ceil(Date.now() / 1000) + wordsSeconds
      const item = { ...wordsKey(day, `${night}#${piece[0].reference}`), d: piece, ttl }
      return writeOne(table, item, { ConditionExpression: 'attribute_not_exists(pk)' })
    },
    async words(day, night) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :day AND begins_with(sk, :night)',
        ExpressionAttributeValues: { ':day': wordsKey(day, '').pk, ':night': `${night}#` },
        ConsistentRead: true,
      })
      return items.flatMap((item) => contentOf<readonly GatewayWord[]>(item))
    },
    async keepReconciliation({ differences, ...head }) {
      await keepSheets<Difference>(table, `RECONCILED#${head.day}`, differences, head)
      await writeOne(table, { pk: 'RECONCILED-DAYS', sk: head.day })
    },
    async reconciliation(day) {
      const kept = await readSheets<Difference, Omit<Reconciliation, 'differences'>>(table, `RECONCILED#${day}`)
      return kept && { ...kept.head, differences: kept.rows }
    },
    async reconciledDays(limit) {
      const question = {
        KeyConditionExpression: 'pk = :days',
        ExpressionAttributeValues: { ':days': 'RECONCILED-DAYS' },
        ScanIndexForward: false,
      }
      return (await readPage(table, question, limit, textOfKey)).items.map(textOfKey)
    },
  }
}

/** Money nobody expected: its name in the book, and the day of its row. */
export interface StrayDay {
  name: string
  day: string
}

/** What the key of an item says of it; `undefined` of what is no such money. */
export function strayOfKey(pk: string, sk: string): StrayDay | undefined {
  return pk.startsWith(rowsOfDay) && sk.startsWith('stray#') ? { name: sk, day: pk.slice(rowsOfDay.length) } : undefined
}

function rowItem(day: string, row: MoneyRow): Item {
  const name = nameOfRow(row)
  const place = isOpenRow(row) ? { dPk: openShard, dSk: `${row.at}#${name}` } : {}
  return { ...rowKey(day, name), ...place, d: row }
}

const referenceOfItem = (item: Item): string => textOf(item, 'sk').slice('ATTEMPT#'.length)

function attemptItem(attempt: PaymentAttempt): Item {
  const { dossier, reference, revision } = attempt
  return { ...attemptKey(dossier, reference), ...waitingPlace(attempt), revision, d: attempt }
}

/** Asked about while its end is not known; money that has to go back came with its end. */
function waitingPlace({ reference, askAt, at, backs }: PaymentAttempt): Item {
  if (askAt !== undefined) return { dPk: askShard, dSk: `${askAt}#${reference}` }
  return backs.some(isOwedBack) ? { dPk: backShard, dSk: `${at}#${reference}` } : {}
}

function onlyAfter(revision: number) {
  if (revision === 1) return { ConditionExpression: 'attribute_not_exists(pk)' }
  return { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': revision - 1 } }
}
