import type { Role } from '../agencies/unit.ts'
import type { ActName } from '../dossier/acts.ts'
import { actTerms, statusTerms } from '../dossier/terms.ts'
import { type Transition, transitions } from '../dossier/transitions.ts'
import { ratingDoers } from '../reports/indices/rating-doers.ts'
import { feedbackSteps } from '../satisfaction/feedback.ts'
import { type RouteId, routes } from './routes.ts'

type Node = Record<string, unknown>

/**
 * Ai được làm thao tác nào. Written onto each act that a finished document offers, from the tables that decide: what is not said there is
 * not allowed here.
 */
export function describeActs(document: unknown): void {
  const whole = node(document)
  const schemas = node(node(whole.components).schemas)
  for (const variant of variantsOf(schemas.CitizenAct)) say(variant, (act) => dossierAct(act, ['citizen']))
  for (const variant of variantsOf(schemas.DeskAct)) say(variant, (act) => dossierAct(act, rolesAt('act')))
  for (const variant of variantsOf(bodyOf(whole, 'actOnRating'))) say(variant, ratingAct)
  for (const variant of variantsOf(bodyOf(whole, 'moveFeedback'))) say(variant, feedbackAct)
}

const places: Readonly<Record<Transition['at'], string>> = {
  holder: 'của phòng đang giữ hồ sơ (trưởng phòng, lãnh đạo: cả cơ quan)',
  receiving: 'của cơ quan tiếp nhận',
  concerned: 'của cơ quan tiếp nhận, có thẩm quyền, hoặc đang giữ hồ sơ hay một phần của nó',
  involved: 'của cơ quan đang hoặc đã giữ hồ sơ',
  consulted: 'của nơi được hỏi ý kiến',
  anywhere: 'của mọi cơ quan',
}

function dossierAct(act: string, door: readonly (Role | 'citizen')[]): string {
  if (!isAct(act)) return ''
  const row: Transition = transitions[act]
  const roles = door.filter((role) => row.who.some((one) => one === role))
  const who = door.includes('citizen') ? 'Người làm: chủ hồ sơ' : `Vai trò: ${roles.join(', ')} ${places[row.at]}`
  const states = [...row.from, ...(row.stays ?? [])].map((state) => `“${statusTerms[state]}”`).join(', ')
  const further = furtherTexts[act]
  return `\`${act}\`: ${actTerms[act]}. ${further ? `${further} ` : ''}${who}. Trạng thái: ${states}.`
}

/** Where the name of an act does not say when it is the one to do. */
const furtherTexts: Readonly<Partial<Record<ActName, string>>> = {
  'request-obligation':
    'Thuế, tiền sử dụng đất và khoản khác mà thông báo đến ngoài hệ thống: hồ sơ chờ, thời hạn dừng đến khi nộp; thông báo của cơ quan thuế qua hệ thống thì được ghi tự động.',
  'charge-fee': 'Không làm hồ sơ dừng lại.',
}

function ratingAct(act: string): string {
  const doer = Object.entries(ratingDoers).find(([name]) => name === act)?.[1]
  if (!doer) return ''
  const whose = doer.of === 'rated' ? 'của cơ quan được chấm' : 'của cơ quan thẩm định'
  return `\`${act}\`. Vai trò: ${doer.roles.join(', ')} ${whose}.`
}

function feedbackAct(act: string): string {
  const step = Object.entries(feedbackSteps).find(([name]) => name === act)?.[1]
  if (!step || step.roles === 'citizen') return ''
  return `\`${act}\`. Vai trò: ${step.roles.join(', ')} của cơ quan được phản ánh.`
}

function isAct(name: string): name is ActName {
  return Object.hasOwn(transitions, name)
}

function rolesAt(id: RouteId): readonly Role[] {
  const row = routes.find((one) => one.id === id)
  return row && 'roles' in row ? row.roles : []
}

/** A variant is of one act or of several that are said alike. */
function say(variant: Node, textOf: (act: string) => string): void {
  const act = node(node(variant.properties).act)
  const names = Array.isArray(act.enum) ? act.enum : [act.const]
  variant.description = names.map((name) => textOf(String(name))).join(' ')
}

function variantsOf(schema: unknown): readonly Node[] {
  const { oneOf, anyOf } = node(schema)
  const variants = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : []
  return variants.map(node)
}

function bodyOf(document: Node, id: RouteId): unknown {
  const row = routes.find((one) => one.id === id)
  const operation = node(node(node(document.paths)[row?.path ?? '']).post)
  return node(node(node(node(operation.requestBody).content)['application/json']).schema)
}

function node(value: unknown): Node {
  return isNode(value) ? value : {}
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
