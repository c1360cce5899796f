import { createHash } from 'node:crypto'
import { contentOf, type Item, type Key } from './items.ts'

/** Where content lies that is too long for an item of the table. */
export interface LongTexts {
  put(name: string, json: string): Promise<void>
  get(name: string): Promise<string>
}

/** Bytes of JSON; the table takes 400 KB an item, keys and marshalling included. */
const mostBytes = 300_000

/** An item that holds its content, or the name of the long text that does, with as much of it as `short` picks. */
export async function itemWith<T extends object>(
  texts: LongTexts | undefined,
  key: Key,
  content: T,
  short: (content: T) => object,
): Promise<Item> {
  const json = JSON.stringify(content)
  if (Buffer.byteLength(json) <= mostBytes) return { ...key, d: content }
  // Named by its content: of two writers of one version, neither touches what the other wrote.
  const digest = createHash('sha256').update(json).digest('hex').slice(0, 16)
  const object = `${key.pk}/${key.sk}-${digest}.json`
  await given(texts).put(object, json)
  return { ...key, object, d: short(content) }
}

export async function contentWith<T>(texts: LongTexts | undefined, item: Item): Promise<T> {
  if (typeof item.object !== 'string') return contentOf<T>(item)
  return contentOf<T>({ d: JSON.parse(await given(texts).get(item.object)) })
}

/** A function that never shows a long text is given none, and carries no client of the buckets. */
function given(texts: LongTexts | undefined): LongTexts {
  if (!texts) throw new Error('a long text is asked for where none was given')
  return texts
}
