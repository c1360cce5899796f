import type { Instant } from '../../calendar/day.ts'
import { toDate } from '../../calendar/day.ts'
import { underWay } from '../../dossier/handling-agency.ts'
import { outdatedAt, tryLimits } from '../../dossier/tries.ts'
import type { FoundUnderCode, LookUps } from '../../ports.ts'
import { codeKey, headKey, type Item, type Key, readItem, readPublic, textOf } from '../table/items.ts'
import { readAll, readOne, readSome, type Table, writeOne } from '../table/table.ts'

const codeTries = (code: string): string => `TRIED#${code}`
const addressTries = (address: string): string => `TRIED#${address}`
const placeKey = (code: string, place: number): Key => ({ pk: codeTries(code), sk: String(place) })

export function createLookUps(table: Table): LookUps {
  return {
    async underCode(code) {
      const [head] = await readAll(table, {
        IndexName: 'code',
        KeyConditionExpression: 'cPk = :code',
        ExpressionAttributeValues: { ':code': codeKey(code) },
      })
      return head && foundIn(head)
    },
    async shown({ id, shown }) {
      if (shown) return shown
      const head = await readOne(table, headKey(id), 'soon')
      return head && readItem('HEAD', head)
    },
    async triesFrom(address, at) {
      const { most } = tryLimits.address
      const question = {
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :address AND dSk > :outdated',
        ExpressionAttributeValues: {
          ':address': addressTries(address),
          ':outdated': outdatedAt(tryLimits.address, at),
        },
      }
      return (await readSome(table, question, most + 1)).items.length
    },
    async placesAt(code) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :code',
        ExpressionAttributeValues: { ':code': codeTries(code) },
        ConsistentRead: true,
      })
      return items.map((item) => ({ place: Number(item.sk), at: textOf(item, 'dSk') }))
    },
    async count({ code, address, at }, place) {
      // One item is both: a place at the code, and by its index a try from the address.
      const item = { ...placeKey(code, place), dPk: addressTries(address), dSk: at, ttl: expiryOf(at) }
      const isCounted = await writeOne(table, item, {
        ConditionExpression: 'attribute_not_exists(pk) OR dSk <= :outdated',
        ExpressionAttributeValues: { ':outdated': outdatedAt(tryLimits.code, at) },
      })
      return isCounted ? 'counted' : 'overtaken'
    },
  }
}

/** The second from which on the table may forget a try. */
const expiryOf = (at: Instant): number => Math.ceil(toDate(at).getTime() / 1000) + tryLimits.code.seconds

function foundIn(found: Item): FoundUnderCode {
  const id = textOf(found, 'pk')
  // A head of before the index carried what the public may see is asked for itself.
  const shown = found.p === undefined ? undefined : readPublic(found)
  // So is one of which a part may be out at an agency that decides: the index does not say whether it is.
  return shown && (shown.competentAgency === undefined || !underWay.has(shown.status)) ? { id, shown } : { id }
}
