/** Trạng thái văn bản on the axis to ours; no public text lists them, so they are to be held against the axis's own document. */
const states: Readonly<Record<string, 'sent' | 'received' | 'recalled' | 'returned'>> = {
  '1': 'sent', // đã gửi, chưa đến
  '2': 'sent', // đã đến
  '3': 'received', // đã tiếp nhận
  '4': 'received', // đang xử lý
  '5': 'received', // đã xử lý
  '7': 'returned', // trả lại, từ chối tiếp nhận
  '13': 'recalled', // đã thu hồi
}

/** A state that is missing here is no answer: it is asked for again. */
export function letterStateOf(code: string): 'sent' | 'received' | 'recalled' | 'returned' | undefined {
  return Object.hasOwn(states, code) ? states[code] : undefined
}

/** The receiver has taken it already. */
export const tooLate = '5'

/** The axis's own trouble, told with status 200: the letter is sent again under the same number. */
export const isTrouble = (code: string): boolean => code === '99'
