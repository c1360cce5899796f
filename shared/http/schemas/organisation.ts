import * as z from 'zod'
import { type Level, roles } from '../../agencies/unit.ts'
import { limitUnits } from '../../calendar/limit.ts'
import { severities } from '../../catalogue/findings.ts'
import { actsOfSteps } from '../../dossier/step-acts.ts'
import { door, lazily, named } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const levels = ['province', 'commune', 'vertical', 'central', 'district'] as const satisfies readonly Level[]

const adminCode = () =>
  z.string().regex(/^\d{2,5}$/, { error: 'Mã đơn vị hành chính gồm 2 (tỉnh) đến 5 (xã, phường) chữ số.' })
const unit = lazily(() =>
  z.strictObject({
    id: t.agencyId,
    name: t.line(200),
    level: z.enum(levels),
    parent: t.agencyId.exactOptional(),
    adminCode: adminCode().exactOptional(),
    email: t.email.exactOptional(),
    phone: t.line(30).exactOptional(),
    address: t.line(300).exactOptional(),
  }),
)
const officer = lazily(() =>
  z.strictObject({
    id: t.officerId,
    name: t.personName,
    unit: t.unitId,
    roles: t.once(z.enum(roles), String).max(roles.length),
    title: t.line(200).exactOptional(),
    email: t.email.exactOptional(),
  }),
)

/** As they were announced, by the rules of that day. */
const keptUnit = lazily(() =>
  z.strictObject({
    ...{
      id: text(),
      name: text(),
      level: z.enum(levels),
      parent: text().exactOptional(),
      adminCode: text().exactOptional(),
    },
    ...{ email: text().exactOptional(), phone: text().exactOptional(), address: text().exactOptional() },
  }),
)
const keptOfficer = lazily(() =>
  z.strictObject({
    ...{ id: text(), name: text(), unit: text(), roles: z.array(z.enum(roles)) },
    ...{ title: text().exactOptional(), email: text().exactOptional() },
  }),
)

const ended = lazily(() => t.once(t.agencyId, String).min(1).max(50))
const splitParts = lazily(() =>
  z.array(z.strictObject({ to: t.agencyId, procedures: t.once(t.procedureCode, String).min(1).max(500) })).max(20),
)

/** The kinds of decision, each with what every one has in common. */
function kindsOfChange<const Head extends z.ZodRawShape, Parts extends Record<'unit' | 'officer' | 'name', z.ZodType>>(
  head: Head,
  { unit, officer, name }: Parts,
) {
  return [
    z.strictObject({ ...head, kind: z.literal('unit'), unit: unit as Parts['unit'] }),
    z.strictObject({ ...head, kind: z.literal('officer'), officer: officer as Parts['officer'] }),
    z.strictObject({ ...head, kind: z.literal('rename'), unit: t.agencyId, name: name as Parts['name'] }),
    z.strictObject({ ...head, kind: z.literal('merger'), from: ended(), to: t.agencyId }),
    z.strictObject({ ...head, kind: z.literal('split'), from: t.agencyId, to: t.agencyId, parts: splitParts() }),
    z.strictObject({ ...head, kind: z.literal('dissolution'), from: t.agencyId, to: t.agencyId }),
  ] as const
}

const announcement = named({ id: 'Announcement', description: 'Quyết định tổ chức cần công bố' }, () =>
  z.discriminatedUnion(
    'kind',
    kindsOfChange({ on: t.day, decision: t.line(100) }, { unit: unit(), officer: officer(), name: t.line(200) }),
  ),
)
const change = named({ id: 'OrganisationChange', description: 'Một quyết định tổ chức đã công bố' }, () =>
  z.discriminatedUnion(
    'kind',
    kindsOfChange(
      { id: text(), on: t.day, decision: text(), by: text(), at: t.instant },
      { unit: keptUnit(), officer: keptOfficer(), name: text() },
    ),
  ),
)

const unitRow = named({ id: 'UnitVersion', description: 'Cơ quan, phòng trong một ngày, với trước và sau nó' }, () =>
  z.strictObject({
    id: text(),
    name: text(),
    level: z.enum(levels),
    kind: z.enum(['agency', 'room']),
    parent: text().optional(),
    adminCode: text().optional(),
    validFrom: t.day,
    validTo: t.day.optional(),
    predecessors: z.array(text()),
    successors: z.array(text()),
    heir: shown.place().optional().meta({ description: 'Cơ quan đang giữ việc của cơ quan đã kết thúc' }),
  }),
)

