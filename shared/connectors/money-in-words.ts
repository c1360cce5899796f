const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const groups = ['', ' nghìn', ' triệu'] as const

/** Số tiền bằng chữ, as receipts print it: whole đồng up to 999,999 billion. */
export function moneyInWords(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd < 0 || amountVnd >= 1e15) throw new RangeError('not a sum of money')
  const words = `${amountVnd === 0 ? 'không' : counted(amountVnd)} đồng`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Billions are counted as a number of their own: 12.000 tỷ is "mười hai nghìn tỷ". */
function counted(amount: number): string {
  const billions = Math.floor(amount / 1e9)
  const rest = amount % 1e9
  const head = billions > 0 ? `${counted(billions)} tỷ` : ''
  const parts = [2, 1, 0].flatMap((place) => {
    const three = Math.floor(rest / 1000 ** place) % 1000
    if (three === 0) return []
    const isFirst = billions === 0 && Math.floor(rest / 1000 ** (place + 1)) === 0
    return [`${threeDigits(three, isFirst)}${groups[place] ?? ''}`]
  })
  return [head, ...parts].filter((part) => part !== '').join(' ')
}

function threeDigits(three: number, isFirst: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(three / 100), Math.floor(three / 10) % 10, three % 10]
  const words: string[] = []
  if (hundreds > 0 || !isFirst) words.push(`${digits[hundreds] ?? ''} trăm`)
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(`${digits[tens] ?? ''} mươi`)
  if (ones > 0) words.push(onesWord(ones, tens))
  return words.join(' ')
}

function onesWord(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt'
  if (ones === 5 && tens > 0) return 'lăm'
  return digits[ones] ?? ''
}
