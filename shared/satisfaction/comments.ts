/** Góp ý by words: what it holds that not everybody may read, and what a person must look at before anybody answers it. */
export interface FilteredComment {
  /** As said. Only the agency's head and the supervisors are shown it. */
  said: string
  /** Without what tells of a person. */
  masked: string
  flags: readonly CommentFlag[]
}

export const commentFlags = {
  'personal-data': 'Có thông tin cá nhân, đã che',
  abuse: 'Có lời lẽ xúc phạm, cần người đọc trước',
  'bribe-claim': 'Tố có nhũng nhiễu, đòi tiền: lãnh đạo và Ban Giám sát đọc trước',
  link: 'Có địa chỉ trang mạng',
} as const

export type CommentFlag = keyof typeof commentFlags

const hidden = '[đã che]'

/** Số định danh, điện thoại, tài khoản however they are grouped; thư điện tử. */
const personal: readonly RegExp[] = [
  /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g,
  /(?<!\d)\+?\d(?:[ .-]?\d){7,18}(?!\d)/g,
]

/** Compared without marks and case. Versioned by hand; a list is never whole, so nothing is thrown away by it. */
const abusive = [
  'do ngu',
  'ngu nhu',
  'do cho',
  'khon nan',
  'mat day',
  'suc vat',
  'vo hoc',
  'dit me',
  'du ma',
  'vcl',
  'dm',
]
const bribery = [
  'hoi lo',
  'dut lot',
  'voi vinh',
  'doi tien',
  'doi boi duong',
  'nhung nhieu',
  'gay kho de',
  'lot tay',
  'phong bi',
]

/** Masks what is known to tell of a person: numbers, mail addresses, and the names of the dossier's own people. */
export function filterComment(said: string, names: readonly string[] = []): FilteredComment {
  let masked = said
  for (const pattern of personal) masked = masked.replace(pattern, hidden)
  for (const name of names.toSorted((a, b) => b.length - a.length)) masked = withoutName(masked, name)
  const words = ` ${bare(said).replaceAll(/[^a-z0-9]+/g, ' ')} `
  const says = (list: readonly string[]) => list.some((phrase) => words.includes(` ${phrase} `))
  const flags: CommentFlag[] = []
  if (masked !== said) flags.push('personal-data')
  if (says(abusive)) flags.push('abuse')
  if (says(bribery)) flags.push('bribe-claim')
  if (/https?:\/\/|www\./i.test(said)) flags.push('link')
  return { said, masked, flags }
}

/** A name of one word is too common to be taken out. */
function withoutName(text: string, name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/)
  if (words.length < 2) return text
  const pattern = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')
  return text.replaceAll(new RegExp(`(?<!\\p{L})${pattern}(?!\\p{L})`, 'giu'), hidden)
}

function bare(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()
}
