import { describe, expect, it } from 'vitest'
import { createLookUps } from '../../shared/aws/dossiers/look-ups.ts'
import { createReadLog } from '../../shared/aws/dossiers/read-log.ts'
import { createSurveys } from '../../shared/aws/figures/surveys.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { newFeedback } from '../../shared/satisfaction/decide-feedback.ts'
import { questionnaireOn } from '../../shared/satisfaction/questionnaires.ts'
import { surveyOf } from '../../shared/satisfaction/survey.ts'
import { calendar } from '../given.ts'
import { at, isObject, permissionsOf, type Statement, synthesised } from './given.ts'

const { desk } = synthesised()

const tableReading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']
const tableWriting = [...tableReading, 'dynamodb:PutItem', 'dynamodb:UpdateItem']
const consuming = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
]

/** Permission by name: its exact actions and what each resource must look like. */
const kinds: Record<string, { actions: string[]; on: RegExp }> = {
  OwnLog: { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], on: /log/ },
  TableReading: { actions: tableReading, on: /dossierstable\w+Arn/ },
  TableWriting: { actions: tableWriting, on: /dossierstable\w+Arn/ },
  PostSecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /partnerkeyspost/ },
  PortalsSecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /partnerkeysportals/ },
  OfficesSecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /partnerkeysoffices/ },
  portalqueueSending: { actions: ['sqs:SendMessage'], on: /portalqueue/ },
  MessagesSecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /partnerkeysmessages/ },
  PaymentsSecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /partnerkeyspayments/ },
  SecretReading: { actions: ['secretsmanager:GetSecretValue'], on: /keyringsecret/ },
  CatalogueReading: { actions: ['s3:GetObject'], on: /catalogue\w+Arn\w+"},"\/\*"/ },
  CatalogueKeeping: { actions: ['s3:PutObject', 's3:GetObject'], on: /catalogue\w+Arn\w+"},"\/\*"/ },
  CatalogueMissing: { actions: ['s3:ListBucket'], on: /catalogue\w+Arn\w+"}$/ },
  QuarantineUploading: { actions: ['s3:PutObject', 's3:GetObject'], on: /scansquarantine\w+"},"\/\*"/ },
  QuarantineJudging: { actions: ['s3:GetObject'], on: /scansquarantine\w+"},"\/\*"/ },
  QuarantineMissing: { actions: ['s3:ListBucket'], on: /scansquarantine\w+"}$/ },
  ReportReading: { actions: ['s3:GetObject'], on: /scansclean\w+"},"\/reports\/\*"/ },
  ReportMissing: { actions: ['s3:ListBucket'], on: /scansclean\w+"}$/ },
  QuarantineFetching: { actions: ['s3:PutObject'], on: /scansquarantine\w+"},"\/\*"/ },
  TableWritingUnder: {
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: /^\{"Fn::ImportValue":"[^"]*dossierstable\w+Arn\w+"\}$/,
  },
  ScanReading: { actions: ['s3:GetObject'], on: /scansclean\w+"},"\/scans\/\*"/ },
  CleanReading: { actions: ['s3:GetObject'], on: /scansclean\w+"},"\/\*"/ },
  TableWalking: { actions: ['dynamodb:Scan'], on: /^\{"Fn::ImportValue":"[^"]*dossierstable\w+Arn\w+"\}$/ },
  CleanCaring: { actions: ['s3:GetObject', 's3:DeleteObject'], on: /scansclean\w+"},"\/scans\/\*"/ },
  SheetCaring: { actions: ['s3:GetObject', 's3:DeleteObject'], on: /scansclean\w+"},"\/sheets\/\*"/ },
  CleanListing: { actions: ['s3:ListBucket'], on: /scansclean\w+"}$/ },
  CleanKeeping: { actions: ['s3:PutObject'], on: /scansclean\w+"},"\/scans\/\*"/ },
  ReportKeeping: { actions: ['s3:PutObject'], on: /scansclean\w+"},"\/reports\/\*"/ },
  StreamReading: {
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    on: /dossierstable\w+StreamArn/,
  },
  StreamListing: { actions: ['dynamodb:ListStreams'], on: /^"\*"$/ },
  StreamFailureKeeping: { actions: ['s3:PutObject'], on: /streamfailures\w+"},"\/\*"/ },
  StreamFailureListing: { actions: ['s3:ListBucket'], on: /streamfailures\w+Arn/ },
  transfersqueueSending: { actions: ['sqs:SendMessage'], on: /transfersqueue/ },
  postalreturnsqueueSending: { actions: ['sqs:SendMessage'], on: /postalreturnsqueue/ },
  SheetKeeping: { actions: ['s3:GetObject', 's3:PutObject'], on: /scansclean\w+"},"\/sheets\/\*"/ },
  SheetMissing: { actions: ['s3:ListBucket'], on: /scansclean\w+"}$/ },
  sheetsqueueSending: { actions: ['sqs:SendMessage'], on: /sheetsqueue/ },
  paymentsqueueSending: { actions: ['sqs:SendMessage'], on: /paymentsqueue/ },
  webhooksqueueSending: { actions: ['sqs:SendMessage'], on: /webhooksqueue/ },
  searchqueueSending: { actions: ['sqs:SendMessage'], on: /searchqueue/ },
  noticesqueueSending: { actions: ['sqs:SendMessage'], on: /noticesqueue/ },
  reportingqueueSending: { actions: ['sqs:SendMessage'], on: /reportingqueue/ },
  archivesqueueSending: { actions: ['sqs:SendMessage'], on: /archivesqueue/ },
  ArchiveKeeping: { actions: ['s3:PutObject'], on: /scansclean\w+"},"\/archives\/\*"/ },
  ArchiveReading: { actions: ['s3:GetObject'], on: /scansclean\w+"},"\/archives\/\*"/ },
  BillReading: { actions: ['s3:GetObject'], on: /auditbills\w+"},"\/bills\/\*"/ },
  BillChecking: { actions: ['kms:GetPublicKey'], on: /auditsigning/ },
  importsqueueSending: { actions: ['sqs:SendMessage'], on: /importsqueue/ },
  TableBilling: { actions: ['dynamodb:Scan'], on: /dossierstable\w+Arn\w+"\},"\/index\/work"/ },
  BillKeeping: { actions: ['s3:PutObject', 's3:GetObject'], on: /auditbills\w+"},"\/bills\/\*"/ },
  BillListing: { actions: ['s3:ListBucket'], on: /auditbills\w+"}$/ },
  BillSigning: { actions: ['kms:Sign', 'kms:GetPublicKey'], on: /auditsigning/ },
  MailSending: { actions: ['ses:SendEmail'], on: /:(identity\/hue\.example|configuration-set\/)/ },
}
const keyKinds =
  /^(Table|Secret|PostSecret|PortalsSecret|PaymentsSecret|OfficesSecret|MessagesSecret|Catalogue|Quarantine|Clean|Scan|Report|Sheet|Archive|StreamFailure|Bill)\w*Key$/

const partnersSecret = /^(Post|Portals|Payments|Offices|Messages)SecretReading/

const sending = [
  'transfersqueueSending',
  'postalreturnsqueueSending',
  'noticesqueueSending',
  'sheetsqueueSending',
  'searchqueueSending',
  'portalqueueSending',
  'paymentsqueueSending',
  'webhooksqueueSending',
]
const counter = [
  'TableWriting',
  'SecretReading',
  'CatalogueReading',
  'QuarantineUploading',
  'QuarantineMissing',
  'ScanReading',
]

/** What each function may do, beside writing its own log. Nothing else. */
const grants: Record<string, string[]> = {
  intake: counter,
  processing: [...counter, 'PortalsSecretReading'],
  lookup: ['TableReading', 'TableWritingUnder', 'SecretReading'],
  satisfaction: ['TableReading', 'TableWritingUnder', 'SecretReading'],
  catalogue: ['TableReading', 'CatalogueReading'],
  reports: ['TableReading', 'ReportReading', 'ReportMissing'],
  operations: [
    'TableWriting',
    'SecretReading',
    ...sending,
    'importsqueueSending',
    'archivesqueueSending',
    'reportingqueueSending',
  ],
  keeping: ['TableWriting', 'CatalogueKeeping', 'CatalogueMissing', 'importsqueueSending'],
  imports: ['TableWriting', 'CatalogueKeeping', 'CatalogueMissing'],
  'scan-verdict': ['TableWriting', 'QuarantineJudging', 'QuarantineMissing', 'CleanKeeping'],
  outbox: [
    'TableWriting',
    ...sending,
    'StreamReading',
    'StreamListing',
    'StreamFailureKeeping',
    'StreamFailureListing',
  ],
  'outbox-sweep': ['TableWriting', ...sending],
  counting: ['TableWriting', 'StreamReading', 'StreamListing', 'StreamFailureKeeping', 'StreamFailureListing'],
  'counting-sweep': ['TableWriting', 'TableBilling', 'reportingqueueSending'],
  transfers: [
    'TableWriting',
    'SecretReading',
    'MailSending',
    'OfficesSecretReading',
    'ScanReading',
    'QuarantineFetching',
  ],
  'partner-answers': ['TableWriting', 'SecretReading', 'OfficesSecretReading'],
  'postal-returns': ['TableWriting', 'SecretReading', 'PostSecretReading'],
  'supplement-deadlines': ['TableWriting', 'SecretReading'],
  'postal-tracking': ['TableWriting', 'SecretReading', 'PostSecretReading', 'postalreturnsqueueSending'],
  paying: ['TableWriting', 'SecretReading', 'PaymentsSecretReading'],
  payments: ['TableWriting', 'SecretReading', 'PaymentsSecretReading'],
  'payment-queries': ['TableWriting', 'SecretReading', 'PaymentsSecretReading', 'ReportKeeping'],
  notices: ['TableWriting', 'MailSending', 'MessagesSecretReading', 'SecretReading', 'sheetsqueueSending'],
  sheets: ['TableWriting', 'SecretReading', 'CatalogueReading', 'SheetKeeping', 'SheetMissing'],
  printing: [
    'TableWriting',
    'SecretReading',
    'CatalogueReading',
    'SheetKeeping',
    'SheetMissing',
    'ArchiveReading',
    'archivesqueueSending',
    'ReportReading',
    'ReportMissing',
    'reportingqueueSending',
  ],
  reporting: ['TableWriting', 'CatalogueReading', 'ReportKeeping'],
  archives: [
    'TableWriting',
    'CleanReading',
    'CleanListing',
    'ArchiveKeeping',
    'BillReading',
    'BillListing',
    'BillChecking',
  ],
  'overdue-report': ['TableWriting', 'ReportKeeping', 'noticesqueueSending'],
  'calendar-recount': ['TableWriting', 'SecretReading', 'noticesqueueSending'],
  'care-for-files': ['TableWriting', 'TableWalking', 'CleanCaring', 'SheetCaring', 'CleanListing'],
  search: ['TableWriting', 'SecretReading'],
  webhooks: ['TableWriting', 'SecretReading'],
  portal: ['TableWriting', 'PortalsSecretReading', 'ScanReading', 'portalqueueSending'],
  'portal-watch': ['TableWriting', 'portalqueueSending'],
  'audit-bill': ['TableWriting', 'TableBilling', 'BillKeeping', 'BillListing', 'BillSigning'],
  'set-aside': ['TableWriting'],
}

const actionsOf = (statement: Statement) => [statement.Action].flat()
const named = (fn: string) => permissionsOf(desk, fn).filter(({ Sid }) => Sid !== undefined && !keyKinds.test(Sid))

describe.each(Object.entries(grants))('%s', (fn, permissions) => {
  it('may do what its work needs and nothing else', () => {
    expect(
      named(fn)
        .map(({ Sid }) => Sid)
        .sort(),
    ).toEqual(['OwnLog', ...permissions].sort())
  })

  it.each(['OwnLog', ...permissions])('holds %s with exact actions on exact resources', (permission) => {
    const statement = named(fn).find(({ Sid }) => Sid === permission)
    const kind = kinds[permission]
    expect(statement && actionsOf(statement)).toEqual(kind?.actions)
    for (const resource of [statement?.Resource].flat()) expect(JSON.stringify(resource)).toMatch(kind?.on ?? /never/)
  })

  it('has a star only where AWS knows no resource', () => {
    const starred = permissionsOf(desk, fn).filter(({ Resource }) => [Resource].flat().includes('*'))
    const allowed = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'dynamodb:ListStreams']
    for (const action of starred.flatMap(actionsOf)) expect(allowed).toContain(action)
    for (const action of permissionsOf(desk, fn).flatMap(actionsOf)) expect(action).not.toContain('*')
  })

  it('uses the key of the records only as its other permissions need it', () => {
    const actions = new Set(permissionsOf(desk, fn).flatMap(actionsOf))
    const writes = ['dynamodb:PutItem', 's3:PutObject'].some((one) => actions.has(one))
    expect(actions.has('kms:Decrypt')).toBe(true)
    expect(actions.has('kms:GenerateDataKey')).toBe(writes)
    expect(actions.has('kms:CreateGrant')).toBe(false)
  })

  it('knows the name of each thing it may touch, and of no other', () => {
    const environment = at(desk, `desk/${fn}/Resource`).properties.Environment
    const names = isObject(environment) && isObject(environment.Variables) ? Object.keys(environment.Variables) : []
    const settings: Record<string, RegExp> = {
      TABLE_NAME: /^Table/,
      SECRETS_ID: /^SecretReading/,
      POST_SECRETS_ID: /^PostSecretReading/,
      PORTALS_SECRETS_ID: /^PortalsSecretReading/,
      API_ADDRESS: /^PortalsSecretReading/,
      PORTAL_FILE_DAYS: /^PortalsSecretReading/,
      PORTAL_QUEUE_URL: /^portalqueue/,
      MESSAGE_SECRETS_ID: /^MessagesSecretReading/,
      PAYMENT_SECRETS_ID: /^PaymentsSecretReading/,
      PAYMENTS_QUEUE_URL: /^payments/,
      OFFICES_SECRETS_ID: /^OfficesSecretReading/,
      TAX_OFFICE_URL: /^OfficesSecretReading/,
      LETTERS_URL: /^OfficesSecretReading/,
      CATALOGUE_BUCKET: /^Catalogue/,
      QUARANTINE_BUCKET: /^Quarantine/,
      CLEAN_BUCKET: /^(Clean|Scan|Report|Sheet|Archive)/,
      TRANSFERS_QUEUE_URL: /^transfers/,
      POSTAL_RETURNS_QUEUE_URL: /^postalreturns/,
      NOTICES_QUEUE_URL: /^notices/,
      IMPORTS_QUEUE_URL: /^imports/,
      SEARCH_QUEUE_URL: /^search/,
      WEBHOOKS_QUEUE_URL: /^webhooks/,
      ARCHIVES_QUEUE_URL: /^archives/,
      REPORTING_QUEUE_URL: /^reporting/,
      AUDIT_BUCKET: /^Bill(Keep|Read)/,
      AUDIT_KEY_ID: /^Bill(Sign|Check)/,
      SHEETS_QUEUE_URL: /^sheetsqueue/,
      MAIL_FROM: /^Mail/,
    }
    // Whoever is asked with a link to a file holds its keys, and calls nobody.
    const calls = permissions.filter((one) => fn !== 'processing' || one !== 'PortalsSecretReading')
    expect(names.includes('PORTAL_URL')).toBe(calls.includes('PortalsSecretReading'))
    expect(names.includes('PARTNER_HOSTS')).toBe(calls.some((one) => partnersSecret.test(one)))
    for (const [setting, permission] of Object.entries(settings))
      expect(names.includes(setting), setting).toBe(permissions.some((one) => permission.test(one)))
    expect(names).toEqual(expect.arrayContaining(['STAGE', 'PROVINCE_CODE']))
  })
})

describe('a door at which nobody is signed in', () => {
  const moment = '2026-03-10T09:00:00+07:00'
  const dossier = 'hs-1'
  const by = { kind: 'citizen', id: 'applicant' } as const

  /** The partitions that a port's calls write, told by a table that keeps nothing. */
  async function writtenBy(calls: (table: Table) => Promise<unknown>): Promise<readonly string[]> {
    const written: string[] = []
    const note = (value: unknown) => isObject(value) && typeof value.pk === 'string' && written.push(value.pk)
    const db: Table['db'] = Object.create(null, {
      send: {
        value: async ({ input }: { input: Record<string, unknown> }) => {
          const rows: unknown[] = Array.isArray(input.TransactItems) ? input.TransactItems : [{ Put: input }]
          for (const row of rows)
            for (const write of Object.values(Object(row))) note(Object(write).Item ?? Object(write).Key)
          return {}
        },
      },
    })
    await calls({ db, name: 'table' })
    return written
  }

  const writes = {
    lookup: (table: Table) => createLookUps(table).count({ code: 'H57.40-260310-0001', address: 'a', at: moment }, 1),
    satisfaction: async (table: Table) => {
      const draft = { id: 'H57.40:20260310090000:00000000', agency: 'H57.40', dossier, code: '', procedure: '1.001193' }
      const told = { kind: 'complaint', from: 'direct', at: moment, said: 'x', masked: 'x', flags: [] } as const
      const feedback = newFeedback({ ...draft, ...told }, calendar, by)
      const questionnaire = questionnaireOn('three-level', '2026-03-10')
      if (!questionnaire) throw new Error('no questionnaire')
      const of = { dossier: { id: dossier, competentAgency: 'H57.40', receivingUnit: 'H57.40/desk', procedure: '1' } }
      const said = { questionnaire: 'three-level', answers: { overall: 'satisfied' }, reasons: [] } as const
      await createLookUps(table).count({ code: 'H57.40-260310-0001', address: 'a', at: moment }, 1)
      await createSurveys(table).answer(surveyOf(said, questionnaire, { ...of, way: 'receipt', at: moment }), feedback)
      await createSurveys(table).fromAddress('a', 'H57.40', '2026-03-10', 'b')
      await createSurveys(table).move({ ...feedback, version: 2, state: 'published' })
      await createReadLog(table).keep(dossier, {
        by,
        at: moment,
        what: 'feedback',
        dossier,
        class: 'basic',
        purpose: 'complaint',
        requestId: 'r',
      })
    },
  }

  it.each(['lookup', 'satisfaction'] as const)('%s writes under its own keys, and may under no other', async (fn) => {
    const statement = named(fn).find(({ Sid }) => Sid === 'TableWritingUnder')
    const allowed = Object(statement?.Condition)['ForAllValues:StringLike']['dynamodb:LeadingKeys']
    const beginnings = (await writtenBy(writes[fn])).map((pk) => `${pk.slice(0, pk.indexOf('#'))}#*`)
    expect([...new Set(beginnings)].sort()).toEqual([...allowed].sort())
  })
})

describe('the key of the records', () => {
  it.each(Object.keys(grants))('is used by %s through the service whose data it guards', (fn) => {
    const uses = permissionsOf(desk, fn).filter((one) =>
      actionsOf(one).some((action) => /^kms:(?!Sign|GetP)/.test(action)),
    )
    expect(uses.length).toBeGreaterThan(0)
    for (const { Condition } of uses)
      expect(JSON.stringify(Condition)).toMatch(/"kms:ViaService":.*(dynamodb|s3|secretsmanager)\./)
  })
})

describe('taking from queues', () => {
  const takers: Record<string, RegExp[]> = {
    transfers: [/^transfersqueue[0-9A-F]{8}$/],
    'postal-returns': [/^postalreturnsqueue[0-9A-F]{8}$/],
    search: [/^searchqueue[0-9A-F]{8}$/],
    webhooks: [/^webhooksqueue[0-9A-F]{8}$/],
    portal: [/^portalqueue[0-9A-F]{8}$/],
    notices: [/^noticesqueue[0-9A-F]{8}$/],
    sheets: [/^sheetsqueue[0-9A-F]{8}$/],
    payments: [/^paymentsqueue[0-9A-F]{8}$/],
    imports: [/^importsqueue[0-9A-F]{8}$/],
    archives: [/^archivesqueue[0-9A-F]{8}$/],
    reporting: [/^reportingqueue[0-9A-F]{8}$/],
    'set-aside': [
      /^lostverdicts/,
      /^missedruns/,
      /transfersqueuedead/,
      /postalreturnsqueuedead/,
      /noticesqueuedead/,
      /sheetsqueuedead/,
      /importsqueuedead/,
      /searchqueuedead/,
      /archivesqueuedead/,
      /reportingqueuedead/,
      /portalqueuedead/,
      /paymentsqueuedead/,
      /webhooksqueuedead/,
    ],
  }

  it.each(Object.keys(grants))('is allowed to %s for its own queues only', (fn) => {
    const taking = permissionsOf(desk, fn).filter((statement) => actionsOf(statement).includes('sqs:ReceiveMessage'))
    const wanted = takers[fn] ?? []
    expect(taking).toHaveLength(wanted.length)
    for (const statement of taking) expect(actionsOf(statement)).toEqual(consuming)
    const taken = taking.map(({ Resource }) => JSON.stringify(Resource).match(/GetAtt":\["(\w+)"/)?.[1] ?? '')
    for (const pattern of wanted) expect(taken.some((id) => pattern.test(id))).toBe(true)
  })
})
