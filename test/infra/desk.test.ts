import { existsSync, readFileSync } from 'node:fs'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { everyWayIn } from '../../infra/parts/desk-functions.ts'
import { stageOf } from '../../infra/stages.ts'
import { admitted } from '../../shared/connectors/addresses.ts'
import { conventions } from '../../shared/http/conventions.ts'
import { routes } from '../../shared/http/routes.ts'
import { asideQueueOf } from '../../shared/messages/aside.ts'
import { at, isObject, ofType, statementsOf, synthesised } from './given.ts'

const { desk, watch, records } = synthesised()
const { desk: closely } = synthesised('dev')

describe('every function', () => {
  const functions = ofType(desk, 'AWS::Lambda::Function')

  it('is one of the ways in, on Node 24 and arm64, with its own log', () => {
    expect(functions).toHaveLength(everyWayIn.length)
    for (const fn of functions) {
      expect(fn).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', LogGroup: { Ref: expect.any(String) } },
      })
    }
  })

  it('is traced and reported call by call where the stage wants to look closely, and nowhere else', () => {
    for (const fn of functions) {
      expect(fn.TracingConfig).toBeUndefined()
      expect(fn.LoggingConfig).toMatchObject({ SystemLogLevel: 'WARN' })
    }
    for (const fn of ofType(closely, 'AWS::Lambda::Function'))
      expect(fn).toMatchObject({ TracingConfig: { Mode: 'Active' }, LoggingConfig: { SystemLogLevel: 'INFO' } })
  })

  it('writes a log that is kept for the time the stage says', () => {
    const logs = ofType(desk, 'AWS::Logs::LogGroup')
    expect(logs).toHaveLength(everyWayIn.length + 1)
    for (const log of logs) expect(log.RetentionInDays).toBe(stageOf('prod').logRetention)
  })

  it('that nobody waits for leaves a failed event in a dead-letter queue', () => {
    for (const fn of [
      'scan-verdict',
      'outbox-sweep',
      'counting-sweep',
      'postal-tracking',
      'payment-queries',
      'overdue-report',
      'supplement-deadlines',
      'care-for-files',
      'calendar-recount',
      'audit-bill',
      'portal-watch',
      'partner-answers',
    ])
      expect(at(desk, `desk/${fn}/Resource`).properties.DeadLetterConfig, fn).toBeDefined()
  })
})

