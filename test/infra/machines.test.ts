import { describe, expect, it } from 'vitest'
import { stageOf } from '../../infra/stages.ts'
import { scopeName, scopes } from '../../shared/access/machine.ts'
import { type Route, routes } from '../../shared/http/routes.ts'
import { at, isObject, ofType, permissionsOf, synthesised } from './given.ts'

const { desk, records } = synthesised()
const clients = ofType(desk, 'AWS::Cognito::UserPoolClient')
const rows: readonly Route[] = routes

describe('a machine', () => {
  it('has a client of its own with a secret, signs in as itself only, and asks again every hour', () => {
    const { machines } = stageOf('prod')
    expect(machines.length).toBeGreaterThan(0)
    expect(clients).toHaveLength(machines.length)
    for (const client of clients) {
      expect(client).toMatchObject({
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        AccessTokenValidity: 60,
        TokenValidityUnits: { AccessToken: 'minutes' },
      })
      expect(client.CallbackURLs).toBeUndefined()
    }
  })

  it('is given the scopes of its stage and no other', () => {
    expect(JSON.stringify(clients[0]?.AllowedOAuthScopes)).toContain('/dossiers.follow')
    expect(JSON.stringify(clients[0]?.AllowedOAuthScopes)).not.toContain('/reports.read')
  })

  it('may ask for the scopes that doors ask for', () => {
    const [server] = ofType(records, 'AWS::Cognito::UserPoolResourceServer')
    expect(server?.Identifier).toBe('mot-cua-api')
    const offered = Array.isArray(server?.Scopes) ? server.Scopes.map(({ ScopeName }) => ScopeName) : []
    expect(offered.sort()).toEqual(Object.keys(scopes).sort())
    expect(new Set(rows.flatMap(({ scope }) => scope ?? []))).toEqual(new Set(offered))
  })
})

describe('a door of machines', () => {
  const { id, properties } = at(desk, 'desk/door/api/machine/Resource')

  it('takes tokens of the staff pool for its clients, never those of the officers’ client', () => {
    const { Audience } = isObject(properties.JwtConfiguration) ? properties.JwtConfiguration : {}
    expect(Audience).toEqual(['mot-cua-api', { Ref: at(desk, 'desk/door/machines/cong-dich-vu-cong/Resource').id }])
    const staff = at(desk, 'desk/door/api/staff/Resource').properties
    expect(JSON.stringify(staff.JwtConfiguration)).not.toContain('machines')
  })

  it('asks the gateway for its scope; no other door asks for one', () => {
    const made = new Map(ofType(desk, 'AWS::ApiGatewayV2::Route').map((route) => [route.RouteKey, route]))
    for (const row of rows) {
      const route = made.get(`${row.method} ${row.path}`)
      expect([row.id, route?.AuthorizationScopes]).toEqual([row.id, row.scope && [scopeName(row.scope)]])
      if (row.issuer === 'machine') expect(route?.AuthorizerId).toEqual({ Ref: id })
    }
  })

  it('gives its functions no permission they did not have: the reports still only read', () => {
    const table = permissionsOf(desk, 'reports').flatMap(({ Action }) => [Action].flat())
    expect(table.filter((action) => /^dynamodb:(Put|Update|Delete|Scan|Batch\w*Write)/.test(action))).toEqual([])
  })
})
