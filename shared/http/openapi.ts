import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { apiName, scopeName, scopes } from '../access/machine.ts'
import type { Role } from '../agencies/unit.ts'
import { procedureRow } from '../catalogue/row.ts'
import { objections } from '../dossier/objections.ts'
import { calledBack } from './called-back.ts'
import { conventionsAsMarkdown } from './conventions.ts'
import { deprecationText } from './deprecation.ts'
import { describeDocument } from './describe.ts'
import { problemExample } from './examples/problem.ts'
import { bodiesOf, exampleOf } from './examples.ts'
import { openAnswers } from './open-answers.ts'
import { operationTexts } from './operation-texts.ts'
import { faultCodes, refusals } from './problems.ts'
import { type Entry, type Route, type RouteId, type Row, routes } from './routes.ts'
import { namesAgency, ruledBy } from './ruled-by.ts'
import { t } from './schemas/texts.ts'
import { type Shape, shapeOf } from './schemas.ts'
import { describeActs } from './who-may-act.ts'

export type Document = ReturnType<typeof createDocument>

const problemCodes = Object.keys({ ...refusals, ...objections })

const problem = z
  .strictObject({
    type: z.string(),
    code: z.string().meta({ description: 'Mã ổn định cho máy; sau này có thể thêm', examples: problemCodes }),
    status: z.int(),
    title: z.string(),
    detail: z.string().meta({ description: 'Câu tiếng Việt cho người' }),
    faults: z
      .array(
        z.strictObject({
          where: z.string().meta({ examples: ['body.applicant.phone'] }),
          code: z.string().meta({
            description: 'Mã ổn định của chỗ sai, hoặc mã của lời từ chối mà chỗ này gây ra',
            examples: Object.keys(faultCodes),
          }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })

/** The door in front of the functions has words of its own, which no stage can change. */
const doorRefusal = z
  .strictObject({ message: z.string().meta({ examples: ['Unauthorized'] }) })
  .meta({ id: 'DoorRefusal', description: 'Lời từ chối của chính cổng API, trước khi yêu cầu đến hệ thống' })
const saidByTheDoor: ReadonlySet<string> = new Set(['401', '413', '429', '500', '503'])

export const tags = {
  intake: 'Tiếp nhận',
  processing: 'Xử lý',
  lookup: 'Tra cứu',
  catalogue: 'Danh mục',
  reports: 'Báo cáo',
  operations: 'Vận hành',
  printing: 'Bản in',
  keeping: 'Quản trị danh mục',
  paying: 'Thanh toán',
  organisation: 'Tổ chức và quy trình',
  satisfaction: 'Khảo sát, phản ánh, kiến nghị',
  indices: 'Bộ chỉ số',
} as const satisfies Record<Entry, string>

/** Stands for the installation's own: each stage has another, which is told with the client's secret. */
const tokenAddress = 'https://dang-nhap.hue.example/oauth2/token'

let written: Document | undefined

/** Đặc tả OpenAPI 3.1, written from routes and schemas when it is first asked for. */
export function openapi(): Document {
  written ??= documentOf(routes)
  return written
}

/** The document of these rows. */
export function documentOf(rows: readonly Row[]): Document {
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Một cửa',
      version: '1',
      summary: 'Giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông',
      description: conventionsAsMarkdown(),
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    tags: Object.values(tags).map((name) => ({ name, description: `Nhóm chức năng: ${name.toLowerCase()}.` })),
    paths: pathsOf(rows),
    webhooks: calledBack(tags.operations),
    components: {
      schemas: { ImportRow: importRow() },
      securitySchemes: {
        citizen: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Định danh điện tử của công dân' },
        staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Tài khoản cán bộ, hai yếu tố' },
        machine: {
          type: 'oauth2',
          description:
            'Hệ thống khác, gọi cho một cơ quan và đến một ngày; nơi vận hành cho biết địa chỉ lấy mã truy cập',
          flows: { clientCredentials: { tokenUrl: tokenAddress, scopes: scopesNamed() } },
        },
      },
    },
  })
  describeActs(document)
  describeDocument(document)
  openAnswers(document)
  return document
}

function scopesNamed(): Record<string, string> {
  return Object.fromEntries(Object.entries(scopes).map(([scope, says]) => [`${apiName}/${scope}`, says]))
}

function pathsOf(rows: readonly Row[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const row of rows) {
    const operation = operationOf(row, shapeOf(row.id))
    paths[row.path] = { ...paths[row.path], [row.method === 'GET' ? 'get' : 'post']: operation }
  }
  return paths
}

function operationOf(row: Row, shape: Shape): ZodOpenApiOperationObject {
  const header = shape.key ? { header: z.object({ 'Idempotency-Key': t.idempotencyKey }) } : {}
  const example = exampleOf(row.id)
  const shows = row.id === 'docs' ? 'text/html' : 'application/json'
  return {
    operationId: row.id,
    summary: row.summary,
    tags: [tags[row.serves]],
    ...(row.roles && { 'x-roles': row.roles }),
    ...(row.deprecated && {
      deprecated: true,
      'x-sunset': row.deprecated.sunset,
      ...(row.deprecated.successor && { 'x-successor': row.deprecated.successor }),
    }),
    security: isOpen(row) ? [] : [{ [row.issuer]: row.scope ? [scopeName(row.scope)] : [] }],
    description: [row.deprecated && deprecationText(row.deprecated), whoMay(row), operationTexts[row.id]]
      .filter((text) => text !== undefined)
      .join(' '),
    requestParams: {
      ...(isObject(shape.path) ? { path: shape.path } : {}),
      ...(isObject(shape.query) ? { query: shape.query } : {}),
      ...header,
    },
    ...(shape.body
      ? {
          requestBody: {
            required: !shape.body.safeParse({}).success,
            content: { 'application/json': { schema: shape.body, ...bodiesShown(row.id, example?.body) } },
          },
        }
      : {}),
    responses: {
      [shape.status]: {
        description: row.summary,
        ...headersOf(row, shape),
        ...(shape.status === 302
          ? {}
          : { content: { [shows]: { schema: shape.answer, ...shownAs(example?.answer) } } }),
      },
      ...problemsOf(row, shape),
      // The door itself, before anything of ours is reached.
      431: {
        description: 'Dòng yêu cầu hoặc tiêu đề quá dài.',
        content: { 'application/json': { schema: doorRefusal } },
      },
    },
  }
}

function headersOf({ deprecated }: Route, { status }: Shape) {
  const text = (description: string) => ({ description, schema: { type: 'string' as const } })
  const headers = {
    ...(status === 302 ? { Location: text('Nơi tệp nằm, trong vài phút') } : {}),
    ...(deprecated
      ? {
          Deprecation: text('RFC 9745: từ lúc nào đã báo sắp bỏ, `@` và số giây'),
          Sunset: text('RFC 8594: từ lúc nào ngừng'),
        }
      : {}),
  }
  return Object.keys(headers).length === 0 ? {} : { headers }
}

/** A row of an import file, of which the import takes what it knows. */
function importRow(): object {
  const { $schema: _, ...schema } = z.toJSONSchema(procedureRow(), { io: 'input', unrepresentable: 'any' })
  return { ...schema, description: 'Một thủ tục trong tệp nhập, dạng của hệ thống này; trường khác được bỏ qua' }
}

function bodiesShown(
  id: RouteId,
  one: unknown,
): { example?: unknown } | { examples: Record<string, { value: unknown }> } {
  const each = bodiesOf(id)
  if (!each) return shownAs(one)
  return { examples: Object.fromEntries(Object.entries(each).map(([name, value]) => [name, { value }])) }
}

function shownAs(example: unknown): { example?: unknown } {
  return example === undefined ? {} : { example }
}

function problemsOf(row: Row, shape: Shape) {
  const byStatus = Map.groupBy(codesOf(row, shape), ([, { status }]) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, rows]) => [
      status,
      {
        description: rows.map(([code, { says }]) => `\`${code}\`: ${says}`).join('\n\n'),
        content: {
          'application/problem+json': { schema: problem, ...(status === 422 ? shownAs(problemExample) : {}) },
          ...(saidByTheDoor.has(String(status)) || (row.scope && status === 403)
            ? { 'application/json': { schema: doorRefusal } }
            : {}),
        },
      },
    ]),
  )
}

