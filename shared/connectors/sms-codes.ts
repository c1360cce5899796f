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

/** `SendStatus` of a report: what is missing here is still on its way, as far as anybody knows. */
const reports: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  '4': 'undelivered', // bị từ chối
  '5': 'delivered', // đã gửi tới máy
  '6': 'undelivered', // đã hủy
}

/** The count of those that failed is said apart, and counts before the status. */
export function smsReportOf(status: string, failed: number): 'delivered' | 'pending' | { undelivered: string } {
  if (failed > 0) return { undelivered: 'máy nhận không nhận được' }
  const is = Object.hasOwn(reports, status) ? reports[status] : undefined
  return is === 'undelivered' ? { undelivered: `mã ${status}` } : (is ?? 'pending')
}
