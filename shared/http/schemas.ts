import type * as z from 'zod'
import type { Machine } from '../access/machine.ts'
import type { Person } from '../access/person.ts'
import type { RouteId, routes } from './routes.ts'
import { actingSchemas } from './schemas/acting.ts'
import { calendarSchemas } from './schemas/calendar.ts'
import { clockSchemas } from './schemas/clocks.ts'
import { dossierSchemas } from './schemas/dossiers.ts'
import { figuresFileSchemas, figuresSchemas, traceSchemas } from './schemas/figures.ts'
import { impactFileSchemas, impactSchemas } from './schemas/impact.ts'
import { indexFileSchemas, indexSchemas } from './schemas/indices.ts'
import { keepingSchemas } from './schemas/keeping.ts'
import { leagueSchemas } from './schemas/league.ts'
import { noticeSchemas, wishSchemas } from './schemas/notices.ts'
import { machineSchemas, overdueFileSchemas, publicSchemas, staffSchemas } from './schemas/open-doors.ts'
import { organisationSchemas } from './schemas/organisation.ts'
import { paymentSchemas } from './schemas/payments.ts'
import { portalLineSchemas, portalSchemas, portalSheetSchemas, toldFileSchemas } from './schemas/portal.ts'
import { printingSchemas } from './schemas/printing.ts'
import { ratingFileSchemas, ratingSchemas } from './schemas/ratings.ts'
import { reconciliationFileSchemas, reconciliationSchemas, statementSchemas } from './schemas/reconciliation.ts'
import {
  correctionFileSchemas,
  correctionSchemas,
  issueFileSchemas,
  issueSchemas,
  reportJobSchemas,
} from './schemas/report-files.ts'
import { satisfactionSchemas } from './schemas/satisfaction.ts'
import { asideSchemas } from './schemas/set-asides.ts'
import { webhookSchemas } from './schemas/webhooks.ts'

/** What one route takes and gives. All objects are strict: an unknown field is refused by name. */
export interface Shape {
  path?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Whether the `Idempotency-Key` header is required. */
  key?: boolean
  /** 302: whoever asks is sent on to the answer's `url`. */
  status: 200 | 201 | 302
  answer: z.ZodType
}

export const schemas = {
  ...publicSchemas,
  ...dossierSchemas,
  ...actingSchemas,
  ...staffSchemas,
  ...overdueFileSchemas,
  ...machineSchemas,
  ...asideSchemas,
  ...webhookSchemas,
  ...clockSchemas,
  ...printingSchemas,
  ...paymentSchemas,
  ...reconciliationSchemas,
  ...reconciliationFileSchemas,
  ...statementSchemas,
  ...noticeSchemas,
  ...wishSchemas,
  ...calendarSchemas,
  ...keepingSchemas,
  ...organisationSchemas,
  ...portalLineSchemas,
  ...portalSchemas,
  ...portalSheetSchemas,
  ...toldFileSchemas,
  ...satisfactionSchemas,
  ...figuresSchemas,
  ...figuresFileSchemas,
  ...traceSchemas,
  ...reportJobSchemas,
  ...issueSchemas,
  ...issueFileSchemas,
  ...correctionSchemas,
  ...correctionFileSchemas,
  ...leagueSchemas,
  ...impactSchemas,
  ...impactFileSchemas,
  ...indexSchemas,
  ...indexFileSchemas,
  ...ratingSchemas,
  ...ratingFileSchemas,
} as const satisfies Record<RouteId, () => Shape>

/** Typed as any row's, for whoever serves or describes them all alike. */
export function shapeOf(id: RouteId): Shape {
  return schemas[id]()
}

type Schemas = { [Id in RouteId]: ReturnType<(typeof schemas)[Id]> }
type Said<Id extends RouteId, Part extends 'path' | 'query' | 'body'> =
  Schemas[Id] extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined

type RowOf<Id extends RouteId> = Extract<(typeof routes)[number], { id: Id }>
type Knocking<Id extends RouteId> = RowOf<Id>['issuer'] extends 'citizen'
  ? Extract<Person, { kind: 'citizen' }>
  : RowOf<Id>['issuer'] extends 'staff'
    ? Extract<Person, { kind: 'officer' }>
    : RowOf<Id>['issuer'] extends 'machine'
      ? Machine
      : undefined

/** A request that has passed the door: person known, every part parsed. */
export interface Asked<Id extends RouteId> {
  person: Knocking<Id>
  path: Said<Id, 'path'>
  query: Said<Id, 'query'>
  body: Said<Id, 'body'>
  key: Schemas[Id] extends { key: true } ? string : undefined
  sourceIp: string
  /** As it came: of doors that ask for no token, and say what they make of it. */
  authorization: string | undefined
  requestId: string
}

/** What an answer may show, by the schema of its route. */
export type Shown<Id extends RouteId> = z.input<Schemas[Id]['answer']>