/** Every code that a door may answer with, its status and its sentence: the door's own first, then the rules'. */
export function codesOf(row: Row, shape: Shape): [code: string, row: { status: number; says: string }][] {
  const named = Object.entries(refusals).filter(([code]) => mayMeet(code, row, shape))
  return [
    ...named,
    ...ruledBy(row.id).map((code): [string, (typeof objections)[typeof code]] => [code, objections[code]]),
  ]
}

/** Supervisors and administrators look after every agency; everybody else after their own. */
function reachOf(roles: readonly Role[]): string {
  const wide = roles.filter((role) => role === 'supervisor' || role === 'admin')
  if (wide.length === 0) return 'chỉ trong phạm vi cơ quan của mình'
  return wide.length === roles.length
    ? 'đến mọi cơ quan'
    : `${wide.join(', ')} đến mọi cơ quan, vai trò khác chỉ cơ quan của mình`
}

function whoMay({ issuer, roles, scope, noStaff }: Route): string {
  if (roles) return `Cán bộ, vai trò: ${roles.join(', ')}; ${reachOf(roles)}.`
  if (scope) return `Hệ thống khác, phạm vi: ${scopeName(scope)}; chỉ hồ sơ và số liệu của cơ quan đã ghi cho nó.`
  if (issuer === 'staff') return 'Cán bộ đã đăng nhập, mọi vai trò.'
  if (issuer === 'citizen') return 'Công dân, doanh nghiệp đã đăng nhập; chỉ hồ sơ của mình.'
  if (issuer === 'partner') return 'Đối tác gọi, ký theo quy ước riêng của đối tác.'
  return noStaff ? 'Không cần đăng nhập; cán bộ không được dùng.' : 'Không cần đăng nhập.'
}

/** No token opens it: law is everybody's, and partners sign what they say. */
function isOpen({ issuer }: Route): boolean {
  return issuer === 'none' || issuer === 'partner'
}

function mayMeet(code: string, row: Row, shape: Shape): boolean {
  if (row.isMute) return ['not-found', 'defect', 'outage'].includes(code)
  if (code === 'not-signed-in') return !isOpen(row)
  if (code === 'not-your-door') return row.roles !== undefined || row.scope !== undefined
  if (code === 'not-your-agency') return namesAgency.has(row.id)
  if (code === 'machine-not-listed') return row.issuer === 'machine'
  if (code === 'officers-do-not-answer') return row.noStaff === true
  const isProved = row.issuer === 'none' && row.method === 'POST'
  if (code === 'not-found')
    return shape.path !== undefined || isProved || ['findByCode', 'printRegister'].includes(row.id)
  if (code === 'too-many-tries') return isProved
  return row.method === 'POST' || !['not-json', 'too-large', 'wrong-content-type'].includes(code)
}

function isObject(schema: z.ZodType | undefined): schema is z.ZodObject {
  return schema instanceof z.ZodObject
}
