import type { Paper } from './procedure.ts'
import type { ProcedureRow } from './row.ts'

type DocumentRow = ProcedureRow['documents'][number]

const mostLetters = 300
const conditional = /trường hợp|nếu |nếu\)|đối với|khi |xuất trình|lưu ý/iu
const applicationForm = /^[-+*\s\d.)a-zđ]{0,4}(tờ khai|đơn|giấy đề nghị|phiếu|văn bản đề nghị|bản đề nghị)/iu

/** Papers and notes. A row of no originals and no copies is a note: it is read to people, and asked of nobody. */
export function readPapers(rows: ProcedureRow['documents']): { papers: Paper[]; notes: string[]; remarks: string[] } {
  const seen = new Set<string>()
  const papers: Paper[] = []
  const notes: string[] = []
  const remarks: string[] = []
  for (const row of rows) {
    const name = cleanName(row)
    const originals = row.originals ?? 0
    const copies = row.copies ?? 0
    if (originals === 0 && copies === 0) {
      notes.push(name)
      continue
    }
    const identity = `${name}|${originals}|${copies}|${row.group ?? ''}`
    if (seen.has(identity)) continue
    seen.add(identity)
    if (row.qty_uncertain !== undefined) remarks.push(`Số bản không chắc: ${name.slice(0, 80)}`)
    papers.push({
      id: `g${String(papers.length + 1).padStart(2, '0')}`,
      name,
      originals,
      copies,
      required: row.required ?? !conditional.test(`${row.group ?? ''} ${row.name}`),
      ...(row.code ? { code: row.code } : {}),
      electronicForm: row.electronic_form ?? false,
    })
  }
  return { papers: askForForm(papers), notes, remarks }
}

/** When every paper has its condition, the application itself is still always handed in. */
function askForForm(papers: Paper[]): Paper[] {
  if (papers.some(({ required }) => required)) return papers
  const form = papers.find(({ name }) => applicationForm.test(name))
  return papers.map((paper) => (paper === form ? { ...paper, required: true } : paper))
}

/** Names come with bullets before them and with the file name of their form glued on behind. */
function cleanName(row: DocumentRow): string {
  const bare = row.name.replace(/^[-+*•–\s]+/u, '').replace(/[;,\s]+$/u, '')
  const name = row.form_glued_in_name === undefined ? bare : withoutFile(bare)
  return (name === '' ? row.name : name).slice(0, mostLetters)
}

function withoutFile(name: string): string {
  const cut = name.search(/[;.)]\s*[^;.()]{0,80}\.(docx?|pdf|xlsx?|rtf|jpe?g|png)$/iu)
  if (cut > 0) return name.slice(0, name[cut] === ')' ? cut + 1 : cut)
  return name.replace(/(\p{Ll})(\p{Lu}[^;]{0,60}|[^\s;]{0,40})\.(docx?|pdf|xlsx?|rtf)$/u, '$1')
}
