import { randomUUID } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, toDate } from '../calendar/day.ts'
import type { LookUps, PublicDossier } from '../ports.ts'
import { codeKey, headKey, type Item, readItem, readPublic, textOf } from './items.ts'
import { askTable, readAll, readOne, type Table, writeOne } from './table.ts'

const failureKey = (address: string) => `FAILURES#${address}`

export function createLookUps(table: Table): LookUps {
  return {
    async ask(names, after, most) {
      // Two questions, whatever is asked: the code's own index holds its dossier and the tries that failed at it.
      const [underCode, address] = await Promise.all([
        readAll(table, {
          IndexName: 'code',
          KeyConditionExpression: 'cPk = :code',
          ExpressionAttributeValues: { ':code': codeKey(names.code) },
        }),
        failuresFrom(table, names.address, after.address, most),
      ])
      const failed = underCode.filter((item) => !isHead(item) && textOf(item, 'sk') > `${after.code}~`)
      const head = underCode.find(isHead)
      const dossier = head && (await publicOf(table, head))
      return { ...(dossier && { dossier }), failures: { code: Math.min(most, failed.length), address } }
    },
    async countFailure({ code, address }, keepSeconds, at) {
      const ttl = Math.ceil(toDate(at).getTime() / 1000) + keepSeconds
      // One item under two keys: the address's own, and the code's beside its dossier.
      await writeOne(table, { pk: failureKey(address), sk: `${at}#${randomUUID()}`, cPk: codeKey(code), ttl })
    },
  }
}

const isHead = (item: Item): boolean => item.sk === 'HEAD'

async function publicOf(table: Table, found: Item): Promise<PublicDossier | undefined> {
  if (found.p !== undefined) return readPublic(found)
  // A head of before the index carried what the public may see.
  const head = await readOne(table, headKey(textOf(found, 'pk')))
  return head && readItem('HEAD', head)
}

/** Counts without reading on when there are as many as matter. */
async function failuresFrom({ db, name }: Table, address: string, after: Instant, most: number): Promise<number> {
  const query = new QueryCommand({
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :name AND sk > :after',
    ExpressionAttributeValues: { ':name': failureKey(address), ':after': `${after}~` },
    Select: 'COUNT',
    Limit: most,
  })
  return (await askTable(() => db.send(query))).Count ?? 0
}
