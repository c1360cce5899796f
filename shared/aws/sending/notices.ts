import type { Notice, NoticeChannel, Notices, NoticeWishes } from '../../notices/notice.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { readAll, readOne, readPage, type Table, writeOne } from '../table/table.ts'

type Place = Pick<Notice, 'dossier' | 'n' | 'channel'>

// 'ADVICE#' sorts before 'HEAD', so that loading a dossier does not read its notices.
const noticeKey = ({ dossier, n, channel }: Place) => ({
  pk: dossier,
  sk: `ADVICE#${String(n).padStart(6, '0')}#${channel}`,
})
const wishesKey = (ownerRef: string) => ({ pk: `OWNER#${ownerRef}`, sk: 'WISHES' })
/** Beside the outbox marks in the same sparse index: what a schedule has to ring for. */
const ringShard = 'NOTICES-TO-RING'

export function createNotices(table: Table): Notices {
  return {
    keep: (notice) => writeOne(table, noticeItem(notice), onlyAfter(notice.revision)),
    async notice(dossier, n, channel) {
      const item = await readOne(table, noticeKey({ dossier, n, channel }))
      return item && contentOf<Notice>(item)
    },
    async of(dossier) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :notices)',
        ExpressionAttributeValues: { ':id': dossier, ':notices': 'ADVICE#' },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<Notice>(item))
    },
    async toRing(by, limit) {
      const question = {
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard AND dSk < :by',
        ExpressionAttributeValues: { ':shard': ringShard, ':by': `${by}~` },
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'dSk'))
      return found.items.map(placeOf)
    },
    async wishes(ownerRef) {
      const item = await readOne(table, wishesKey(ownerRef))
      return item && contentOf<NoticeWishes>(item)
    },
    keepWishes: (ownerRef, wishes) =>
      writeOne(table, { ...wishesKey(ownerRef), n: wishes.n, d: wishes }, onlyAfterWish(wishes.n)),
  }
}

function noticeItem(notice: Notice): Item {
  const { ringAt, revision } = notice
  const key = noticeKey(notice)
  const place = ringAt === undefined ? {} : { dPk: ringShard, dSk: `${ringAt}#${key.pk}#${key.sk}` }
  return { ...key, ...place, revision, d: notice }
}

function placeOf(item: Item): Place {
  const [, n, channel] = textOf(item, 'sk').split('#')
  return { dossier: textOf(item, 'pk'), n: Number(n), channel: contentOf<NoticeChannel>({ d: channel }) }
}

/** Those from before they were counted are followed by the first. */
function onlyAfterWish(n: number) {
  if (n === 1) return { ConditionExpression: 'attribute_not_exists(n)' }
  return { ConditionExpression: 'n = :seen', ExpressionAttributeValues: { ':seen': n - 1 } }
}

function onlyAfter(revision: number) {
  if (revision === 1) return { ConditionExpression: 'attribute_not_exists(pk)' }
  return { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': revision - 1 } }
}
