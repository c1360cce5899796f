import type { AgencyNotice, AgencyNotices, Digest } from '../../notices/agency-notice.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { readAll, readOne, readPage, type Table, writeOne } from '../table/table.ts'

type Place = Pick<AgencyNotice, 'dossier' | 'n'>

// 'AGENCY#' sorts before 'HEAD', so that loading a dossier does not read them.
const noticeKey = ({ dossier, n }: Place) => ({ pk: dossier, sk: `AGENCY#${String(n).padStart(6, '0')}` })
/** Beside the outbox marks in the same sparse index: what a clock sends. */
const digestShard = 'DIGESTS-TO-SEND'
const digestName = ({ sendAt, agency }: Digest) => `${sendAt}#${agency}#`

export function createAgencyNotices(table: Table): AgencyNotices {
  const notice = async (dossier: string, n: number) => {
    const item = await readOne(table, noticeKey({ dossier, n }))
    return item && contentOf<AgencyNotice>(item)
  }
  return {
    notice,
    join: (told) => writeOne(table, noticeItem(told), { ConditionExpression: 'attribute_not_exists(pk)' }),
    async of(dossier) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :notices)',
        ExpressionAttributeValues: { ':id': dossier, ':notices': 'AGENCY#' },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<AgencyNotice>(item))
    },
    async settle(told) {
      await writeOne(table, noticeItem(told), { ConditionExpression: 'attribute_exists(dPk)' })
    },
    async *digestsDue(by) {
      // From digest to digest, however many notices lie in each.
      for (let after = ''; ; ) {
        const found = await readPage(table, lying(after, `${by}~`), 1, (item) => textOf(item, 'dSk'))
        const [first] = found.items
        if (!first) return
        const [sendAt = '', agency = ''] = textOf(first, 'dSk').split('#')
        yield { sendAt, agency }
        after = `${digestName({ sendAt, agency })}~`
      }
    },
    async waitingFor(digest, limit) {
      const name = digestName(digest)
      const found = await readPage(table, lying(name, `${name}~`), limit, (item) => textOf(item, 'dSk'))
      // The index lags behind: each itself says whether it still waits.
      const now = await Promise.all(found.items.map((item) => notice(textOf(item, 'pk'), numberOf(item))))
      return now
        .filter((told) => told !== undefined)
        .filter((told) => told.state === 'waiting' && digestName(told) === name)
    },
  }
}

const lying = (from: string, to: string) => ({
  IndexName: 'wants',
  KeyConditionExpression: 'dPk = :shard AND dSk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':shard': digestShard, ':from': from === '' ? '0' : from, ':to': to },
})

const numberOf = (item: Item): number => Number(textOf(item, 'sk').split('#')[1])

function noticeItem(told: AgencyNotice): Item {
  const key = noticeKey(told)
  const place = { dPk: digestShard, dSk: `${digestName(told)}${key.pk}#${key.sk}` }
  return { ...key, ...(told.state === 'waiting' ? place : {}), d: told }
}
