import { createHash } from 'node:crypto'
import type { Scan } from '../../dossier/dossier.ts'

type Finding = { state: Scan['state']; reason?: string }

/** What the bytes themselves say: empty, not as announced, not of the announced type, truncated, locked, or fit. */
export function inspectFile(bytes: Uint8Array, scan: Pick<Scan, 'size' | 'sha256' | 'type'>): Finding {
  if (bytes.length === 0) return { state: 'empty' }
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (bytes.length !== scan.size || digest !== scan.sha256) {
    return { state: 'mismatched', reason: 'khác với tệp đã khai báo' }
  }
  return looks[scan.type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

const looks = {
  'application/pdf': (bytes: Buffer): Finding => {
    if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return { state: 'mismatched', reason: 'không phải tệp PDF' }
    if (!bytes.subarray(-2048).includes('%%EOF')) return { state: 'unreadable', reason: 'tệp PDF bị cụt' }
    if (/\/Encrypt\s*(<<|\s\d+\s+\d+\s+R)/.test(bytes.toString('latin1'))) {
      return { state: 'encrypted', reason: 'hãy bỏ mật khẩu rồi tải lại' }
    }
    return { state: 'clean' }
  },
  'image/jpeg': (bytes: Buffer): Finding => {
    if (!bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) {
      return { state: 'mismatched', reason: 'không phải ảnh JPEG' }
    }
    const whole = bytes.subarray(-64).includes(Buffer.from([0xff, 0xd9]))
    return whole ? { state: 'clean' } : { state: 'unreadable', reason: 'ảnh JPEG bị cụt' }
  },
  'image/png': (bytes: Buffer): Finding => {
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    if (!bytes.subarray(0, 8).equals(signature)) return { state: 'mismatched', reason: 'không phải ảnh PNG' }
    const whole = bytes.subarray(-64).includes('IEND')
    return whole ? { state: 'clean' } : { state: 'unreadable', reason: 'ảnh PNG bị cụt' }
  },
  // A letter's file of any other kind arrives as it was sent; what it may hide is the malware verdict's question.
  'application/octet-stream': (): Finding => ({ state: 'clean' }),
} satisfies Record<Scan['type'], (bytes: Buffer) => Finding>
