import * as z from 'zod'
import { lazily } from '../lazily.ts'

/** Dữ liệu JSON của Cổng Dịch vụ công quốc gia: a procedure in detail, as much of it as is turned into a row. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((rows) => rows ?? [])
export const portalDetail = lazily(() => {
  const named = z.object({ name: z.string(), code: z.string().nullish() })
  const attachment = z.object({ fileName: z.string(), filePath: z.string().nullish() })
  const component = z.object({
    name: z.string(),
    code: z.string().nullish(),
    originalQty: z.number().nullish(),
    copyQty: z.number().nullish(),
    required: z.boolean().nullish(),
    hasElectronicForm: z.boolean().nullish(),
    attachments: list(attachment),
  })
  return z.object({
    code: z.string(),
    name: z.string(),
    state: z.string().nullish(),
    type: z.string().nullish(),
    isWard: z.boolean().nullish(),
    isProvince: z.boolean().nullish(),
    isMinistry: z.boolean().nullish(),
    isOtherAgency: z.boolean().nullish(),
    isVertical: z.boolean().nullish(),
    isFullProcess: z.boolean().nullish(),
    isNonTerritorial: z.boolean().nullish(),
    isInternal: z.boolean().nullish(),
    executionSteps: list(z.object({ name: z.string().nullish(), description: z.string().nullish() })),
    executionMethods: list(
      z.object({
        submissionMethod: z.string(),
        processingTime: z.union([z.number(), z.string()]).nullish(),
        processingTimeUnit: z.string().nullish(),
        description: z.string().nullish(),
        fees: list(
          z.object({
            type: z.string().nullish(),
            value: z.number().nullish(),
            currencyId: z.string().nullish(),
            description: z.string().nullish(),
          }),
        ),
      }),
    ),
    executionCases: list(z.object({ name: z.string().nullish(), profileComponents: list(component) })),
    cases: list(
      z.object({
        name: z.string().nullish(),
        code: z.string().nullish(),
        processingDay: z.object({ qty: z.number().nullish(), type: z.string().nullish() }).nullish(),
      }),
    ),
    resultsDetails: list(named),
    categoriesDetails: list(named),
    subjectTypesDetails: list(named),
    legalBasisesDetails: list(named),
    departmentsExecuting: list(named),
    unitGroupsExecuting: list(named),
    departmentsAuthority: list(named),
    unitGroupsAuthority: list(named),
    departmentsCoordinating: list(named),
    unitGroupsCoordinating: list(named),
    departmentPromulgateName: z.string().nullish(),
    dossierReceivingAddresses: z.string().nullish(),
    requirementsAndConditions: z.string().nullish(),
    procedureProposal: z
      .object({
        proposalNumber: z.string().nullish(),
        decisionDate: z.number().nullish(),
        publicationDate: z.number().nullish(),
      })
      .nullish(),
  })
})

export type PortalDetail = z.output<ReturnType<typeof portalDetail>>

/** A row of the portal's list: what it is called and whose it is, nothing more. */
export const portalListRow = lazily(() =>
  z.object({
    code: z.string(),
    name: z.string(),
    categories: z.array(z.string()),
    departments: z.array(z.string()),
    departmentPromulgate: z.string().nullish(),
    formalityTargetType: list(z.string()),
    state: z.string().nullish(),
    type: z.string().nullish(),
  }),
)

const methods: Readonly<Record<string, string>> = { DIRECT: 'direct', ONLINE: 'online', POSTAL: 'postal' }
const units: Readonly<Record<string, string>> = { WORKING_DAY: 'working_day', DAY: 'day', HOUR: 'hour', MONTH: 'month' }
const moneyKinds: Readonly<Record<string, string>> = { FEE: 'phí', SERVICE_FEE: 'lệ phí', PRICE_LEVEL: 'mức giá' }
const unitTerms: Readonly<Record<string, string>> = {
  WORKING_DAY: 'Ngày làm việc',
  DAY: 'Ngày',
  HOUR: 'Giờ',
  MONTH: 'Tháng',
}