describe('every queue', () => {
  const worked = [
    'transfers',
    'postal-returns',
    'notices',
    'sheets',
    'imports',
    'search',
    'archives',
    'reporting',
    'portal',
    'payments',
    'webhooks',
  ]
  const dead = ['lost-verdicts', 'missed-runs', ...worked.map((name) => `${name}-queue/${name}-queue-dead`)]

  it('is one we know', () => {
    desk.resourceCountIs('AWS::SQS::Queue', worked.length + dead.length)
  })

  const tries: Record<string, number> = {
    transfers: 40,
    'postal-returns': 40,
    notices: 40,
    sheets: 5,
    imports: 5,
    search: 5,
    archives: 5,
    reporting: 5,
    portal: 40,
    payments: 40,
    webhooks: 27,
  }

  it.each(worked)('%s rings when its oldest letter waits a quarter of an hour, or five thousand wait', (name) => {
    const { id } = at(desk, `desk/${name}-queue/queue/Resource`)
    const rings = ofType(watch, 'AWS::CloudWatch::Alarm').filter(
      ({ AlarmName }) => AlarmName === `Queue ${name} falls behind`,
    )
    expect(rings).toHaveLength(1)
    const metrics = JSON.stringify(rings[0]?.Metrics)
    for (const part of [id, 'ApproximateAgeOfOldestMessage', '> 900', 'ApproximateNumberOfMessagesVisible', '> 5000'])
      expect(metrics).toContain(part)
  })

  it('bears a name by which its set-aside messages are listed', () => {
    const ids = [
      ...worked.map((name) => `desk/${name}-queue/queue/Resource`),
      'desk/lost-verdicts/queue/Resource',
      'desk/missed-runs/queue/Resource',
    ]
    expect(ids.map((path) => asideQueueOf(`mot-cua-desk-${at(desk, path).id}-x1`))).toEqual([
      ...worked,
      'verdicts',
      'runs',
    ])
  })

  it.each(worked)('%s is FIFO, with FIFO dead letters after so many tries as its partner may need', (name) => {
    const { properties } = at(desk, `desk/${name}-queue/queue/Resource`)
    const letters = at(desk, `desk/${name}-queue/${name}-queue-dead/queue/Resource`)
    expect(properties).toMatchObject({
      FifoQueue: true,
      RedrivePolicy: { maxReceiveCount: tries[name], deadLetterTargetArn: { 'Fn::GetAtt': [letters.id, 'Arn'] } },
    })
    expect(letters.properties).toMatchObject({ FifoQueue: true })
  })

  it.each(worked)('%s hides a message six times as long as its worker may take', (name) => {
    const { properties } = at(desk, `desk/${name}-queue/queue/Resource`)
    const worker = at(desk, `desk/${name}/Resource`).properties
    expect(Number(properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * Number(worker.Timeout))
  })

  it.each(worked)('%s tells which messages of a batch failed and spares the partner', (name) => {
    desk.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [at(desk, `desk/${name}-queue/queue/Resource`).id, 'Arn'] },
      FunctionName: { Ref: at(desk, `desk/${name}/Resource`).id },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: Match.anyValue() },
    })
  })

  it.each(dead)('%s is kept two weeks, set aside by a worker, and rings', (name) => {
    const { id, properties } = at(desk, `desk/${name}/queue/Resource`)
    expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 3600)
    const { Environment } = at(desk, 'desk/set-aside/Resource').properties
    expect(JSON.stringify(Environment)).toContain(`"DEAD_LETTER_QUEUES":`)
    expect(JSON.stringify(Environment)).toContain(`{"Ref":"${id}"}`)
    const rings = ofType(watch, 'AWS::CloudWatch::Alarm').filter((alarm) => JSON.stringify(alarm).includes(`"${id}"`))
    expect(rings).toMatchObject([{ MetricName: 'NumberOfMessagesReceived', Threshold: 0 }])
  })

  it('is encrypted and reached over TLS only', () => {
    for (const queue of ofType(desk, 'AWS::SQS::Queue')) expect(queue.SqsManagedSseEnabled).toBe(true)
    const policies = JSON.stringify(ofType(desk, 'AWS::SQS::QueuePolicy'))
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(worked.length + dead.length)
  })
})

describe('a silent post', () => {
  it('rings by what either of its callers logs when the circuit opens, or when our keys are refused', () => {
    const filters = ofType(watch, 'AWS::Logs::MetricFilter').filter((filter) =>
      JSON.stringify(filter.MetricTransformations).includes('partner-silent-post-prod'),
    )
    const callers = ['postal-returns', 'postal-tracking'].map((fn) => at(desk, `desk/${fn}-log/Resource`).id)
    for (const outcome of ['circuit-opened', 'keys-refused']) {
      const own = filters.filter(({ FilterPattern }) => String(FilterPattern).includes(outcome))
      expect(own.map((filter) => Object(filter.LogGroupName).Ref).sort()).toEqual([...callers].sort())
    }
    expect(filters).toHaveLength(4)
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'The post is silent',
      MetricName: 'partner-silent-post-prod',
    })
  })
})

describe('the tax office', () => {
  it('rings by its circuit, whichever of its callers finds it silent', () => {
    const filters = ofType(watch, 'AWS::Logs::MetricFilter').filter((filter) =>
      JSON.stringify(filter.MetricTransformations).includes('partner-silent-tax-office-prod'),
    )
    expect(filters).toHaveLength(4)
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'The tax office is silent' })
  })
})

