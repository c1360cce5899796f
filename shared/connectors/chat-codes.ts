/** `error` of an answer to ours; every other number is a no to this very message, kept with the outcome. */
const answers: Readonly<Record<string, 'taken' | 'keys-refused' | 'trouble'>> = {
  '0': 'taken',
  '-1': 'trouble', // lỗi không xác định của ứng dụng: gửi lại
  '-124': 'keys-refused',
}

export function chatAnswerOf(error: number): 'taken' | 'keys-refused' | 'trouble' | { refused: string } {
  const code = String(error)
  return (Object.hasOwn(answers, code) ? answers[code] : undefined) ?? { refused: `mã ${code}` }
}

/** `status` of a message that the app took; to be held against the installation's contract. Any other is still on its way, as far as anybody knows. */
const reports: Readonly<Record<string, 'delivered'>> = {
  '1': 'delivered', // đã tới máy của người nhận
}

export function chatReportOf(status: number): 'delivered' | 'pending' {
  const code = String(status)
  return (Object.hasOwn(reports, code) ? reports[code] : undefined) ?? 'pending'
}
