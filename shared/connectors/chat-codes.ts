/** `error` of an answer to ours; every other number is a no to this very message, kept with the outcome. */
const answers: Readonly<Record<string, 'taken' | 'token-refused'>> = {
  '0': 'taken',
  '-124': 'token-refused',
}

export function chatAnswerOf(error: number): 'taken' | 'token-refused' | { refused: string } {
  const code = String(error)
  return (Object.hasOwn(answers, code) ? answers[code] : undefined) ?? { refused: `mã ${code}` }
}
