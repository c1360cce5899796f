import { createHash } from 'node:crypto'
import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import type { DossierEvent, Scan } from '../../dossier/dossier.ts'
import { type BillProof, proofOf } from '../../dossier/history/bill.ts'
import { applicantsSheets } from '../../dossier/history/sheets.ts'
import { type Print, printId } from '../../forms/print.ts'
import type { ZipEntry } from '../../reports/files/zip.ts'
import type { Desk } from '../desk.ts'
import type { Read } from '../dossiers/read-dossier.ts'
import type { ArchiveReader } from './archive-job.ts'
import { holdsReceipt, isResult, ownersEvent, ownersHead, ownersPrint, ownersScan } from './pack-for-reader.ts'

export type PackNeeds = Pick<Desk, 'objects' | 'bills' | 'signer' | 'prints'>
type Needs = PackNeeds
type Half = Pick<Read, 'file' | 'history'>
interface Part {
  name: string
  content: Uint8Array | string
}

/** A file that a dossier names and the bucket does not have: no archive is made without it. */
export class FileGone extends Error {
  override name = 'FileGone'
}

const endings: Record<Scan['type'], string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/octet-stream': 'bin',
}

const archiveNotes = `TRÍCH XUẤT MỘT HỒ SƠ

Mỗi thư mục là một hồ sơ (hồ sơ gốc và các phần liên thông), trong đó:
  head.json      trạng thái hiện tại            parties.json   người nộp, chủ hồ sơ (dữ liệu cá nhân)
  ledger.json    sổ thời gian                   plan.json      quy trình và thời hạn đã ghim
  money.json, consultations.json (nếu có)       nghĩa vụ tài chính, ý kiến phối hợp
  history.jsonl  mỗi dòng một sự kiện           scans.json     các tệp, SHA-256 và kết quả kiểm tra
  files/         tệp thành phần và kết quả      proofs.json    bằng chứng từ các bảng kê kiểm toán đã ký
  sheets/        biểu mẫu đã in                 prints.json    số, lần in và lý do in lại của từng biểu mẫu
Bản dành cho chủ hồ sơ có status.json và shown.jsonl thay cho head.json và history.jsonl: không có ghi chú nội bộ, nên chỉ chuỗi digest
của các sự kiện được đối chiếu với bảng kê, nội dung từng sự kiện thì không.
Ở ngoài cùng: audit-key.pem là khóa công khai, manifest.json ghi độ dài và SHA-256 của mọi tệp.

Kiểm tra (cần mã nguồn mở của hệ thống, không cần tài khoản hay mạng):
  npm run verify-audit -- --archive TỆP.zip --key audit-key.pem
Hãy lấy khóa công khai từ một nguồn khác với nơi đưa tệp này; lệnh in SHA-256 của khóa để đối chiếu.
Sự kiện sau bảng kê cuối cùng chưa có chữ ký; lệnh nói rõ bằng chứng đi đến sự kiện thứ mấy.

Kiểm tra bằng tay: sự kiện n có digest = SHA-256 của JSON (khóa sắp theo thứ tự, không có digest và wants), previous = digest của sự kiện n-1.
Tệp này chứa dữ liệu cá nhân: hãy giữ như giữ hồ sơ giấy.
`

/**
 * Trích xuất hồ sơ. Every part of a dossier and of its other halves, each file whole, with the bills' proofs; manifest last.
 * Without a reader it is the operator's, and has all there is. Throws Outage and FileGone.
 */
export async function* packDossier(desk: Needs, read: Read, reader?: ArchiveReader): AsyncGenerator<ZipEntry> {
  const files: { name: string; size: number; sha256: string }[] = []
  const entry = (name: string, content: Uint8Array | string): ZipEntry => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    files.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    return { name, bytes }
  }
  yield entry('DOC-TRUOC.txt', archiveNotes)
  yield entry('audit-key.pem', await desk.signer.publicKeyPem())
  for (const half of [read, ...read.kin]) {
    const parts = reader?.kind === 'owner' ? ownersParts(desk, half, half === read) : partsOf(desk, half, reader)
    for await (const { name, content } of parts) yield entry(`${half.file.dossier.id}/${name}`, content)
  }
  yield { name: 'manifest.json', bytes: Buffer.from(pretty({ format: 1, dossier: read.file.dossier.id, files })) }
}

async function* partsOf(desk: Needs, { file, history }: Half, reader?: ArchiveReader): AsyncGenerator<Part> {
  const { dossier, parties, ledger, plan, scans } = file
  const facts = { 'head.json': dossier, 'parties.json': parties, 'ledger.json': ledger, 'scans.json': scans }
  for (const [name, fact] of Object.entries(facts)) yield { name, content: pretty(fact) }
  const rest = { 'plan.json': plan, 'money.json': file.money, 'consultations.json': file.consultations }
  for (const [name, fact] of Object.entries(rest)) if (fact) yield { name, content: pretty(fact) }
  yield { name: 'history.jsonl', content: lines(history) }
  yield { name: 'proofs.json', content: pretty(await proofsOf(desk, dossier.id, history)) }
  yield* filesOf(desk, dossier.id, scans)
  const isTold = ({ sheet }: Print) => sheet !== 'receipt' || holdsReceipt(dossier, reader)
  yield* sheetsOf(desk, dossier.id, isTold)
}

/** Bản của chủ hồ sơ: what their own door shows. Of a part at another agency they know the course only. */
async function* ownersParts(desk: Needs, { file, history }: Half, isTheirs: boolean): AsyncGenerator<Part> {
  const { dossier, parties, scans } = file
  if (isTheirs) {
    const own = scans.filter(({ role, n }) => role === 'component' || isResult(dossier, n))
    const facts = { 'status.json': ownersHead(dossier), 'parties.json': parties, 'money.json': file.money }
    for (const [name, fact] of Object.entries(facts)) if (fact) yield { name, content: pretty(fact) }
    yield { name: 'scans.json', content: pretty(own.map(ownersScan)) }
    yield* filesOf(desk, dossier.id, own)
    yield* sheetsOf(desk, dossier.id, ({ sheet }) => applicantsSheets.has(sheet), ownersPrint)
  }
  yield { name: 'shown.jsonl', content: lines(history.map(ownersEvent)) }
  yield { name: 'proofs.json', content: pretty(await proofsOf(desk, dossier.id, history)) }
}

async function* filesOf(desk: Needs, id: string, scans: readonly Scan[]): AsyncGenerator<Part> {
  for (const { n, type, state, cleanKey } of scans) {
    if (state !== 'clean' || cleanKey === undefined) continue
    const content = await desk.objects.readClean(cleanKey)
    if (!content) throw new FileGone(`file ${n} of ${id} is gone`)
    yield { name: `files/${String(n).padStart(4, '0')}.${endings[type]}`, content }
  }
}

/** Biểu mẫu đã in: the rows of all prints a reader may have, and the pages of those that are drawn. */
async function* sheetsOf(
  desk: Needs,
  id: string,
  isTold: (print: Print) => boolean,
  show: (print: Print) => unknown = (print) => print,
): AsyncGenerator<Part> {
  const prints = (await desk.prints.ofDossier(id)).filter(isTold)
  if (prints.length > 0) yield { name: 'prints.json', content: pretty(prints.map(show)) }
  for (const print of prints) {
    if (!print.drawn) continue
    const content = await desk.objects.readClean(`sheets/${print.drawn.key}.pdf`)
    if (!content) throw new FileGone(`sheet ${printId(print)} of ${id} is gone`)
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

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