describe('the national portal', () => {
  it('rings by its circuit when it is silent', () => {
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'The national portal is silent',
      MetricName: 'partner-silent-portal-prod',
    })
  })

  it('rings when it has been owed something for half an hour, by the age its watch measures', () => {
    expect(at(watch, 'watch/portal-unsent-age/Resource').properties).toMatchObject({
      FilterPattern: '{ $.metric = "portal-oldest-unsent-seconds" }',
      LogGroupName: { Ref: at(desk, 'desk/portal-watch-log/Resource').id },
      MetricTransformations: [{ MetricName: 'portal-oldest-unsent-seconds-prod', MetricValue: '$.value' }],
    })
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'The national portal is behind',
      MetricName: 'portal-oldest-unsent-seconds-prod',
      Statistic: 'Maximum',
      Threshold: 1800,
      EvaluationPeriods: 2,
    })
  })

  it.each(['dev', 'prod'] as const)('is told by the interface that the stage %s names', (name) => {
    const { interface: kind } = stageOf(name).portal
    expect(['portal', 'ministry']).toContain(kind)
    if (name === 'prod')
      desk.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike({ PORTAL_INTERFACE: kind, PORTAL_QUEUE_URL: Match.anyValue() }) },
      })
  })
})

describe('partners', () => {
  it.each(['dev', 'prod'])('of %s are called by https at listed hosts only, never on loopback', (name) => {
    const { postUrl, portal, taxOfficeUrl, partnerHosts } = stageOf(name)
    expect(partnerHosts).not.toContain('loopback')
    for (const url of [postUrl, portal.url, taxOfficeUrl])
      expect(admitted(url, { hosts: partnerHosts }).protocol).toBe('https:')
  })
})

describe('every alarm', () => {
  const alarms = ofType(watch, 'AWS::CloudWatch::Alarm')

  it('says who suffers and wakes somebody', () => {
    expect(alarms.length).toBeGreaterThanOrEqual(23)
    for (const alarm of alarms) {
      expect(String(alarm.AlarmDescription).length, String(alarm.AlarmName)).toBeGreaterThan(20)
      expect(alarm.AlarmActions).toHaveLength(1)
    }
  })

  it('is a heading of the runbook', () => {
    const runbook = new URL('../../docs/runbook.md', import.meta.url)
    expect(existsSync(runbook)).toBe(true)
    const headings = readFileSync(runbook, 'utf8').split('\n')
    // One heading tells what to do for any function that throws; the alarm names which.
    const headingOf = (name: unknown) =>
      `## ${String(name).replace(/^(Function|Queue) \S+ (fails|falls behind)$/, '$1 NAME $2')}`
    for (const alarm of alarms) expect(headings).toContain(headingOf(alarm.AlarmName))
  })

  it('reaches an encrypted topic that lets alarms in', () => {
    desk.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() })
    desk.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    })
  })
})

/** Of whatever reads the stream: in order from its beginning, five times, by halves, and what failed is kept. */
const carefulReader = (name: string, pattern: string) => ({
  FunctionName: { Ref: at(desk, `desk/${name}/Resource`).id },
  StartingPosition: 'TRIM_HORIZON',
  ParallelizationFactor: 1,
  MaximumRetryAttempts: 5,
  BisectBatchOnFunctionError: true,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  FilterCriteria: { Filters: [{ Pattern: pattern }] },
})

describe('the outbox', () => {
  it('reads inserted marks from the stream in order, tries five times, halves, and keeps what failed', () => {
    const marks =
      '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}},"NewImage":{"dPk":{"S":[{"exists":true}]}}}}'
    desk.hasResourceProperties('AWS::Lambda::EventSourceMapping', carefulReader('outbox', marks))
  })

  it('shares the stream with counting alone: two readers are all it serves', () => {
    const readers = ofType(desk, 'AWS::Lambda::EventSourceMapping').filter((mapping) => mapping.StartingPosition)
    expect(readers).toHaveLength(2)
  })
})

describe('counting', () => {
  it('reads inserted events from the stream, many at once, tries five times, halves, and keeps what failed', () => {
    desk.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...carefulReader('counting', '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}'),
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 300,
    })
  })
})

describe('reports that are made later', () => {
  it('are taken one by one: a long one takes nobody’s turn with it', () => {
    desk.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: at(desk, 'desk/reporting/Resource').id },
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })
})

