import type { Claims } from '../access/claims.ts'
import type { Machine } from '../access/machine.ts'
import type { Person } from '../access/person.ts'
import { isObjection } from '../dossier/objections.ts'
import { type LogLine, log, traceOf } from '../log.ts'
import { Outage } from '../outage.ts'
import { admit, bearsStaffToken, type Issuers, type Listing } from './admit.ts'
import { type Answers, isBadInput, isPage, type RouteOf } from './answers/answer.ts'
import { deprecationHeaders } from './deprecation.ts'
import { unknownAgency } from './known-agency.ts'
import { parseRequest } from './parse.ts'
import { type Fault, isRefusal, type Problem, problemOf, problemOfObjection } from './problems.ts'
import { type Reply, respondElsewhere, respondPage, respondProblem, respondShown } from './respond.ts'
import { type Entry, type Route, type RouteId, type Row, routes } from './routes.ts'
import type { Shape } from './schemas.ts'

export interface Meta {
  requestId: string
  /** `GET /v1/desk/dossiers/{id}`: the row of the table that was knocked at. */
  routeKey: string
  sourceIp: string
}

export interface Service<E extends Entry, D> {
  serves: E
  /** Asked for inside the catch: a desk whose secrets cannot be read yet is an outage like any other. */
  desk: () => Promise<D>
  answers: Answers<E, D>
  /** The shapes of its own rows; those of other doors stay out of the bundle. */
  schemas: { [Id in RouteOf<E>]: () => Shape | Promise<Shape> }
  issuers: Issuers
  /** Another table than our own. */
  rows?: readonly Row[]
  write?: (line: LogLine) => void
}

/** An answer that does not fit its schema stays in the house. */
class Leak extends Error {
  override name = 'Leak'
}

interface AnyAsked {
  person: Person | Machine | undefined
  path: unknown
  query: unknown
  body: unknown
  key: string | undefined
  sourceIp: string
  authorization: string | undefined
  requestId: string
}
type AnyAnswer<D> = (asked: AnyAsked, desk: D) => Promise<unknown>
type Told = { response: Reply; line: Partial<LogLine> }

/** One request: row, person, role, parse, answer, show. Every no leaves as a problem; one line is logged. */
export function serve<E extends Entry, D extends Listing>(service: Service<E, D>) {
  const write = service.write ?? log
  const own = (service.rows ?? routes).filter((row) => row.serves === service.serves)
  const rows = new Map(own.map((row: Row) => [keyOf(row), row]))
  return async (request: Request, claims: Claims | undefined, meta: Meta): Promise<Reply> => {
    const begun = performance.now()
    const row = rows.get(meta.routeKey)
    const { response, line } = await told(() => answerAt(service, row, request, claims, meta))
    write({
      requestId: meta.requestId,
      outcome: 'answered',
      ...(row ? { route: row.id } : {}),
      ...line,
      status: response.status,
      milliseconds: Math.round(performance.now() - begun),
    })
    if (!row?.deprecated) return response
    return { ...response, headers: { ...response.headers, ...deprecationHeaders(row.deprecated) } }
  }
}

/** The one catch of this floor: a neighbour that did not answer may be asked again; anything else is our fault. */
async function told(answer: () => Promise<Told>): Promise<Told> {
  try {
    return await answer()
  } catch (error) {
    const code = error instanceof Outage ? 'outage' : 'defect'
    return { response: respondProblem(problemOf(code)), line: { outcome: code, ...traceOf(error) } }
  }
}

async function answerAt<E extends Entry, D extends Listing>(
  service: Service<E, D>,
  row: Row | undefined,
  request: Request,
  claims: Claims | undefined,
  meta: Meta,
): Promise<Told> {
  if (!row) return no(problemOf('not-found'), {})
  if (row.noStaff && bearsStaffToken(request, service.issuers)) return no(problemOf('officers-do-not-answer'), {})
  const admitted = await admit(row, claims, service.issuers, service.desk)
  if ('refusal' in admitted) return no(problemOf(admitted.refusal), idIn(admitted.who))
  const { person } = admitted
  const who = idIn(person?.id)

  const shape = await shapeOf(service, row.id)
  const parsed = await parseRequest(request, row.path, shape)
  if (row.isMute && !('parts' in parsed)) return no(problemOf('not-found'), who)
  if ('refusal' in parsed) return no(problemOf(parsed.refusal, parsed.because), who)
  if ('faults' in parsed) return no(problemOf('bad-input', parsed.faults), who)

  const unknown = await unknownAgency(parsed.parts, service.desk)
  if (unknown.length > 0) return no(problemOf('bad-input', unknown), who)

  const authorization = row.issuer === 'partner' ? (request.headers.get('authorization') ?? undefined) : undefined
  const asked = { person, authorization, sourceIp: meta.sourceIp, requestId: meta.requestId, ...parsed.parts }
  const line = { ...who, ...subjectOf(asked) }
  const reply = await answerOf(service, row.id)(asked, await service.desk())
  if (isPage(reply)) return { response: respondPage(reply), line }
  const problem = problemIn(reply, asked)
  if (problem) return no(problem, line)
  const shown = shape.answer.safeParse(reply)
  if (!shown.success) throw new Leak(`${row.id} does not fit its schema`, { cause: shown.error })
  if (shape.status === 302) return { response: respondElsewhere(String(Reflect.get(Object(shown.data), 'url'))), line }
  const isLaw = row.issuer === 'none' && row.method === 'GET'
  return { response: respondShown(shape.status, shown.data, isLaw), line }
}

function no(problem: Problem, line: Partial<LogLine>): Told {
  return { response: respondProblem(problem), line: { ...line, outcome: problem.code } }
}

function problemIn(reply: unknown, asked: AnyAsked): Problem | undefined {
  if (reply === undefined) return problemOf('not-found')
  if (isObjection(reply)) return problemOfObjection(reply)
  if (isRefusal(reply))
    return problemOf(reply.refusal, reply.refusal === 'not-your-agency' ? [agencyIn(asked)] : undefined)
  return isBadInput(reply) ? problemOf('bad-input', reply.faults) : undefined
}

/** The agency that was named, wherever it was. */
function agencyIn({ body }: AnyAsked): Fault {
  const where = textIn(body, 'agency') === undefined ? 'query.agency' : 'body.agency'
  return { where, code: 'not-offered', detail: 'Nêu cơ quan của mình, hoặc bỏ trống.' }
}

function idIn(person: string | undefined): Partial<LogLine> {
  return person === undefined ? {} : { person }
}

/** Dossier id and act for the log; nothing else of what was said. */
function subjectOf(asked: AnyAsked): Partial<LogLine> {
  const id = textIn(asked.path, 'id')
  const act = textIn(asked.body, 'act')
  return { ...(id === undefined ? {} : { code: id }), ...(act === undefined ? {} : { act }) }
}

function textIn(part: unknown, name: string): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const value: unknown = Reflect.get(part, name)
  return typeof value === 'string' ? value : undefined
}

/** The table is complete by its type; the compiler only cannot tie one row's answer to its parsed request. */
function answerOf<E extends Entry, D>(service: Service<E, D>, id: RouteId): AnyAnswer<D> {
  return (service.answers as unknown as Record<RouteId, AnyAnswer<D>>)[id]
}

function shapeOf<E extends Entry, D>(service: Service<E, D>, id: RouteId): Shape | Promise<Shape> {
  return (service.schemas as unknown as Record<RouteId, () => Shape | Promise<Shape>>)[id]()
}

function keyOf(row: Route): string {
  return `${row.method} ${row.path}`
}
