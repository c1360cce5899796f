import { catalogue } from './examples/catalogue.ts'
import { counter } from './examples/counter.ts'
import { filing } from './examples/filing.ts'
import type { RouteId } from './routes.ts'
import type { Asked, Shown } from './schemas.ts'

/** What is sent to a door, and what it answers. */
export interface Example<Id extends RouteId> {
  body?: Asked<Id>['body']
  answer: Shown<Id>
}

/** Ví dụ: of the doors that portals are built on, whole requests and answers as the document shows them. */
const examples: { readonly [Id in RouteId]?: Example<Id> } = { ...catalogue, ...filing, ...counter }

export function exampleOf(id: RouteId): { body?: unknown; answer: unknown } | undefined {
  return examples[id]
}

/** A problem as openOnline gives it. */
export const problemExample = {
  type: 'urn:mot-cua:problem:not-competent',
  code: 'not-competent',
  status: 422,
  title: 'Không đúng quy tắc nghiệp vụ',
  detail: 'Cơ quan này không tiếp nhận thủ tục đã chọn; chi tiết thủ tục nêu cơ quan và cấp tiếp nhận.',
  faults: [{ where: 'body.receivingUnit', code: 'not-competent', detail: 'Danh bạ không có cơ quan H99.' }],
}
