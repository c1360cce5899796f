import type { Resource } from './assembly.ts'
import type { HttpApi } from './model.ts'
import * as shapes from './property-shapes.ts'
import { calledFunction, parse, type Read, type Reading } from './reading.ts'
import { NotUnderstood } from './resolve.ts'

/** The four kinds of resources that make one HTTP API, in whatever order they come; put together when all are read. */
export function apiReaders(reading: Reading) {
  let api: ReturnType<typeof shapes.api.parse> | undefined
  const integrations = new Map<string, string>()
  const authorizers: HttpApi['authorizers'] = new Map()
  const routes: (ReturnType<typeof shapes.route.parse> & { resource: Resource })[] = []

  function routeOf({ resource, RouteKey, Target, AuthorizerId, AuthorizationScopes }: (typeof routes)[number]) {
    const called = integrations.get(Target.replace('integrations/', ''))
    if (!called) throw new NotUnderstood(resource, `its target ${Target} is no integration`)
    if (AuthorizerId && !authorizers.has(AuthorizerId)) {
      throw new NotUnderstood(resource, `its authorizer ${AuthorizerId} is not there`)
    }
    return { key: RouteKey, function: called, authorizer: AuthorizerId, scopes: AuthorizationScopes }
  }

  return {
    'AWS::ApiGatewayV2::Api': (resource, properties) => {
      if (api) throw new NotUnderstood(resource, 'the local stack serves one HTTP API, this is a second one')
      const shape = parse(resource, shapes.api, properties)
      api = shape
      reading.later.push(() => {
        reading.model.api = { routes: routes.map(routeOf), authorizers, cors: shape.CorsConfiguration }
      })
    },
    'AWS::ApiGatewayV2::Integration': (resource, properties) => {
      const { IntegrationUri } = parse(resource, shapes.integration, properties)
      integrations.set(resource.logicalId, calledFunction(reading, resource, IntegrationUri))
    },
    'AWS::ApiGatewayV2::Authorizer': (resource, properties) => {
      const { Name, JwtConfiguration } = parse(resource, shapes.authorizer, properties)
      authorizers.set(resource.logicalId, { name: Name, audience: JwtConfiguration.Audience })
    },
    'AWS::ApiGatewayV2::Route': (resource, properties) => {
      routes.push({ resource, ...parse(resource, shapes.route, properties) })
    },
  } satisfies Record<string, Read>
}
