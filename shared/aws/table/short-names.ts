import { agencyOf } from '../../agencies/unit.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { lazily } from '../../lazily.ts'
import type { PublicDossier } from '../../ports.ts'
import { packProofs, unpackProofs } from './file-proofs.ts'

/**
 * Attribute names and digests as the table keeps them. Every act writes a head and an event and pays by the kilobyte:
 * short names and digests as bytes keep both within one. A letter once given is never given to another field.
 */
const headNames = {
  id: 'i',
  version: 'v',
  code: 'c',
  procedure: 'p',
  procedureVersion: 'pv',
  procedureName: 'pn',
  case: 'ce',
  channel: 'ch',
  status: 's',
  clock: 'cl',
  money: 'm',
  delivery: 'dl',
  sync: 'sy',
  receivingUnit: 'ru',
  competentAgency: 'ca',
  holder: 'h',
  officer: 'o',
  agencies: 'ag',
  step: 'st',
  firstStep: 'fs',
  lastStep: 'ls',
  parent: 'pa',
  child: 'ci',
  partAt: 'ct',
  transferAcknowledgedAt: 'ta',
  supplementStage: 'ss',
  supplementCount: 'sc',
  returnBy: 'rb',
  createdAt: 'cr',
  submittedAt: 'su',
  acceptedAt: 'ac',
  stageFrom: 'sf',
  answerDueAt: 'an',
  dueAt: 'du',
  stepDueAt: 'sd',
  provisional: 'pr',
  finishedAt: 'fi',
  class: 'k',
  classByLaw: 'kl',
  workedMinutes: 'wm',
  result: 're',
  shipmentCount: 'sh',
  waybill: 'w',
  planRef: 'pl',
  ownerRef: 'ow',
  applicantMasked: 'am',
  chain: 'x',
  lastKeys: 'lk',
  updatedAt: 'u',
  carriage: 'cg',
  carriageCount: 'cc',
  endedCarriage: 'eg',
  papersAt: 'pt',
  reportedLost: 'rl',
  voidedShipment: 'vs',
  receptionSupplementCount: 'rs',
  supplementDueAt: 'sn',
  supplementAskedAt: 'sk',
  supplementExpiredAt: 'se',
  extensionCount: 'ex',
  pausedFor: 'pf',
  pausedAt: 'pz',
  consulted: 'cs',
  corrects: 'cf',
  correction: 'cn',
  returnedAt: 'rt',
  errand: 'er',
  recalled: 'rd',
  taxNotice: 'tn',
  sets: 'sb',
  nonTerritorial: 'nt',
  membersOutcome: 'mo',
} as const satisfies Record<keyof Dossier, string>

const eventNames = {
  dossier: 'i',
  n: 'n',
  at: 't',
  act: 'a',
  by: 'b',
  key: 'k',
  body: 'y',
  from: 'f',
  to: 'o',
  holder: 'h',
  officer: 'of',
  step: 'st',
  note: 'no',
  reason: 'r',
  dueAt: 'du',
  detail: 'de',
  wants: 'w',
  was: 'wa',
  previous: 'p',
  digest: 'x',
} as const satisfies Record<keyof DossierEvent, string>

/** The fields that share a letter with another one: one of the two would be lost without a word. */
type Sharing<Names> = {
  [Field in keyof Names]: Names[Field] extends Names[Exclude<keyof Names, Field>] ? Field : never
}[keyof Names]
type None<Fields> = [Fields] extends [never] ? true : Fields
true satisfies None<Sharing<typeof headNames>>
true satisfies None<Sharing<typeof eventNames>>

type Content = Readonly<Record<string, unknown>>

const sha256 = /^[0-9a-f]{64}$/
/** Fields that hold a SHA-256 in hex, where they hold one. */
const digests: ReadonlySet<string> = new Set(['chain', 'planRef', 'body', 'previous', 'digest'])

function shorten(names: Readonly<Record<string, string>>, content: object): Content {
  const short: Record<string, unknown> = {}
  for (const [name, value] of Object.entries<unknown>({ ...content })) {
    const isDigest = digests.has(name) && typeof value === 'string' && sha256.test(value)
    short[names[name] ?? name] = isDigest ? Buffer.from(value, 'hex') : value
  }
  return short
}

const turned = (names: Readonly<Record<string, string>>) =>
  lazily(() => new Map(Object.entries(names).map(([name, letter]) => [letter, name])))
const headFields = turned(headNames)
const eventFields = turned(eventNames)

const hexOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex')

function lengthen(long: ReadonlyMap<string, string>, short: Content): Content {
  const content: Record<string, unknown> = {}
  for (const [letter, value] of Object.entries(short))
    content[long.get(letter) ?? letter] = value instanceof Uint8Array ? hexOf(value) : value
  return content
}

/** What the public look-up shows, beside the agencies, and what tells these: it stands apart, so that the code index carries no more. */
const publicFields: ReadonlySet<string> = new Set([
  'procedure',
  'procedureName',
  'status',
  'clock',
  'delivery',
  'submittedAt',
  'acceptedAt',
  'dueAt',
  'finishedAt',
] satisfies (keyof PublicDossier)[])

/**
 * A head in two parts, of which the index takes `p`. Where another agency decides than received it, a part goes there and
 * comes back: each would write the index anew, so `p` names that agency, which stays, and a look-up asks the head for the part.
 */
export function publicPart(dossier: Omit<Dossier, 'id'>): { p: Content; d: Content } {
  const isDecidedElsewhere = agencyOf(dossier.receivingUnit) !== agencyOf(dossier.competentAgency)
  const ofPart = isDecidedElsewhere ? 'competentAgency' : 'partAt'
  const [open, rest] = [true, false].map((isPublic) =>
    Object.fromEntries(
      Object.entries(dossier).filter(([name]) => (publicFields.has(name) || name === ofPart) === isPublic),
    ),
  )
  return {
    p: shorten(headNames, { ...open, holder: agencyOf(dossier.holder) }),
    d: shorten(headNames, { ...rest }),
  }
}

/** The attribute under which a head keeps a field. */
export const headName = (field: keyof Dossier): string => headNames[field]
/** The attribute under which an event keeps a field. */
export const eventName = (field: keyof DossierEvent): string => eventNames[field]
export const shortHead = (dossier: Omit<Dossier, 'id'>): Content => shorten(headNames, dossier)
export const longHead = (short: Content): Content => lengthen(headFields(), short)
export const shortEvent = (event: Omit<DossierEvent, 'dossier'>): Content => {
  const { detail, was } = event
  return {
    ...shorten(eventNames, event),
    ...(detail && { [eventNames.detail]: packProofs(detail) }),
    ...(was && { [eventNames.was]: shorten(headNames, was) }),
  }
}
export const longEvent = (short: Content): Content => {
  const { detail, was, ...event } = lengthen(eventFields(), short)
  return {
    ...event,
    ...(isRecord(detail) ? { detail: unpackProofs(detail) } : detail === undefined ? {} : { detail }),
    ...(isRecord(was) ? { was: lengthen(headFields(), was) } : was === undefined ? {} : { was }),
  }
}

const isRecord = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
