import type { ImportRun } from '../../catalogue/import-run.ts'
import type { ImportRuns } from '../../catalogue/imports.ts'
import { contentOf, type Item } from '../table/items.ts'
import { readOne, readPage, type Table, textOfKey, writeOne } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'

const list = 'IMPORTS'
const runKey = (id: string) => ({ pk: `IMPORT#${id}`, sk: 'RUN' })

/** The runs alone, for whoever opens no file. */
export function createImportRuns(table: Table): ImportRuns {
  return {
    async begin(run) {
      const put = (Item: Item) => ({
        Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
      })
      const items = [
        { ...runKey(run.id), revision: run.revision, d: run },
        { pk: list, sk: `${run.at}#${run.id}` },
      ]
      // Begun before, it stands in the list under its own moment.
      await writeTogether(table.db, items.map(put))
    },
    async find(id) {
      const item = await readOne(table, runKey(id))
      return item && contentOf<ImportRun>(item)
    },
    async move(run, seen) {
      const moved = await writeOne(
        table,
        { ...runKey(run.id), revision: run.revision, d: run },
        { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen } },
      )
      return moved ? 'moved' : 'overtaken'
    },
    async runs(limit, after) {
      const question = {
        KeyConditionExpression: 'pk = :list AND sk < :after',
        ExpressionAttributeValues: { ':list': list, ':after': after ?? '~' },
        ScanIndexForward: false,
      }
      const page = await readPage(table, question, limit, textOfKey)
      const found = await Promise.all(page.items.map((item) => readOne(table, runKey(idOf(item)))))
      const rows = found.flatMap((item) => (item ? [contentOf<ImportRun>(item)] : []))
      return page.next === undefined ? { rows } : { rows, next: page.next }
    },
  }
}

const idOf = (item: Item): string => textOfKey(item).split('#')[1] ?? ''
