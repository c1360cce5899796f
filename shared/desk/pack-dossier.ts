import { createHash } from 'node:crypto'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import { type BillProof, proofOf } from '../dossier/bill.ts'
import type { DossierEvent, Scan } from '../dossier/dossier.ts'
import { printId } from '../forms/print.ts'
import type { ZipEntry } from '../reports/zip.ts'
import type { Desk } from './desk.ts'
import type { Read } from './read-dossier.ts'

type Needs = Pick<Desk, 'objects' | 'bills' | 'signer' | 'prints'>
type Half = Pick<Read, 'file' | 'history'>

const endings: Record<Scan['type'], string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }

export const archiveNotes = `TRÍCH XUẤT MỘT HỒ SƠ

Mỗi thư mục là một hồ sơ (hồ sơ gốc và các phần liên thông), trong đó:
  head.json      trạng thái hiện tại            parties.json   người nộp, chủ hồ sơ (dữ liệu cá nhân)
  ledger.json    sổ thời gian                   plan.json      quy trình và thời hạn đã ghim
  money.json, consultations.json (nếu có)       nghĩa vụ tài chính, ý kiến phối hợp
  history.jsonl  mỗi dòng một sự kiện           scans.json     các tệp, SHA-256 và kết quả kiểm tra
  files/         tệp thành phần và kết quả      proofs.json    bằng chứng từ các bảng kê kiểm toán đã ký
  sheets/        biểu mẫu đã in                 prints.json    số, lần in và lý do in lại của từng biểu mẫu
Ở ngoài cùng: audit-key.pem là khóa công khai, manifest.json ghi độ dài và SHA-256 của mọi tệp.

Kiểm tra (cần mã nguồn mở của hệ thống, không cần tài khoản hay mạng):
  npm run verify-audit -- --archive TỆP.zip --key audit-key.pem
Hãy lấy khóa công khai từ một nguồn khác với nơi đưa tệp này; lệnh in SHA-256 của khóa để đối chiếu.
Sự kiện sau bảng kê cuối cùng chưa có chữ ký; lệnh nói rõ bằng chứng đi đến sự kiện thứ mấy.

Kiểm tra bằng tay: sự kiện n có digest = SHA-256 của JSON (khóa sắp theo thứ tự, không có digest và wants), previous = digest của sự kiện n-1.
Tệp này chứa dữ liệu cá nhân: hãy giữ như giữ hồ sơ giấy.
`

/** Trích xuất hồ sơ. Every part of a dossier and of its other halves, each file whole, with the bills' proofs; manifest last. Throws Outage. */
export async function* packDossier(desk: Needs, read: Read): AsyncGenerator<ZipEntry> {
  const files: { name: string; size: number; sha256: string }[] = []
  const entry = (name: string, content: Uint8Array | string): ZipEntry => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    files.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    return { name, bytes }
  }
  yield entry('DOC-TRUOC.txt', archiveNotes)
  yield entry('audit-key.pem', await desk.signer.publicKeyPem())
  for (const half of [read, ...read.kin])
    for await (const { name, content } of partsOf(desk, half)) yield entry(name, content)
  yield { name: 'manifest.json', bytes: Buffer.from(pretty({ format: 1, dossier: read.file.dossier.id, files })) }
}

async function* partsOf(
  desk: Needs,
  { file, history }: Half,
): AsyncGenerator<{ name: string; content: Uint8Array | string }> {
  const { dossier, parties, ledger, plan, scans } = file
  const named = (name: string) => `${dossier.id}/${name}`
  const facts = { 'head.json': dossier, 'parties.json': parties, 'ledger.json': ledger, 'scans.json': scans }
  for (const [name, fact] of Object.entries(facts)) yield { name: named(name), content: pretty(fact) }
  const rest = { 'plan.json': plan, 'money.json': file.money, 'consultations.json': file.consultations }
  for (const [name, fact] of Object.entries(rest)) if (fact) yield { name: named(name), content: pretty(fact) }
  yield { name: named('history.jsonl'), content: history.map((event) => `${JSON.stringify(event)}\n`).join('') }
  yield { name: named('proofs.json'), content: pretty(await proofsOf(desk, dossier.id, history)) }
  for (const { n, type, state, cleanKey } of scans) {
    if (state !== 'clean' || cleanKey === undefined) continue
    const content = await desk.objects.readClean(cleanKey)
    if (!content) throw new Error(`file ${n} of ${dossier.id} is gone`)
    yield { name: named(`files/${String(n).padStart(4, '0')}.${endings[type]}`), content }
  }
  for await (const { name, content } of sheetsOf(desk, dossier.id)) yield { name: named(name), content }
}

/** Biểu mẫu đã in: the rows of all prints, and the pages of those that are drawn. */
async function* sheetsOf(desk: Needs, id: string): AsyncGenerator<{ name: string; content: Uint8Array | string }> {
  const prints = await desk.prints.ofDossier(id)
  if (prints.length > 0) yield { name: 'prints.json', content: pretty(prints) }
  for (const print of prints) {
    if (!print.drawn) continue
    const content = await desk.objects.readClean(`sheets/${print.drawn.key}.pdf`)
    if (!content) throw new Error(`sheet ${printId(print)} of ${id} is gone`)
    yield { name: `sheets/${printId(print)}.pdf`, content }
  }
}

/** What was done before the night's run is on the bill of the day before; after missed runs, on a later one. */
const daysAround = [-1, 0, 1, 2]

/** From the bills around each day on which something was done; the newest may not be drawn yet. */
async function proofsOf(desk: Needs, id: string, history: readonly DossierEvent[]): Promise<BillProof[]> {
  const proofs: BillProof[] = []
  const days = history.flatMap(({ at }) => daysAround.map((days) => addDays(dayOf(at), days)))
  for (const day of [...new Set<Day>(days)].sort()) {
    const bill = await desk.bills.read(day)
    const proof = bill && proofOf(bill, id)
    if (proof) proofs.push(proof)
  }
  return proofs
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
