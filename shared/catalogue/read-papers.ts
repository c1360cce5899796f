import type { FindingsBook } from './import-findings.ts'
import type { ProcedureCase } from './offer.ts'
import type { Paper } from './procedure.ts'
import type { FormFile } from './published-texts.ts'
import { casesOfPapers } from './read-cases.ts'
import type { ProcedureRow } from './row.ts'

type DocumentRow = ProcedureRow['documents'][number]

const mostLetters = 3_000
const conditional = /trường hợp|nếu |nếu\)|đối với|khi |xuất trình|lưu ý/iu
const applicationForm = /^[-+*\s\d.)a-zđ]{0,4}(tờ khai|đơn|giấy đề nghị|phiếu|văn bản đề nghị|bản đề nghị)/iu

export interface PapersRead {
  papers: Paper[]
  notes: string[]
  forms: FormFile[]
  cases?: ProcedureCase[]
}

/** Papers and notes. A row of no originals and no copies is a note: it is read to people, and asked of nobody. */
export function readPapers(rows: ProcedureRow['documents'], book: FindingsBook): PapersRead {
  const seen = new Set<string>()
  const papers: (Paper & { group: string })[] = []
  const notes: string[] = []
  const forms: FormFile[] = []
  for (const row of rows) {
    const name = cleanName(row)
    if (row.form_glued_in_name !== undefined) book.add('form-glued', row.name.slice(-80))
    if (isNote(row)) {
      notes.push(name)
      continue
    }
    const paper = {
      id: `g${String(papers.length + 1).padStart(2, '0')}`,
      ...paperOf(row, name),
      group: row.group ?? '',
    }
    const identity = `${name}|${paper.originals}|${paper.copies}|${paper.group}`
    if (seen.has(identity)) continue
    seen.add(identity)
    if (row.qty_uncertain !== undefined) book.add('qty-uncertain', name.slice(0, 80))
    papers.push(paper)
    forms.push(...formsOf(row, paper.id))
  }
  if (notes.length > 0) book.add('notes-as-papers', `${notes.length} dòng`)
  const cases = casesOfPapers(papers)
  const bare = askForForm(papers.map(({ group: _, ...paper }) => paper))
  return { papers: bare, notes, forms, ...(cases && { cases: asking(cases, papers) }) }
}

const isNote = (row: DocumentRow) => (row.originals ?? 0) === 0 && (row.copies ?? 0) === 0

function paperOf(row: DocumentRow, name: string): Omit<Paper, 'id'> {
  return {
    name,
    originals: row.originals ?? 0,
    copies: row.copies ?? 0,
    required: row.required ?? !conditional.test(`${row.group ?? ''} ${row.name}`),
    ...(row.code ? { code: row.code } : {}),
    electronicForm: row.electronic_form ?? false,
  }
}

/** A path at the portal or an address of the web: nothing that a browser would run. */
const leadsToAPage = /^(https?:\/\/|[^:]*$)/iu

function formsOf(row: DocumentRow, paper: string): FormFile[] {
  const named = [...(row.form ? [{ name: row.form, url: null }] : []), ...(row.forms ?? [])]
  const once = new Map(named.map((form) => [form.name, form]))
  return [...once.values()].map(({ name, url }) => ({ name, ...(url && leadsToAPage.test(url) && { url }), paper }))
}

/** Inside its case a paper is asked for unless its own name sets a condition. */
function asking(cases: readonly ProcedureCase[], papers: readonly Paper[]): ProcedureCase[] {
  return cases.map((one) => {
    const own = papers.filter(({ id }) => one.papers?.includes(id))
    const requires = own.filter(({ name }) => !conditional.test(name)).map(({ id }) => id)
    return { ...one, requires }
  })
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
