const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const groups = ['', 'nghìn', 'triệu'] as const

/** Số tiền bằng chữ: "Một trăm linh năm nghìn đồng". A whole, non-negative number below a million billion. */
export function vndInWords(amount: number): string {
  const words = amount === 0 ? 'không' : wordsOf(amount)
  return `${words.slice(0, 1).toLocaleUpperCase('vi')}${words.slice(1)} đồng`
}

function wordsOf(amount: number): string {
  const billions = Math.floor(amount / 1e9)
  // Above a billion the groups begin anew: "một nghìn tỷ".
  if (billions > 0) {
    const rest = amount % 1e9
    return [wordsOf(billions), 'tỷ', ...(rest === 0 ? [] : [groupsOf(rest, true)])].join(' ')
  }
  return groupsOf(amount, false)
}

function groupsOf(amount: number, follows: boolean): string {
  const parts: string[] = []
  for (const place of [2, 1, 0]) {
    const three = Math.floor(amount / 1000 ** place) % 1000
    if (three === 0) continue
    parts.push([threeOf(three, follows || parts.length > 0), groups[place] ?? ''].join(' ').trim())
  }
  return parts.join(' ')
}

/** Three digits; after a higher group the missing hundreds are said too: "không trăm linh năm". */
function threeOf(three: number, follows: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(three / 100), Math.floor(three / 10) % 10, three % 10]
  const words: string[] = []
  if (hundreds > 0 || follows) words.push(`${digits[hundreds]} trăm`)
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(`${digits[tens]} mươi`)
  if (ones === 1 && tens > 1) words.push('mốt')
  else if (ones === 4 && tens > 1) words.push('tư')
  else if (ones === 5 && tens > 0) words.push('lăm')
  else if (ones > 0) words.push(digits[ones] ?? '')
  return words.join(' ')
}
