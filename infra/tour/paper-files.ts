import { createHash } from 'node:crypto'

export interface PaperFile {
  fileName: string
  type: 'application/pdf'
  bytes: Buffer<ArrayBuffer>
  sha256: string
}

/** A small whole PDF of one page that says what it stands for. */
export function paperFile(fileName: string, says: string): PaperFile {
  const line = says
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[()\\]/g, ' ')
  const stream = `BT /F1 14 Tf 60 760 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length)
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  const at = text.indexOf('xref\n0')
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  const bytes = Buffer.from(text, 'latin1')
  return { fileName, type: 'application/pdf', bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
