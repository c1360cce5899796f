/** `CodeResult` to ours, as brand-name gateways commonly have it; to be held against the installation's contract. */
const answers: Readonly<Record<string, 'taken' | 'keys-refused' | 'trouble'>> = {
  '100': 'taken',
  '99': 'trouble', // lỗi hệ thống của nhà mạng: gửi lại
  '124': 'taken', // RequestId đã tồn tại: this very message is there already
  '101': 'keys-refused',
}

/** A code that is missing here is a no to this message; it is kept with the outcome. */
export function smsAnswerOf(code: string): 'taken' | 'keys-refused' | 'trouble' | { refused: string } {
  return (Object.hasOwn(answers, code) ? answers[code] : undefined) ?? { refused: `mã ${code}` }
}
