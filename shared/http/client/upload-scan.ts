import type { Client } from './client.ts'
import type { DossierWhole, Scan, ScanSlot } from './contract.ts'

export interface ScanFile {
  fileName: string
  type: Exclude<Scan['type'], 'application/octet-stream'>
  bytes: Uint8Array<ArrayBuffer>
  /** Which paper of the procedure it is; `readProcedure` lists them. */
  paper?: string
}

/** The store did not take the bytes. The slot counts for nothing once a file of that name or paper is announced anew, or in fifteen minutes. */
export class UploadRefused extends Error {
  override name = 'UploadRefused'
  readonly status: number

  constructor(fileName: string, status: number, says: string) {
    super(`${fileName}: kho tệp không nhận (${status}): ${mendedBy(status, says)}`)
    this.status = status
  }
}

/** The store speaks XML and English; each of its refusals has one remedy. */
function mendedBy(status: number, says: string): string {
  if (/BadDigest|ContentSHA256|Checksum/i.test(says)) {
    return 'các byte gửi lên không có SHA-256 đã khai; tính lại trên đúng các byte ấy rồi xin chỗ mới.'
  }
  if (status === 403) {
    return 'liên kết đã hết hạn, hoặc độ dài, loại hay tiêu đề khác với lúc khai; gửi nguyên upload.headers, hoặc xin chỗ mới.'
  }
  return says.slice(0, 300)
}

/** A citizen's scan: asks for a slot, sends the bytes straight to the store, confirms. One that has come already is not sent again. */
export async function uploadMyScan(client: Client, dossier: string, file: ScanFile): Promise<Scan> {
  const path = { id: dossier }
  const slot = await client.reserveMyScan({ path, body: await announce(file) })
  if (!slot.upload) return slot.scan
  await sendBytes(slot.upload, file)
  return (await client.confirmMyScan({ path: { ...path, n: slot.scan.n } })).scan
}

/** An officer's scan: a component of the dossier, the decision's own file, or a document that is to go over the axis. */
export async function uploadScan(client: Client, dossier: string, role: Scan['role'], file: ScanFile): Promise<Scan> {
  const path = { id: dossier }
  const slot = await client.reserveScan({ path, body: { ...(await announce(file)), role } })
  if (!slot.upload) return slot.scan
  await sendBytes(slot.upload, file)
  return (await client.confirmScan({ path: { ...path, n: slot.scan.n } })).scan
}

/** Whether every scan has its verdict: only then can the dossier be accepted. A file that never comes is waited for as long as its link lives. */
export function areScansChecked({ scans }: Pick<DossierWhole, 'scans'>): boolean {
  return scans.every(({ state }) => state.code !== 'slot' && state.code !== 'uploaded')
}

/** What a slot is asked with: length, type and SHA-256 of exactly these bytes. */
export async function announce({ bytes, ...named }: ScanFile) {
  return { ...named, size: bytes.length, sha256: await sha256Of(bytes) }
}

/** SHA-256 in hexadecimal, by the Web Crypto that browsers (on https or 127.0.0.1) and Node both have. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One PUT of the announced bytes. A slot takes these alone, and once: where it has its file (412), they came before. */
export async function sendBytes(
  upload: NonNullable<ScanSlot['upload']>,
  file: Pick<ScanFile, 'fileName' | 'bytes'>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: file.bytes }).catch(
      (cause: unknown) => {
        if (attempt >= 3) throw cause
        return undefined
      },
    )
    if (answer?.ok || answer?.status === 412) return
    if (answer && (answer.status < 500 || attempt >= 3)) {
      throw new UploadRefused(file.fileName, answer.status, await answer.text())
    }
  }
}