describe('the clock', () => {
  it.each([
    ['overdue-report', 'cron(30 6 * * ? *)'],
    ['postal-tracking', 'rate(5 minutes)'],
    ['payment-queries', 'rate(5 minutes)'],
    ['supplement-deadlines', 'cron(0 1 * * ? *)'],
    ['outbox-sweep', 'rate(10 minutes)'],
    ['counting-sweep', 'cron(15 2 * * ? *)'],
    ['care-for-files', 'cron(30 1 * * ? *)'],
    ['calendar-recount', 'rate(5 minutes)'],
    ['audit-bill', 'cron(45 0 * * ? *)'],
    ['re-home', 'rate(10 minutes)'],
    ['portal-watch', 'rate(5 minutes)'],
    ['partner-answers', 'rate(10 minutes)'],
    ['set-aside', 'rate(10 minutes)'],
  ])('wakes %s at %s in Việt Nam, and a missed run is kept', (fn, when) => {
    desk.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: when,
      ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      Target: {
        Arn: { 'Fn::GetAtt': [at(desk, `desk/${fn}/Resource`).id, 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [at(desk, 'desk/missed-runs/queue/Resource').id, 'Arn'] } },
        RetryPolicy: Match.anyValue(),
      },
    })
  })

  it('knows no other run', () => {
    desk.resourceCountIs('AWS::Scheduler::Schedule', 13)
  })

  it('lends the role that wakes them to schedules of its own group only, and lets it wake nothing that no clock wakes', () => {
    const group = { Ref: at(desk, 'desk/schedules').id }
    const schedules = ofType(desk, 'AWS::Scheduler::Schedule')
    for (const { GroupName } of schedules) expect(GroupName).toEqual(group)
    const { AssumeRolePolicyDocument } = at(desk, 'desk/waking/Resource').properties
    expect(AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Condition: {
            StringEquals: { 'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([group])] } },
          },
        },
      ],
    })
    const permitted = statementsOf(desk, 'waking')
      .filter(({ Action }) => Action === 'lambda:InvokeFunction')
      .flatMap(({ Resource }) => Resource)
    const woken = schedules.map(({ Target }) => (isObject(Target) ? Target.Arn : undefined))
    const texts = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort()
    expect(texts(permitted)).toEqual(texts(woken))
  })
})

describe('the published calendar', () => {
  it('rings while fewer than ninety days of it remain, at each run that says so', () => {
    const { properties } = at(watch, 'watch/calendar-ending/Resource')
    expect(properties).toMatchObject({
      FilterPattern: '"calendar-recount" "calendar-ends-soon"',
      LogGroupName: { Ref: at(desk, 'desk/calendar-recount-log/Resource').id },
      MetricTransformations: [{ MetricNamespace: 'mot-cua', MetricName: 'calendar-ends-soon-prod', MetricValue: '1' }],
    })
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Published calendar ends soon',
      Period: 900,
      Threshold: 0,
    })
  })
})

describe('the care for stored files', () => {
  it('rings for each line that says a file is damaged', () => {
    const { properties } = at(watch, 'watch/files-damaged/Resource')
    expect(properties).toMatchObject({
      FilterPattern: '"care-for-files" "file-damaged"',
      LogGroupName: { Ref: at(desk, 'desk/care-for-files-log/Resource').id },
      MetricTransformations: [
        { MetricNamespace: 'mot-cua', MetricName: 'stored-files-damaged-prod', MetricValue: '1' },
      ],
    })
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Stored files damaged',
      Namespace: 'mot-cua',
      MetricName: 'stored-files-damaged-prod',
      Threshold: 0,
    })
  })
})

describe('every metric of our own', () => {
  it('counts lines under a fixed name, with no dimension that could name a person', () => {
    const filters = ofType(watch, 'AWS::Logs::MetricFilter')
    expect(filters.length).toBeGreaterThanOrEqual(2)
    for (const { MetricTransformations: [one] = [] } of filters as { MetricTransformations?: unknown[] }[]) {
      expect(one).toEqual({
        MetricNamespace: 'mot-cua',
        MetricName: expect.stringMatching(/^[a-z-]+$/),
        MetricValue: expect.stringMatching(/^(1|\$\.value)$/),
      })
    }
  })
})

