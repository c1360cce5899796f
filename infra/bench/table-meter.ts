/** Chapters `units`, `import`, `lives`, `reports`, `speed`: the meter before the table. */
import * as z from 'zod'
import { type Body, openTableProxy } from './table-proxy.ts'

/** One call at the table: what it was, which item came first, and the capacity units the table says it took. */
export interface MeteredCall {
  operation: string
  /** Partition and sort key of the first item that is written or read by key. */
  firstKey: string
  /** Bytes of each item that is written, in their order. */
  sizes: readonly { pk: string; sk: string; bytes: number }[]
  writeUnits: number
  readUnits: number
}

export interface TableMeter {
  url: string
  /** The calls since the last time one asked. */
  take(): MeteredCall[]
  stop(): Promise<void>
}

const writing = /^(TransactWriteItems|PutItem|UpdateItem|DeleteItem|BatchWriteItem)$/
const reading = /^(GetItem|Query|BatchGetItem|TransactGetItems)$/

const consumed = z.object({ CapacityUnits: z.number() })
const answerShape = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() })
const item = z.record(z.string(), z.unknown())
const writeShape = z.object({
  Item: item.optional(),
  Key: item.optional(),
  TransactItems: z.array(z.object({ Put: z.object({ Item: item }).optional() })).optional(),
})

/** Asks for the consumed capacity with every call, which is what AWS bills, and writes it down. */
export async function openTableMeter(behind: string): Promise<TableMeter> {
  let calls: MeteredCall[] = []
  const proxy = await openTableProxy(behind, {
    asked(operation, body) {
      if (writing.test(operation) || reading.test(operation)) body.ReturnConsumedCapacity = 'TOTAL'
      return undefined
    },
    answered(operation, body, answer) {
      if (!writing.test(operation) && !reading.test(operation)) return
      const { ConsumedCapacity: said } = answerShape.parse(answer)
      const units = (Array.isArray(said) ? said : said ? [said] : []).reduce((sum, one) => sum + one.CapacityUnits, 0)
      const isWrite = writing.test(operation)
      calls.push({
        operation,
        ...itemsOf(body),
        writeUnits: isWrite ? units : 0,
        readUnits: isWrite ? 0 : units,
      })
    },
  })
  return {
    url: proxy.url,
    stop: proxy.stop,
    take() {
      const taken = calls
      calls = []
      return taken
    },
  }
}

function itemsOf(body: Body): Pick<MeteredCall, 'firstKey' | 'sizes'> {
  const { Item, Key, TransactItems = [] } = writeShape.parse(body)
  const items = [...(Item ? [Item] : []), ...TransactItems.flatMap(({ Put }) => (Put ? [Put.Item] : []))]
  const first = items[0] ?? Key
  return {
    firstKey: first ? `${textIn(first.pk)} ${textIn(first.sk)}` : '',
    sizes: items.map((one) => ({ pk: textIn(one.pk), sk: textIn(one.sk), bytes: bytesOf(one) })),
  }
}

const typed = z.object({ S: z.string() })
const textIn = (value: unknown): string => typed.safeParse(value).data?.S ?? ''

/** Bytes of an item as AWS counts them: names and values, three for each list or map and one for each member. */
export function bytesOf(attributes: Readonly<Record<string, unknown>>): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)
}

const valueShape = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ B: z.string() }),
  z.object({ M: item }),
  z.object({ L: z.array(z.unknown()) }),
])

function valueBytes(value: unknown): number {
  const read = valueShape.safeParse(value).data
  if (!read) return 1
  if ('S' in read) return Buffer.byteLength(read.S)
  if ('N' in read) return Math.ceil(read.N.replace(/[-.]/g, '').length / 2) + 1
  if ('B' in read) return Buffer.byteLength(read.B, 'base64')
  if ('M' in read) return 3 + Object.keys(read.M).length + bytesOf(read.M)
  return 3 + read.L.reduce((sum: number, one) => sum + 1 + valueBytes(one), 0)
}

/** Read units of some calls together. */
export const readsIn = (calls: readonly MeteredCall[]): number =>
  calls.reduce((sum, { readUnits }) => sum + readUnits, 0)
/** Write units of some calls together. */
export const writesIn = (calls: readonly MeteredCall[]): number =>
  calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0)