const step = lazily(() =>
  z.strictObject({
    n: z.int().min(1).max(100),
    name: t.line(300),
    owner: z.strictObject({
      agency: z.union([z.enum(['receiving', 'competent']), t.agencyId]),
      room: z.enum(['desk', 'office', 'leaders']),
    }),
    role: z.enum(roles),
    hours: z.number().min(0).max(10_000),
    leaves: z.boolean(),
    next: z.array(z.int().min(1).max(100)).min(1).max(20).exactOptional(),
    acts: t.once(z.enum(actsOfSteps), String).max(actsOfSteps.length).exactOptional(),
    decides: z.boolean().exactOptional(),
    member: t.procedureCode.exactOptional().meta({ description: 'Mã thủ tục thành phần của nhóm liên thông' }),
  }),
)

const workflow = named(
  { id: 'Workflow', description: 'Quy trình nội bộ; version là phiên bản đang sửa, 0 khi lập mới' },
  () =>
    z.strictObject({
      id: z
        .string()
        .max(60)
        .regex(/^[a-z0-9][a-z0-9-]{1,59}$/, { error: 'Mã quy trình gồm chữ thường, số và gạch nối.' }),
      version: z.int().min(0),
      name: t.line(1000),
      procedureCodes: t.once(t.procedureCode, (code) => code).max(500),
      steps: z.array(step()).max(100),
      total: z.strictObject({ amount: z.number().min(0).max(1000), unit: z.enum(limitUnits) }),
      reckoned: z.enum(['hours', 'shares']),
      validFrom: t.day,
      decision: t.line(200).exactOptional(),
      source: t.line(1000),
      assumed: t.prose(2000).exactOptional(),
      mapped: z
        .array(z.strictObject({ published: t.line(300), present: t.line(100), by: z.enum(['name', 'hand']) }))
        .max(100)
        .exactOptional(),
    }),
)

const findings = lazily(() =>
  z.array(
    z.strictObject({ code: z.enum(shown.namesOf(severities)), severity: z.enum(['refuse', 'explain']), says: text() }),
  ),
)

/** People and units, and the steps they work by. */
export const organisationSchemas = {
  listUnitVersions: door(() => ({
    query: z.strictObject({ on: t.day.optional(), agency: t.agencyId.optional() }),
    status: 200,
    answer: z.strictObject({ on: t.day, rows: z.array(unitRow()) }),
  })),
  listOfficers: door(() => ({
    query: z.strictObject({ on: t.day.optional(), agency: t.agencyId }),
    status: 200,
    answer: z.strictObject({
      on: t.day,
      rows: z.array(
        z.strictObject({
          id: text(),
          name: text(),
          unit: shown.place(),
          roles: z.array(z.enum(roles)),
          title: text().optional(),
        }),
      ),
    }),
  })),
  listChanges: door(() => ({ status: 200, answer: z.strictObject({ rows: z.array(change()) }) })),
  announceChange: door(() => ({
    key: true,
    body: announcement(),
    status: 201,
    answer: z.strictObject({ change: change() }),
  })),
  listWorkflows: door(() => ({
    status: 200,
    answer: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: text(),
          version: z.int(),
          name: text(),
          procedureCodes: z.array(text()),
          validFrom: t.day,
          decision: text().optional(),
          leaves: z.boolean().optional().meta({ description: 'Có bước thuộc cơ quan khác (liên thông)' }),
        }),
      ),
    }),
  })),
  readWorkflow: door(() => ({
    path: z.strictObject({ workflow: t.line(60) }),
    query: z.strictObject({ version: t.count(1, 1_000_000).optional() }),
    status: 200,
    answer: z.strictObject({ workflow: workflow(), findings: findings() }),
  })),
  putWorkflow: door(() => ({
    body: workflow(),
    status: 201,
    answer: z.strictObject({ workflow: workflow(), findings: findings() }),
  })),
  checkWorkflow: door(() => ({
    body: workflow(),
    status: 200,
    answer: z.strictObject({ findings: findings() }),
  })),
} as const
