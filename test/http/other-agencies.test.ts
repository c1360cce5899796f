import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Role } from '../../shared/agencies/unit.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { shapeOf } from '../../shared/http/schemas.ts'
import { department, ward } from '../given.ts'
import { house, type Knock, staffClaims } from './given.ts'
import { requestsElsewhere } from './requests-elsewhere.ts'

const shut = requestsElsewhere(department)
/** What every officer may know of every agency. */
const open: readonly RouteId[] = ['listCalendar', 'listUnitVersions', 'listOfficers']

function namesAgency(schema: z.ZodType | undefined): boolean {
  if (!schema) return false
  const { properties, oneOf, anyOf } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return [{ properties }, ...(oneOf ?? []), ...(anyOf ?? [])].some((one) => 'agency' in Object(one.properties))
}

describe('an agency that is named in a request', () => {
  it('is looked for at every door of officers that takes one', () => {
    const doors = routes
      .filter(
        ({ id, issuer }) => issuer === 'staff' && (namesAgency(shapeOf(id).query) || namesAgency(shapeOf(id).body)),
      )
      .map(({ id }) => id)
    expect([...Object.keys(shut), ...open].sort()).toEqual(doors.sort())
  })

  it.each(Object.entries(shut) as [RouteId, Knock][])('must be the officer’s own at %s', async (id, said) => {
    const { knock, ports } = await house()
    const before = JSON.stringify([...ports.store.records])
    const row = routes.find((route) => route.id === id)
    const roles: readonly Role[] = row && 'roles' in row ? row.roles : []
    const all = roles.filter((role) => role !== 'supervisor' && role !== 'admin')
    const { status, json } = await knock(id, staffClaims(`${ward}/office`, ...all), said)
    // Of a file of evidence nobody elsewhere learns whether there is one.
    const no =
      id === 'downloadEvidence' ? [404, 'not-found'] : [403, expect.stringMatching(/^not-your-(agency|rating)$/)]
    expect([status, json.code]).toEqual(no)
    expect(JSON.stringify([...ports.store.records])).toBe(before)
  })
})
