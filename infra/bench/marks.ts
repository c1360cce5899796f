/** Chapter `speed`: words by which personal data are found in logs. */
import type { Party } from '../../shared/dossier/dossier.ts'

/** An invented person whose every word can be told from all others: wherever one of them turns up, it came from there. */
export const marked = {
  party: {
    name: 'Đặng Thị Đánh Dấu',
    identityNumber: '046190009911',
    phone: '+84905111222',
    email: 'danh-dau@vi-du.test',
    address: '77 đường Đánh Dấu Riêng',
  } satisfies Party,
  fileName: 'Giấy chứng sinh của Đánh Dấu.pdf',
  summary: 'Xin khai sinh cho con của Đánh Dấu',
  note: 'Bà Đánh Dấu đã gọi điện',
}

/** What a person can be known by, as it would stand in a text; a local phone number has a zero before. */
export function marksOf(party: Partial<Party>): string[] {
  const { name, identityNumber, phone, email, address } = party
  return [name, identityNumber, phone, email, address].filter((text) => text !== undefined)
}

const words = [...marksOf(marked.party), '0905111222', '905111222', 'Đánh Dấu', marked.fileName]

/** Which of the marks stand in a text: as written, decomposed, without marks, or encoded as in an address. */
export function findMarks(text: string): string[] {
  const plain = [text, text.normalize('NFC'), withoutMarks(text), decoded(text)].join('\n')
  return words.filter((word) => plain.includes(word) || plain.toLowerCase().includes(withoutMarks(word).toLowerCase()))
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}
