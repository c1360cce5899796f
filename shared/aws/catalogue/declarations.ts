import type { Declaration, Declarations } from '../../calendar/declarations.ts'
import { remember } from '../remember.ts'
import { contentOf } from '../table/items.ts'
import { readAll, type Table, writeOne } from '../table/table.ts'

const list = 'DECLARATIONS'

/** Decisions about the calendar, numbered without a gap: two at once, and one of them has to read again. */
export function createDeclarations(table: Table): Declarations {
  const read = async () => {
    const items = await readAll(table, {
      KeyConditionExpression: 'pk = :list',
      ExpressionAttributeValues: { ':list': list },
      ConsistentRead: true,
    })
    return items.map((item) => contentOf<Declaration>(item))
  }
  const remembered = remember(read)
  return {
    declarations: remembered.ask,
    declarationsNow: read,
    async declare(declaration) {
      const item = { pk: list, sk: `V#${String(declaration.n).padStart(6, '0')}`, d: declaration }
      const isNew = await writeOne(table, item, { ConditionExpression: 'attribute_not_exists(pk)' })
      remembered.forget()
      return isNew ? 'declared' : 'overtaken'
    },
  }
}