/** The portal's detail as a row of the import. */
export function rowOfPortal(detail: PortalDetail): object {
  const { procedureProposal: proposal } = detail
  const names = (...lists: readonly (readonly { name: string }[])[]) => lists.flat().map(({ name }) => name)
  const departments = [...detail.departmentsExecuting, ...detail.departmentsCoordinating]
  return {
    code: detail.code,
    name: detail.name,
    type: detail.isInternal ? 'STANDARD_INTERNAL' : detail.type,
    state: detail.state,
    promulgating_agency: detail.departmentPromulgateName,
    fields: names(detail.categoriesDetails),
    field_codes: detail.categoriesDetails.flatMap(({ code }) => code ?? []),
    levels: levelsOf(detail),
    executing_agencies: names(detail.departmentsExecuting, detail.unitGroupsExecuting),
    authority_agencies: names(detail.departmentsAuthority, detail.unitGroupsAuthority),
    coordinating_agencies: names(detail.departmentsCoordinating, detail.unitGroupsCoordinating),
    agency_codes: departments.flatMap(({ code }) => code ?? []),
    subjects: names(detail.subjectTypesDetails),
    conditions: detail.requirementsAndConditions,
    receiving_address: detail.dossierReceivingAddresses,
    channels: detail.executionMethods.map(channelOf),
    processing_cases: detail.cases.map(({ code, name, processingDay: day }) => ({
      case_code: code,
      name,
      time: timeOf(day?.qty, day?.type),
    })),
    documents: detail.executionCases.flatMap(({ name, profileComponents }) =>
      profileComponents.map((one) => documentOf(one, name)),
    ),
    steps: detail.executionSteps.map(({ name, description }) => ({ title: name, text: description ?? '' })),
    results: detail.resultsDetails,
    legal_basis: detail.legalBasisesDetails.map(({ code, name }) => ({ number: code, title: name })),
    online: onlineOf(detail),
    non_territorial: detail.isNonTerritorial,
    decision_no: proposal?.proposalNumber,
    decided_on: dayOfEpoch(proposal?.decisionDate),
    posted_on: dayOfEpoch(proposal?.publicationDate),
    detail_level: 'full_structured',
  }
}

function channelOf(method: PortalDetail['executionMethods'][number]) {
  const { processingTime: amount, processingTimeUnit: unit = '' } = method
  const term = unitTerms[unit ?? '']
  const hour = unit === 'HOUR' && Number(amount) === 15 && /sau 15 giờ/iu.test(method.description ?? '')
  return {
    method: methods[method.submissionMethod] ?? method.submissionMethod,
    time_raw: term === undefined ? String(amount ?? '') : `${amount} ${term}`,
    time: timeOf(Number(String(amount).replace(',', '.')), unit),
    ...(hour && { time_suspect: true }),
    description: method.description,
    fees: method.fees.map(({ type, value, currencyId: currency, description: note }) => ({
      kind: moneyKinds[type ?? ''],
      amount: value,
      currency: currency || 'VND',
      note: note || undefined,
    })),
  }
}

function timeOf(amount: number | null | undefined, unit: string | null | undefined) {
  const known = units[unit ?? '']
  return known === undefined || amount == null || Number.isNaN(amount) ? null : { amount, unit: known }
}

function documentOf(
  one: PortalDetail['executionCases'][number]['profileComponents'][number],
  group: string | null | undefined,
) {
  return {
    group: group || undefined,
    name: one.name,
    originals: one.originalQty,
    copies: one.copyQty,
    code: one.code,
    electronic_form: one.hasElectronicForm,
    // The portal says `false` of every paper, needed or not: only a `true` is a statement.
    ...(one.required && { required: true }),
    forms: one.attachments.map(({ fileName, filePath }) => ({ name: fileName, url: filePath })),
  }
}

/** Toàn trình, một phần: the portal says it of the whole, and of a channel that is there. */
function onlineOf({ isFullProcess, executionMethods }: PortalDetail): 'full' | 'partial' | undefined {
  if (isFullProcess) return 'full'
  const hasChannel = executionMethods.some(({ submissionMethod }) => submissionMethod === 'ONLINE')
  return isFullProcess === false && hasChannel ? 'partial' : undefined
}

function levelsOf({ isWard, isProvince, isMinistry, isOtherAgency, isVertical }: PortalDetail): string[] {
  return [
    ...(isProvince ? ['province'] : []),
    ...(isWard ? ['commune'] : []),
    ...(isMinistry ? ['ministry'] : []),
    ...(isOtherAgency || isVertical ? ['other'] : []),
  ]
}

/** The portal tells days as the first moment of the day in Viet Nam, in milliseconds. A number that is no moment is no day. */
function dayOfEpoch(ms: number | null | undefined): string | undefined {
  if (ms == null) return undefined
  const there = new Date(ms + 7 * 3_600_000)
  return Number.isNaN(there.getTime()) ? undefined : there.toISOString().slice(0, 10)
}

/** A row of the list: it has a name and an agency, and waits for its detail as a draft. */
export function rowOfList(row: z.output<ReturnType<typeof portalListRow>>): object {
  return {
    code: row.code,
    name: row.name,
    type: row.type,
    state: row.state,
    promulgating_agency: row.departmentPromulgate,
    fields: row.categories,
    executing_agencies: row.departments,
    subjects: row.formalityTargetType,
    detail_level: 'catalogue_only',
  }
}
