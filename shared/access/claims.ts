import * as z from 'zod'
import type { Role } from '../agencies/unit.ts'
import { lazily } from '../lazily.ts'
import { type Machine, type Scope, scopeName, scopes } from './machine.ts'
import type { Person } from './person.ts'

/** What a token says once an authorizer has checked its signature, issuer and audience. */
export type Claims = Readonly<Record<string, unknown>>

const roleNames = {
  reception: true,
  handler: true,
  'unit-head': true,
  leader: true,
  clerk: true,
  cashier: true,
  'return-desk': true,
  supervisor: true,
  admin: true,
} as const satisfies Record<Role, true>

/** Meant for asking, not for renewing a sign-in; an authorizer does not look at it. */
const use = () => z.enum(['access', 'id']).optional()

/** A name as every table holds it and every page shows it: in NFC, whole characters, none that steer or turn. */
const name = lazily(() =>
  z
    .string()
    .max(200)
    .transform((said) =>
      said
        .toWellFormed()
        .normalize('NFC')
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    ),
)

const staffClaims = lazily(() =>
  z.object({
    token_use: use(),
    sub: z.string().min(1).max(128),
    /** The directory's own id of the officer: the pool's user name. */
    'cognito:username': z.string().min(1).max(128).optional(),
    'custom:unit': z.string().min(1).max(100),
    'custom:roles': z.string().max(500),
    name: name().optional(),
  }),
)

const citizenClaims = lazily(() =>
  z.object({
    token_use: use(),
    sub: z.string().min(1).max(128),
    identity_number: z.string().regex(/^\d{12}$/),
    name: name().pipe(z.string().min(1)),
  }),
)

/** A token of a client that speaks for nobody but itself: the issuer names the client as its subject. */
const machineClaims = lazily(() =>
  z
    .object({
      token_use: z.literal('access').optional(),
      sub: z.string().min(1).max(128),
      client_id: z.string(),
      scope: z.string().max(2_000),
    })
    .refine(({ sub, client_id }) => sub === client_id),
)

const scopesByName = new Map(
  Object.keys(scopes)
    .filter(isScope)
    .map((scope) => [scopeName(scope), scope]),
)

/** The client a token was given to, with the scopes we know; `undefined` when the token speaks for a person. */
export function machineTokenOf(claims: Claims | undefined): Pick<Machine, 'id' | 'scopes'> | undefined {
  const read = machineClaims().safeParse(claims)
  if (!read.success) return undefined
  return { id: read.data.client_id, scopes: read.data.scope.split(' ').flatMap((name) => scopesByName.get(name) ?? []) }
}

/** The person a token speaks for; `undefined` when it lacks what its issuer must say. Unknown roles open nothing. */
export function personOf(claims: Claims | undefined, issuer: 'citizen' | 'staff'): Person | undefined {
  return issuer === 'staff' ? officerOf(claims) : citizenOf(claims)
}

function officerOf(claims: Claims | undefined): Person | undefined {
  const read = staffClaims().safeParse(claims)
  if (!read.success) return undefined
  const { sub, name, 'cognito:username': userName } = read.data
  const id = userName ?? sub
  const roles = read.data['custom:roles']
    .split(',')
    .map((role) => role.trim())
    .filter(isRole)
  return { kind: 'officer', id, name: name || id, unit: read.data['custom:unit'], roles }
}

function citizenOf(claims: Claims | undefined): Person | undefined {
  const read = citizenClaims().safeParse(claims)
  if (!read.success) return undefined
  const { sub, identity_number: identityNumber, name } = read.data
  return { kind: 'citizen', id: sub, identityNumber, name }
}

function isRole(text: string): text is Role {
  return Object.hasOwn(roleNames, text)
}

function isScope(text: string): text is Scope {
  return Object.hasOwn(scopes, text)
}
