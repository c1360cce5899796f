import { Duration } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CorsHttpMethod,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { apiName, type Scope, scopeName } from '../../shared/access/machine.ts'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import type { DeskFunction } from './function.ts'
import { MachineClients } from './machine-clients.ts'
import type { StaffPool } from './staff-pool.ts'

/** What the door needs to know of a row of the route table. */
export interface DoorRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly issuer: 'citizen' | 'staff' | 'machine' | 'partner' | 'none'
  readonly scope?: Scope
  readonly serves:
    | 'intake'
    | 'processing'
    | 'lookup'
    | 'catalogue'
    | 'reports'
    | 'operations'
    | 'printing'
    | 'paying'
    | 'keeping'
    | 'organisation'
    | 'satisfaction'
    | 'indices'
}

export interface HttpDoorProps {
  stage: Stage
  staff: StaffPool
  routes: readonly DoorRoute[]
  servants: Record<DoorRoute['serves'], DeskFunction>
}

/** One line per request. No path, query, address or token: a route key names the kind of request, not the dossier. */
const accessLine = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  functionStatus: '$context.integrationStatus',
  refusal: '$context.error.responseType',
}

/** Why no token is asked for; `undefined` where one is. */
function openTo(issuer: DoorRoute['issuer']): string | undefined {
  if (issuer === 'none') return 'Open to everybody by law: procedures, forms and the look-up by code and second factor.'
  return issuer === 'partner'
    ? 'Each call of a partner is signed, and nothing is read before its signature holds.'
    : undefined
}

/** The only door from outside: the rows of the route table, each behind the authorizer of its issuer. */
export class HttpDoor extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, props: HttpDoorProps) {
    super(scope, id)
    const { stage, staff } = props
    this.api = new HttpApi(this, 'api', {
      description: `Một cửa ${stage.provinceCode} (${stage.name})`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: stage.domain !== undefined,
      corsPreflight: {
        allowOrigins: [...stage.corsOrigins],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
        exposeHeaders: ['location', 'retry-after'],
        maxAge: Duration.hours(1),
      },
    })
    this.openStage(stage)

    const authorizers = {
      citizen: new HttpJwtAuthorizer('citizen', stage.citizen.issuer, { jwtAudience: [stage.citizen.audience] }),
      staff: new HttpJwtAuthorizer('staff', staff.pool.userPoolProviderUrl, {
        jwtAudience: [stage.citizen.audience, staff.client.userPoolClientId],
      }),
      // A token of client credentials names no audience; the gateway then compares its client id.
      machine: new HttpJwtAuthorizer('machine', staff.pool.userPoolProviderUrl, {
        jwtAudience: [apiName, ...new MachineClients(this, 'machines', { stage, staff }).ids],
      }),
      none: new HttpNoneAuthorizer(),
      partner: new HttpNoneAuthorizer(),
    }
    const integrations = new Map<DeskFunction, HttpLambdaIntegration>()
    for (const route of props.routes) {
      const fn = props.servants[route.serves]
      const integration =
        integrations.get(fn) ?? new HttpLambdaIntegration(route.serves, fn, { scopePermissionToRoute: false })
      integrations.set(fn, integration)
      const authorizer = authorizers[route.issuer]
      const made = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration,
        authorizer,
        ...(route.scope ? { authorizationScopes: [scopeName(route.scope)] } : {}),
      })
      if (route.issuer === 'citizen') fn.addEnvironment('CITIZEN_ISSUER', stage.citizen.issuer)
      if (route.issuer === 'staff' || route.issuer === 'machine')
        fn.addEnvironment('STAFF_ISSUER', staff.pool.userPoolProviderUrl)
      const why = openTo(route.issuer)
      if (why === undefined) continue
      for (const open of made) acknowledge(open, 'AwsSolutions-APIG4', why)
    }
  }

  private openStage(stage: Stage) {
    const logGroup = new LogGroup(this, 'access-log', {
      retention: stage.logRetention,
      removalPolicy: stage.removal.logs,
    })
    new HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.ratePerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(accessLine)),
      },
      ...(stage.domain ? { domainMapping: { domainName: this.ownName(stage.domain) } } : {}),
    })
  }

  private ownName(domain: { name: string; certificateArn: string }) {
    const certificate = Certificate.fromCertificateArn(this, 'certificate', domain.certificateArn)
    return new DomainName(this, 'domain', { domainName: domain.name, certificate })
  }
}
