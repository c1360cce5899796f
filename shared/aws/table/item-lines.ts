import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { TypedItem } from './every-item.ts'

/** An item as one line: attributes and members of sets in order, so that equal items are equal lines. */
export function lineOf(item: TypedItem): string {
  return JSON.stringify(writeMap(item))
}

type Written = Record<string, unknown>

function writeMap(map: TypedItem): Written {
  const names = Object.keys(map).sort(byCodeUnits)
  return Object.fromEntries(names.flatMap((name) => (map[name] ? [[name, writeValue(map[name])]] : [])))
}

function writeValue(value: AttributeValue): Written {
  if (value.S !== undefined) return { S: value.S }
  if (value.N !== undefined) return { N: value.N }
  if (value.BOOL !== undefined) return { BOOL: value.BOOL }
  if (value.NULL !== undefined) return { NULL: value.NULL }
  if (value.B !== undefined) return { B: base64Of(value.B) }
  if (value.L !== undefined) return { L: value.L.map(writeValue) }
  if (value.M !== undefined) return { M: writeMap(value.M) }
  if (value.SS !== undefined) return { SS: value.SS.toSorted(byCodeUnits) }
  if (value.NS !== undefined) return { NS: value.NS.toSorted(byCodeUnits) }
  if (value.BS !== undefined) return { BS: value.BS.map(base64Of).sort(byCodeUnits) }
  throw new TypeError(`an attribute of a type this export does not know: ${Object.keys(value).join()}`)
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

const value: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.boolean() }),
    z.strictObject({ B: z.string() }).transform(({ B }) => ({ B: bytesOf(B) })),
    z.strictObject({ L: z.array(value) }),
    z.strictObject({ M: z.record(z.string(), value) }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ BS: z.array(z.string()) }).transform(({ BS }) => ({ BS: BS.map(bytesOf) })),
  ]),
)
const item = z.record(z.string(), value)

/** Reads a line back. Throws on whatever `lineOf` did not write, so that nothing is dropped on the way in. */
export function itemOf(line: string): TypedItem {
  const read = item.parse(JSON.parse(line))
  if (lineOf(read) !== line) throw new TypeError('a line that no export wrote')
  return read
}

/** A line in plain values, as the document client would give the item. The line is not checked. */
export function plainOf(line: string): Record<string, unknown> {
  return plainMap(JSON.parse(line))
}

function plainMap(map: Written): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, typed]) => [name, plainValue(Object(typed))]))
}

function plainValue(typed: Written): unknown {
  const [[type, value] = []] = Object.entries(typed)
  if (type === 'N') return Number(value)
  if (type === 'B') return bytesOf(String(value))
  if (type === 'NULL') return null
  if (type === 'L' && Array.isArray(value)) return value.map(plainValue)
  return type === 'M' ? plainMap(Object(value)) : value
}
