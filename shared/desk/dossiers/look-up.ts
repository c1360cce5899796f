import { createHash } from 'node:crypto'
import type { Directory } from '../../agencies/directory.ts'
import type { Instant } from '../../calendar/day.ts'
import type { DeliveryState, Status } from '../../dossier/dossier.ts'
import { handlingAgency } from '../../dossier/handling-agency.ts'
import { deliveryTerms, statusTerms } from '../../dossier/terms.ts'
import { freePlaces, subscriberOf, tryLimits } from '../../dossier/tries.ts'
import { Outage } from '../../outage.ts'
import type { Digests, PublicDossier } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

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

/** How often a try steps aside for others of the same moment; each that overtakes it takes one of the five places. */
const mostRounds = 10

/** Letters and digits that cannot be taken for one another when read from paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Mã tra cứu: six signs printed on the receipt, derived and nowhere stored. */
export function receiptSecret(digests: Digests, dossier: string): string {
  const digest = createHash('sha256').update(digests.ofLookupFactor(dossier, 'receipt')).digest()
  return [...digest.subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

export const longSecret = 12

/** Mã khảo sát for the link of a message: twelve signs, derived and nowhere stored; no officer is shown it. */
export function surveySecret(digests: Digests, dossier: string): string {
  const digest = createHash('sha256').update(digests.ofLookupFactor(dossier, 'survey')).digest()
  return [...digest.subarray(0, longSecret)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

/**
 * Tra cứu: exact code and the receipt's secret. Whether the code is unknown, the secret wrong or the code locked after
 * five wrong tries, the answer is the same, and so are the questions to the table; only an address is told that it asked
 * too often. Whether the secret is right is settled before the tries at its code are read: of many at once a right one is
 * found only if fewer than five wrong ones were counted by then. A wrong try is one write, a right or refused one none.
 * Throws Outage.
 */
export async function lookUp(
  desk: Proving & Pick<Desk, 'catalogue'>,
  asked: Proof,
): Promise<{ found: LookedUp } | 'not-found' | 'too-many'> {
  const proved = await prove(desk, asked, receiptSecret)
  if (typeof proved === 'string') return proved
  return { found: tellState(proved.dossier, asked.code, await directory(desk)) }
}

export type Proving = Pick<Desk, 'lookUps' | 'digests' | 'now' | 'pause' | 'chance'>

export interface Proof {
  code: string
  factor: string
  sourceIp: string
}

/** The dossier of a code, for whoever holds the secret that `secretOf` derives; throttled as a look-up is. Throws Outage. */
export async function prove(
  desk: Proving,
  asked: Proof,
  secretOf: typeof receiptSecret,
): Promise<{ dossier: PublicDossier } | 'not-found' | 'too-many'> {
  const at = desk.now()
  const { code, sourceIp } = asked
  const address = desk.digests.ofLookupFactor('address', subscriberOf(sourceIp))
  const isTooMany = async (most: number) => (await desk.lookUps.triesFrom(address, at)) > most
  for (let round = 0; round < mostRounds; round += 1) {
    const [found, refused] = await Promise.all([desk.lookUps.underCode(code), isTooMany(tryLimits.address.most - 1)])
    if (refused) return 'too-many'
    const secret = secretOf(desk.digests, found?.id ?? code)
    const isRight = same(secret, asked.factor.toUpperCase())
    const free = freePlaces(await desk.lookUps.placesAt(code), at)
    // Any of the free ones, so that many at once do not all want the same.
    const place = free[Math.floor(desk.chance() * free.length)]
    if (place === undefined) return 'not-found'
    if (isRight && found) {
      const dossier = await desk.lookUps.shown(found)
      return dossier ? { dossier } : 'not-found'
    }
    if ((await desk.lookUps.count({ code, address, at }, place)) === 'counted') {
      // Others may have been counted since it looked: of many at once from an address, the limit is told no more than thirty.
      return (await isTooMany(tryLimits.address.most)) ? 'too-many' : 'not-found'
    }
    await desk.pause(Math.ceil(desk.chance() * 10 * 2 ** Math.min(round, 6)))
  }
  throw new Outage('the look-up', new Error('others tried the same code at every moment'))
}

/** Status, dates and office of a dossier: nothing of it is about a person. */
export function tellState(dossier: PublicDossier, code: string, units: Directory): LookedUp {
  const agency = handlingAgency(dossier, units)
  const { submittedAt, acceptedAt, dueAt, finishedAt } = dossier
  return {
    code,
    procedureName: dossier.procedureName,
    status: dossier.status,
    statusTerm: statusTerms[dossier.status],
    office: units.unit(agency)?.name ?? agency,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(acceptedAt === undefined ? {} : { acceptedAt }),
    ...(dueAt === undefined || dossier.clock === 'paused' ? {} : { dueAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    delivery: dossier.delivery,
    deliveryTerm: deliveryTerms[dossier.delivery],
  }
}

/** Compares without telling by its time how much was right. */
function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ (b.charCodeAt(i) || 0)
  return difference === 0
}
