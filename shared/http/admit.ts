import * as z from 'zod'
import { type Claims, machineTokenOf, personOf } from '../access/claims.ts'
import { heiredMachine, type Machine, machineOn } from '../access/machine.ts'
import { holdsRole, type Person } from '../access/person.ts'
import { standingOf } from '../access/standing.ts'
import { dayOf, type Instant } from '../calendar/day.ts'
import { directory } from '../desk/surroundings.ts'
import { lazily } from '../lazily.ts'
import type { Catalogue, Machines } from '../ports.ts'
import { readJson } from '../read-json.ts'
import type { RefusalCode } from './problems.ts'
import type { Route } from './routes.ts'

/** The issuer whose tokens count for each kind of caller; the authorizer has checked the signature. */
export type Issuers = Partial<Record<Exclude<Route['issuer'], 'none' | 'partner'>, string>>

/** What a desk needs to know its callers by: the directory of the day for officers, the list of machines for machines. */
export interface Listing {
  catalogue?: Pick<Catalogue, 'units' | 'officers' | 'changes'>
  machines?: Pick<Machines, 'entry'>
  now?: () => Instant
}

/** Who came in; or why not, and whose token it was. */
export type Admitted = { person: Person | Machine | undefined } | { refusal: RefusalCode; who?: string }

/** Whether somebody at an open door bears an officer's token. Nobody has checked it: it can shut a door and open none. */
export function bearsStaffToken(request: Request, issuers: Issuers): boolean {
  const [, payload = ''] = (request.headers.get('authorization') ?? '').replace(/^bearer\s+/i, '').split('.')
  const read = readJson(Buffer.from(payload, 'base64url').toString('utf8'))
  const claims = 'value' in read ? staffMarks().safeParse(read.value) : undefined
  return claims?.success === true && (claims.data.iss === issuers.staff || claims.data['custom:roles'] !== undefined)
}

const staffMarks = lazily(() => z.looseObject({ iss: z.string().optional(), 'custom:roles': z.string().optional() }))

/** Who you are, and whether this door is yours. What a token lacks is refused before anything is read. */
export async function admit(
  row: Route,
  claims: Claims | undefined,
  issuers: Issuers,
  desk: () => Promise<Listing>,
): Promise<Admitted> {
  if (row.issuer === 'none' || row.issuer === 'partner') return { person: undefined }
  // A token opens only the doors of its own issuer, whatever the gateway let through.
  const expected = issuers[row.issuer]
  if (expected === undefined || claims?.iss !== expected) return { refusal: 'not-signed-in' }
  if (row.issuer === 'machine') return admitMachine(row, claims, desk)
  const knocks = personOf(claims, row.issuer)
  if (!knocks) return { refusal: 'not-signed-in' }
  const who = knocks.id
  if (row.roles && !holdsRole(knocks, row.roles)) return { refusal: 'not-your-door', who }
  const person = knocks.kind === 'officer' ? await ofTheMoment(knocks, await desk()) : knocks
  if (!person) return { refusal: 'not-signed-in', who }
  return row.roles && !holdsRole(person, row.roles) ? { refusal: 'not-your-door', who } : { person }
}

async function admitMachine({ scope }: Route, claims: Claims, desk: () => Promise<Listing>): Promise<Admitted> {
  const token = machineTokenOf(claims)
  if (!token) return { refusal: 'not-signed-in' }
  if (scope === undefined || !token.scopes.includes(scope)) return { refusal: 'not-your-door', who: token.id }
  const { machines, catalogue, now } = await desk()
  if (!machines || !catalogue || !now) throw new TypeError('a desk for machines lacks their list or its directory')
  const person = machineOn(dayOf(now()), token, await machines.entry(token.id))
  if (!person) return { refusal: 'machine-not-listed', who: token.id }
  return { person: heiredMachine(person, await directory({ catalogue, now })) }
}

/** The officer as the directory knows them now; it is remembered for a minute. */
async function ofTheMoment(person: Extract<Person, { kind: 'officer' }>, { catalogue, now }: Listing) {
  if (!catalogue || !now) throw new TypeError('a desk for officers lacks their directory')
  return standingOf(person, await directory({ catalogue, now }))
}