describe('the daily audit bill', () => {
  it('rings when a day passes without one, and when nothing is heard at all', () => {
    expect(at(watch, 'watch/bills-kept/Resource').properties).toMatchObject({
      FilterPattern: '"audit-bill" "bill-kept"',
      LogGroupName: { Ref: at(desk, 'desk/audit-bill-log/Resource').id },
    })
    watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Audit bill late',
      MetricName: 'audit-bills-kept-prod',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 86_400,
      TreatMissingData: 'breaching',
    })
  })
})

describe('verdicts on scans', () => {
  it('come from the malware watch on the quarantine bucket only, and are not lost', () => {
    desk.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: {
          s3ObjectDetails: { bucketName: [{ 'Fn::ImportValue': Match.stringLikeRegexp('scansquarantine') }] },
        },
      },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [at(desk, 'desk/lost-verdicts/queue/Resource').id, 'Arn'] } },
        }),
      ],
    })
  })
})

describe('mails of notices', () => {
  it('are told of by SES under their own set, and handed on without address, subject or text', () => {
    desk.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject'],
        EventBridgeDestination: { EventBusArn: Match.anyValue() },
      },
    })
    const rules = ofType(desk, 'AWS::Events::Rule').filter(
      ({ EventPattern }) => Object(EventPattern).source?.[0] === 'aws.ses',
    )
    const told = rules.flatMap(({ Targets }) => Object(Targets)).map(({ InputTransformer }) => InputTransformer)
    expect(told.map(({ InputPathsMap }) => Object.values(InputPathsMap)).sort()).toEqual([
      ['$.detail.mail.tags.notice', '$.detail.bounce.bounceType'],
      ['$.detail.mail.tags.notice', '$.detail.eventType'],
    ])
    for (const { EventPattern } of rules)
      expect(EventPattern).toMatchObject({ detail: { mail: { tags: { notice: [{ exists: true }] } } } })
  })
})

describe('the door', () => {
  const authorizers = new Map(
    Object.entries(desk.findResources('AWS::ApiGatewayV2::Authorizer')).map(([id, { Properties }]) => [
      id,
      Properties.Name,
    ]),
  )
  const made = new Map(ofType(desk, 'AWS::ApiGatewayV2::Route').map((route) => [route.RouteKey, route]))

  it('has a route for each row and no other', () => {
    expect([...made.keys()].sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s has the authorizer of its row',
    (key, row) => {
      const route = made.get(key)
      const isOpen = row.issuer === 'none' || row.issuer === 'partner'
      expect(route?.AuthorizationType).toBe(isOpen ? 'NONE' : 'JWT')
      const id = isObject(route?.AuthorizerId) ? String(route.AuthorizerId.Ref) : ''
      expect(authorizers.get(id)).toBe(isOpen ? undefined : row.issuer)
    },
  )

  it('gives each function one permission, however many routes it serves', () => {
    const permissions = ofType(desk, 'AWS::Lambda::Permission').filter(
      (one) => one.Principal === 'apigateway.amazonaws.com',
    )
    expect(permissions).toHaveLength(new Set(routes.map(({ serves }) => serves)).size)
  })

  it('is throttled and logs no path, address or token', () => {
    const [stage] = ofType(desk, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 })
    const format = isObject(stage?.AccessLogSettings) ? String(stage.AccessLogSettings.Format) : ''
    expect(Object.values(JSON.parse(format)).sort()).toEqual([
      '$context.error.responseType',
      '$context.integrationLatency',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ])
  })

  it('gives each route that asks for no token a smaller throttle of its own, once the route stands', () => {
    const [one] = Object.values(desk.findResources('AWS::ApiGatewayV2::Stage'))
    const open = routes.filter(({ issuer }) => issuer === 'none' || issuer === 'partner')
    expect(open.length).toBeGreaterThan(10)
    const each = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }
    expect(one?.Properties.RouteSettings).toEqual(
      Object.fromEntries(open.map(({ method, path }) => [`${method} ${path}`, each])),
    )
    const keys = desk.findResources('AWS::ApiGatewayV2::Route')
    const before = new Set([one?.DependsOn].flat().map((id) => keys[String(id)]?.Properties.RouteKey))
    for (const { method, path } of open) expect(before).toContain(`${method} ${path}`)
  })

  it('answers only the origins of the stage', () => {
    desk.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowOrigins: [...stageOf('prod').corsOrigins] },
    })
  })

  it('lets browsers send and read what portals are told, and no method that no door has', () => {
    const told = conventions.find(({ id }) => id === 'trinh-duyet')?.says.join() ?? ''
    const [sent = '', read = ''] = told.split('đọc được')
    const headersIn = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)
    desk.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowHeaders: headersIn(sent),
        ExposeHeaders: headersIn(read),
        AllowMethods: [...new Set(routes.map(({ method }) => method))],
      },
    })
  })
})

