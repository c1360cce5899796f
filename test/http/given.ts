import type { Claims } from '../../shared/access/claims.ts'
import { type Scope, scopeName } from '../../shared/access/machine.ts'
import type { Role } from '../../shared/agencies/unit.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import type { Desk } from '../../shared/desk/desk.ts'
import { objections } from '../../shared/dossier/objections.ts'
import { placeless } from '../../shared/dossier/usual-places.ts'
import { catalogue } from '../../shared/http/answers/catalogue.ts'
import { indices } from '../../shared/http/answers/indices.ts'
import { intake } from '../../shared/http/answers/intake.ts'
import { keeping } from '../../shared/http/answers/keeping.ts'
import { lookup } from '../../shared/http/answers/lookup.ts'
import { operations } from '../../shared/http/answers/operations.ts'
import { organisation } from '../../shared/http/answers/organisation.ts'
import { paying } from '../../shared/http/answers/paying.ts'
import { printing } from '../../shared/http/answers/printing.ts'
import { processing } from '../../shared/http/answers/processing.ts'
import { reports } from '../../shared/http/answers/reports.ts'
import { satisfaction } from '../../shared/http/answers/satisfaction.ts'
import { codesOf } from '../../shared/http/openapi.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { schemas, shapeOf } from '../../shared/http/schemas.ts'
import { serve } from '../../shared/http/serve.ts'
import type { LogLine } from '../../shared/log.ts'
import { chair, handler, receptionist, tuesday, units, ward } from '../given.ts'
import { drawnAsText, drawnRowsAsText } from '../memory/drawing.ts'
import { type MemoryPorts, memoryPorts } from '../memory/ports.ts'
import { isPlaced } from './places.ts'

export const citizenIssuer = 'https://citizens.test'
export const staffIssuer = 'https://staff.test'

export const citizenClaims: Claims = {
  iss: citizenIssuer,
  sub: 'cd-1',
  identity_number: '046090000001',
  name: 'Trần Văn Thử',
}

export function staffClaims(unit: string, ...roles: Role[]): Claims {
  return {
    iss: staffIssuer,
    sub: `cb-${unit}-${roles[0]}`,
    name: 'Lê Thị Thử',
    'custom:unit': unit,
    'custom:roles': roles.join(','),
  }
}

export const machineId = 'may-1'

export function machineClaims(...scopes: Scope[]): Claims {
  const scope = scopes.map(scopeName).join(' ')
  return { iss: staffIssuer, token_use: 'access', sub: machineId, client_id: machineId, scope }
}

export const birth: ProcedureVersion = {
  code: '1.001193',
  version: 1,
  name: 'Đăng ký khai sinh',
  fields: [{ code: 'HT', name: 'Hộ tịch' }],
  levels: ['commune'],
  limits: { any: { amount: 3, unit: 'working_day' } },
  limitRaw: '3 ngày làm việc',
  fees: [{ kind: 'charge', amountVnd: 0, channel: 'any' }],
  papers: [{ id: 'giay-1', name: 'Giấy chứng sinh', originals: 1, copies: 0, required: true, electronicForm: false }],
  notes: [],
  channels: ['direct', 'online', 'postal'],
  results: ['Giấy khai sinh'],
  competent: { kind: 'receiving-commune' },
  workflow: 'thu',
  policy: { afterSupplement: 'add', dueAt: 'same-hour' },
  validFrom: '2025-07-01',
  decision: '1/QĐ-TEST',
  state: 'published',
  source: 'kiểm thử',
  supplementLimit: 1,
}

export const workflow: Workflow = {
  id: 'thu',
  version: 1,
  name: 'Quy trình thử',
  procedureCodes: ['1.001193'],
  steps: [
    {
      n: 1,
      name: 'Tiếp nhận',
      owner: { agency: 'receiving', room: 'desk' },
      role: 'reception',
      hours: 2,
      leaves: false,
    },
    { n: 2, name: 'Ký', owner: { agency: 'receiving', room: 'leaders' }, role: 'leader', hours: 6, leaves: false },
  ],
  total: { amount: 8, unit: 'hour' },
  reckoned: 'hours',
  validFrom: '2025-07-01',
  source: 'kiểm thử',
}

const isPlaceless = (code: string) => placeless.some((one) => one === code)

