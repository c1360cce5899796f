import { createDigests } from '../../shared/aws/keys/digests.ts'
import type { Want } from '../../shared/dossier/dossier.ts'
import type { Message, Settlement, ShipmentOrder, TrackingRow, UnreadRow } from '../../shared/messages/messages.ts'
import type { Digests, Doorbells, Mail, Post } from '../../shared/ports.ts'

export interface MemoryDoorbells extends Doorbells {
  /** What was rung, in order. */
  rung: { queue: Want | 'imports' | 'archives' | 'webhooks' | 'reporting'; group: string; message: Message }[]
  /** For which reasons it was rung again. */
  reasons: string[]
}

export function memoryDoorbells(): MemoryDoorbells {
  const rung: MemoryDoorbells['rung'] = []
  const reasons: string[] = []
  return {
    rung,
    reasons,
    again(why) {
      reasons.push(why)
      return this
    },
    async ring(queue, dossier, n) {
      rung.push({ queue, group: dossier, message: { kind: 'doorbell', dossier, n } })
    },
    async ringTracking(row) {
      rung.push({ queue: 'postal-returns', group: row.orderNumber, message: { kind: 'tracking', row: { ...row } } })
    },
    async ringImport(id) {
      rung.push({ queue: 'imports', group: 'imports', message: { kind: 'import', id } })
    },
    async ringArchive(id, _askedAt) {
      rung.push({ queue: 'archives', group: id, message: { kind: 'archive', id } })
    },
    async ringReport(id) {
      rung.push({ queue: 'reporting', group: id, message: { kind: 'report', id } })
    },
    async ringIssues(agency, month) {
      rung.push({ queue: 'reporting', group: `issues:${agency}`, message: { kind: 'issues', agency, month } })
    },
    async ringDigest(digest) {
      rung.push({ queue: 'notices', group: `digest:${digest.agency}`, message: { kind: 'digest', ...digest } })
    },
    async ringMoved(agency, declaration) {
      rung.push({ queue: 'notices', group: agency, message: { kind: 'moved', agency, declaration } })
    },
    async ringMailOutcome(message) {
      rung.push({ queue: 'notices', group: 'mail-outcomes', message })
    },
    async ringCompare(dossier, day) {
      rung.push({ queue: 'portal', group: dossier, message: { kind: 'compare', dossier, day } })
    },
    async ringCatalogue(of, day) {
      rung.push({ queue: 'portal', group: `catalogue:${of}`, message: { kind: 'catalogue', of, day } })
    },
    async ringWebhook(bell) {
      const group = `${bell.subscription}:${bell.dossier}`
      rung.push({ queue: 'webhooks', group, message: { kind: 'webhook', ...bell } })
    },
    async ringNotice(agency, day) {
      rung.push({ queue: 'notices', group: agency, message: { kind: 'notice', agency, day } })
    },
  }
}

export interface MemoryMail extends Mail {
  sent: { to: string; subject: string; text: string; notice?: string }[]
}

export function memoryMail(): MemoryMail {
  const sent: MemoryMail['sent'] = []
  return {
    sent,
    async send(to, subject, text, notice) {
      sent.push({ to, subject, text, ...(notice !== undefined && { notice }) })
    },
  }
}

export interface MemoryPost extends Post {
  orders: ShipmentOrder[]
  /** What tracking shows; tests push rows with rising ids. */
  tracking: (TrackingRow | UnreadRow)[]
  cancelled: string[]
  settled: (Settlement | UnreadRow)[]
}

/** The same order number gives the same waybill, as at the post. */
export function memoryPost(): MemoryPost {
  const orders: ShipmentOrder[] = []
  const tracking: MemoryPost['tracking'] = []
  const cancelled: string[] = []
  const settled: MemoryPost['settled'] = []
  return {
    orders,
    tracking,
    cancelled,
    settled,
    async cancel(orderNumber) {
      if (!orders.some((order) => order.orderNumber === orderNumber)) return 'unknown'
      const told = tracking.flatMap((row) => ('orderNumber' in row && row.orderNumber === orderNumber ? [row] : []))
      if (told.some((row) => row.state !== 'registered' && row.state !== 'cancelled')) return 'too-late'
      if (!cancelled.includes(orderNumber)) cancelled.push(orderNumber)
      return 'cancelled'
    },
    settlements: async (lastId) => after(settled, lastId),
    async order(order) {
      const known = orders.findIndex((each) => each.orderNumber === order.orderNumber)
      const place = known === -1 ? orders.push({ ...order }) - 1 : known
      return { waybill: `EH${String(place + 1).padStart(9, '0')}VN` }
    },
    track: async (lastId) => after(tracking, lastId),
  }
}

function after<Row extends { id?: number }>(rows: readonly Row[], lastId: number): Row[] {
  const placeOf = ({ id }: Row) => id ?? lastId
  return rows.filter(({ id }) => id === undefined || id > lastId).sort((a, b) => placeOf(a) - placeOf(b))
}

export function memoryDigests(): Digests {
  return createDigests({ identityKey: 'identity-key-of-tests', lookupKey: 'lookup-key-of-tests' })
}