describe('the stacks', () => {
  it.each(['dev', 'prod'])(
    'of %s leave room: AWS accepts 300 routes, and of a stack 500 resources and 200 outputs',
    (name) => {
      expect(routes.length).toBeLessThan(300)
      for (const template of Object.values(synthesised(name))) {
        const { Resources, Outputs = {} } = template.toJSON()
        expect(Object.keys(Resources).length).toBeLessThanOrEqual(450)
        expect(Object.keys(Outputs).length).toBeLessThanOrEqual(150)
      }
    },
  )

  it('stand in one order: the records ask nothing of the desk, and the desk nothing of what watches it', () => {
    const asked = [records, desk].map((template) => JSON.stringify(template.toJSON()).match(/"mot-cua-h57-prod-\w+:/g))
    expect(asked.map((all) => [...new Set(all)])).toEqual([
      ['"mot-cua-h57-prod-records:'],
      ['"mot-cua-h57-prod-records:', '"mot-cua-h57-prod-desk:'],
    ])
  })

  it('hold in the one that watches nothing that is lost with it', () => {
    const kinds = new Set(Object.values(watch.toJSON().Resources).map((one) => Object(one).Type))
    expect([...kinds].sort()).toEqual(['AWS::Budgets::Budget', 'AWS::CloudWatch::Alarm', 'AWS::Logs::MetricFilter'])
  })

  it('use only functions that the local stack resolves', () => {
    const used = new Set(JSON.stringify([records.toJSON().Resources, desk.toJSON().Resources]).match(/"Fn::\w+"/g))
    expect([...used].sort()).toEqual(['"Fn::GetAtt"', '"Fn::ImportValue"', '"Fn::Join"'])
  })
})

describe('a stage', () => {
  it('is dev unless another is named, and an unknown name is refused', () => {
    expect(stageOf().name).toBe('dev')
    expect(() => stageOf('staging')).toThrow('dev, prod')
  })

  it('keeps the records in every stage', () => {
    for (const name of ['dev', 'prod']) expect(stageOf(name).removal.records).toBe('retain')
  })
})

describe('names that anybody with the console reads', () => {
  it('say what a thing is for: no metric takes a name, value or dimension from what a log line says of a person', () => {
    const filters = ofType(watch, 'AWS::Logs::MetricFilter')
    expect(filters.length).toBeGreaterThan(3)
    const said = /^(1|\$\.(count|milliseconds|value))$/
    for (const { MetricTransformations } of filters) {
      for (const one of [MetricTransformations].flat()) {
        expect(one).toMatchObject({ MetricName: expect.stringMatching(/^[a-z-]+$/) })
        expect(Object(one).Dimensions).toBeUndefined()
        expect(String(Object(one).MetricValue)).toMatch(said)
      }
    }
  })

  it('are given out by the stack for queues: none bears a name of ours that could tell of anybody', () => {
    for (const { QueueName } of ofType(desk, 'AWS::SQS::Queue')) expect(QueueName).toBeUndefined()
  })
})