function isListed(row: (typeof routes)[number], code: unknown): boolean {
  return codesOf(row, shapeOf(row.id)).some(([listed]) => listed === code)
}

/** Every entry over memory: the same rows, doors and schemas as deployed. */
export async function house(at: string = tuesday, ports: MemoryPorts = memoryPorts()) {
  await ports.catalogue.putUnits(units, [receptionist, handler, chair])
  await ports.catalogue.putProcedure(birth)
  await ports.catalogue.putWorkflow(workflow)
  const lines: LogLine[] = []
  const desk: Desk = {
    ...ports,
    now: () => at,
    pause: async () => {},
    chance: () => 0.5,
    limits: { scanMaxBytes: 20_971_520, scanMaxCount: 100 },
    province: 'H57',
    draw: drawnAsText,
    drawRows: drawnRowsAsText,
    lookUpAddress: 'https://tra-cuu.test/?ma={code}',
    payReturnAddress: 'https://cong.test/ve?ma={code}',
  }
  const shared = {
    desk: async () => desk,
    issuers: { citizen: citizenIssuer, staff: staffIssuer, machine: staffIssuer },
    write: (line: LogLine) => void lines.push(line),
    schemas,
  }
  const served = {
    intake: serve({ ...shared, serves: 'intake', answers: intake }),
    processing: serve({ ...shared, serves: 'processing', answers: processing }),
    lookup: serve({ ...shared, serves: 'lookup', answers: lookup }),
    catalogue: serve({ ...shared, serves: 'catalogue', answers: catalogue }),
    reports: serve({ ...shared, serves: 'reports', answers: reports }),
    keeping: serve({ ...shared, serves: 'keeping', answers: keeping }),
    organisation: serve({ ...shared, serves: 'organisation', answers: organisation }),
    operations: serve({ ...shared, serves: 'operations', answers: operations }),
    satisfaction: serve({ ...shared, serves: 'satisfaction', answers: satisfaction }),
    indices: serve({ ...shared, serves: 'indices', answers: indices }),
    paying: serve({ ...shared, serves: 'paying', answers: paying }),
    printing: serve({ ...shared, serves: 'printing', answers: printing }),
  }

  let requests = 0
  async function knock(id: RouteId, claims: Claims | undefined, said: Knock = {}): Promise<Answered> {
    const row = routes.find((route) => route.id === id)
    if (!row) throw new Error(`no route ${id}`)
    const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => said.path?.[name] ?? '')
    const body = said.raw ?? (said.body === undefined ? undefined : JSON.stringify(said.body))
    const request = new Request(`https://api.test${path}${said.query ?? ''}`, {
      method: row.method,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'khoa-thu-0001', ...said.headers },
      ...(body === undefined ? {} : { body }),
    })
    requests += 1
    const meta = { requestId: `r-${requests}`, routeKey: `${row.method} ${row.path}`, sourceIp: '127.0.0.1' }
    const { status, headers: given, body: text } = await served[row.serves](request, claims, meta)
    const headers = new Headers(given)
    const isJson = /json/.test(headers.get('content-type') ?? '')
    const json = isJson ? JSON.parse(text) : {}
    if (status >= 400 && !isListed(row, json.code))
      throw new Error(`${id} answers ${json.code}, which its document does not list`)
    if (json.code in objections && !isPlaceless(json.code) && !json.faults)
      throw new Error(`${id} answers ${json.code} and does not say where`)
    for (const fault of json.faults ?? [])
      if (!isPlaced(row, fault)) throw new Error(`${id} puts ${fault.code} at ${fault.where}, where nothing can be`)
    return { status, headers, text, json }
  }
  return { ports, desk, lines, knock, served }
}

export interface Knock {
  path?: Record<string, string>
  query?: string
  body?: unknown
  raw?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  /** What a client reads without knowing our types. */
  json: Record<string, unknown> & { faults?: { where: string; code: string; detail: string }[] }
}

export const wish = { procedure: '1.001193', receivingUnit: ward, returnBy: 'counter' }
export const atDesk = {
  procedure: '1.001193',
  channel: 'direct',
  returnBy: 'counter',
  applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001', phone: '0912345678' },
}
export const reception = staffClaims(`${ward}/desk`, 'reception')
