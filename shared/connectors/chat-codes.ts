/** `error` of an answer to ours; every other number is a no to this very message, kept with the outcome. */
const answers: Readonly<Record<string, 'taken' | 'token-refused' | 'trouble'>> = {
  '0': 'taken',
  '-1': 'trouble', // lỗi không xác định của ứng dụng: gửi lại
  '-124': 'token-refused',
}

export function chatAnswerOf(error: number): 'taken' | 'token-refused' | 'trouble' | { refused: string } {
  const code = String(error)
  return (Object.hasOwn(answers, code) ? answers[code] : undefined) ?? { refused: `mã ${code}` }
}
