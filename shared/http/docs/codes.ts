import { objections } from '../../dossier/objections.ts'
import { fieldTexts } from '../document-texts.ts'
import { problemExample } from '../examples/problem.ts'
import { faultCodes, refusals } from '../problems.ts'
import { marked, safe, shown, table } from './markup.ts'
import { bearing } from './search.ts'

/** Every stable code, from the tables that answers are made of. */
export function showCodes(wanted: string): string {
  const all = Object.entries({ ...refusals, ...objections }).sort(([, one], [, other]) => one.status - other.status)
  const problems = bearing(wanted, all, ([code, { says }]) => [code, says])
  return `<p>Mọi lời từ chối theo RFC 9457; <code>code</code> không đổi nghĩa, mã mới có thể thêm vào. Với 503 hoặc khi không nhận được trả lời, gửi lại đúng yêu cầu với cùng Idempotency-Key: việc chỉ được làm một lần.</p>
${table(
  ['Mã', 'HTTP', 'Nghĩa'],
  problems.map(([code, { status, says }]) => [
    `<code id="loi-${safe(code)}">${safe(code)}</code>`,
    safe(status),
    safe(says),
  ]),
)}
<p>Một lời từ chối trông như sau:</p>${shown(problemExample)}
<p>Trong <code>faults</code>, mỗi chỗ sai có một mã, và <code>where</code>: ${marked(fieldTexts.where)}</p>
${table(
  ['Mã', 'Nghĩa'],
  Object.entries(faultCodes).map(([code, says]) => [`<code>${safe(code)}</code>`, safe(says)]),
)}`
}
