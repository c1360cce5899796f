import { createHash } from 'node:crypto'
import type { Directory } from '../agencies/directory.ts'
import { agencyOf } from '../agencies/unit.ts'
import { type Instant, instantOf, toDate } from '../calendar/day.ts'
import type { DeliveryState, Status } from '../dossier/dossier.ts'
import { deliveryTerms, statusTerms } from '../dossier/terms.ts'
import type { Digests, PublicDossier } from '../ports.ts'
import type { Desk } from './desk.ts'
import { directory } from './surroundings.ts'

/** What anybody who holds the receipt may know: status, dates and office. */
export interface LookedUp {
  code: string
  procedureName: string
  status: Status
  statusTerm: string
  office: string
  submittedAt?: Instant
  acceptedAt?: Instant
  dueAt?: Instant
  finishedAt?: Instant
  delivery: DeliveryState
  deliveryTerm: string
}

/** Wrong tries allowed in any stretch of so many seconds. */
const wrongPerCode = { most: 5, seconds: 3_600 }
const wrongPerAddress = { most: 30, seconds: 60 }

/** Letters and digits that cannot be taken for one another when read from paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Mã tra cứu: six signs printed on the receipt, derived and nowhere stored. */
export function receiptSecret(digests: Digests, dossier: string): string {
  const digest = createHash('sha256').update(digests.ofLookupFactor(dossier, 'receipt')).digest()
  return [...digest.subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

/**
 * Tra cứu: exact code and the receipt's secret. Whether the code is unknown, the secret wrong or the code locked after
 * five wrong tries, the answer is the same, and so are the questions to the table; only an address is told that it asked
 * too often. A wrong try costs one write, a refused one none.
 */
export async function lookUp(
  desk: Pick<Desk, 'lookUps' | 'digests' | 'catalogue' | 'now'>,
  asked: { code: string; factor: string; sourceIp: string },
): Promise<{ found: LookedUp } | 'not-found' | 'too-many'> {
  const at = desk.now()
  const names = { code: asked.code, address: desk.digests.ofLookupFactor('address', asked.sourceIp) }
  const after = { code: before(at, wrongPerCode.seconds), address: before(at, wrongPerAddress.seconds) }
  const { dossier, failures } = await desk.lookUps.ask(names, after, wrongPerAddress.most)
  if (failures.address >= wrongPerAddress.most) return 'too-many'
  if (failures.code >= wrongPerCode.most) return 'not-found'
  const secret = receiptSecret(desk.digests, dossier?.id ?? asked.code)
  if (!same(secret, asked.factor.toUpperCase()) || !dossier) {
    await desk.lookUps.countFailure(names, wrongPerCode.seconds, at)
    return 'not-found'
  }
  return { found: tellState(dossier, asked.code, await directory(desk)) }
}

/** Status, dates and office of a dossier: nothing of it is about a person. */
export function tellState(dossier: PublicDossier, code: string, units: Directory): LookedUp {
  const office = units.unit(agencyOf(dossier.holder))?.name ?? agencyOf(dossier.holder)
  const { submittedAt, acceptedAt, dueAt, finishedAt } = dossier
  return {
    code,
    procedureName: dossier.procedureName,
    status: dossier.status,
    statusTerm: statusTerms[dossier.status],
    office,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(acceptedAt === undefined ? {} : { acceptedAt }),
    ...(dueAt === undefined || dossier.clock === 'paused' ? {} : { dueAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    delivery: dossier.delivery,
    deliveryTerm: deliveryTerms[dossier.delivery],
  }
}

function before(at: Instant, seconds: number): Instant {
  return instantOf(new Date(toDate(at).getTime() - seconds * 1000))
}

/** Compares without telling by its time how much was right. */
function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ (b.charCodeAt(i) || 0)
  return difference === 0
}
