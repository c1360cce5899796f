import { Duration } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CfnStage,
  CorsHttpMethod,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
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
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
        // The last two are borne by what is to go (decision 6).
        exposeHeaders: ['location', 'retry-after', 'deprecation', 'sunset'],
        maxAge: Duration.hours(1),
      },
    })
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
    const open = new Map<string, HttpRoute[]>()
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
      open.set(`${route.method} ${route.path}`, made)
      for (const one of made) acknowledge(one, 'AwsSolutions-APIG4', why)
    }
    this.openStage(stage, open)
  }

  private openStage(stage: Stage, open: ReadonlyMap<string, readonly HttpRoute[]>) {
    const logGroup = new LogGroup(this, 'access-log', {
      retention: stage.logRetention,
      removalPolicy: stage.removal.logs,
    })
    const made = new HttpStage(this, 'stage', {
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
    // Whoever needs no token may wear out the routes that ask for none; those of citizens, officers and machines stay as they are.
    const shared = made.node.defaultChild
    if (!(shared instanceof CfnStage)) throw new Error('the stage is not what it was')
    const { ratePerSecond: ThrottlingRateLimit, burst: ThrottlingBurstLimit } = stage.openThrottle
    const least = { ThrottlingRateLimit, ThrottlingBurstLimit }
    shared.routeSettings = Object.fromEntries([...open.keys()].map((routeKey) => [routeKey, least]))
    // A stage knows settings of routes that stand already, and of no others.
    made.node.addDependency(...[...open.values()].flat())
  }

  private ownName(domain: { name: string; certificateArn: string }) {
    const certificate = Certificate.fromCertificateArn(this, 'certificate', domain.certificateArn)
    return new DomainName(this, 'domain', { domainName: domain.name, certificate })
  }
}
