import type { Operation, Problem, ProblemCode } from './contract.ts'

/** The API said no. `problem.code` is stable and for machines; the message names every fault. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly problem: Problem
  /** Under which idempotency key it was asked. */
  readonly key: string | undefined

  constructor(problem: Problem, { method, path }: Pick<Operation, 'method' | 'path'>, key?: string) {
    const faults = problem.faults?.map(({ where, detail }) => `${where}: ${detail}`) ?? []
    super([`${method} ${path}: ${problem.status} ${problem.code}: ${problem.detail}`, ...faults].join('\n  '))
    this.problem = problem
    this.key = key
  }
}

/** Nobody answered, so it is not known whether it was done. Ask again with the same `key`: it is done once. */
export class Unanswered extends Error {
  override name = 'Unanswered'
  readonly key: string | undefined

  constructor({ method, path }: Pick<Operation, 'method' | 'path'>, key: string | undefined, cause: unknown) {
    super(`${method} ${path}: không nhận được trả lời`, { cause })
    this.key = key
  }
}

/** One of the API's codes, or of those that the door's status alone is told by. */
export function isProblem(error: unknown, code: ProblemCode | DoorCode): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === code
}

export type DoorCode = 'http-403' | 'http-404' | 'http-413' | 'http-431'

/** What the door in front says with a status alone, in words that tell how to mend it. */
const ofTheDoor: Readonly<Record<number, { code: ProblemCode | DoorCode; detail: string }>> = {
  401: {
    code: 'not-signed-in',
    detail:
      'Mã đăng nhập thiếu, hỏng, hết hạn hoặc của loại người gọi khác (công dân, cán bộ, máy). Hãy đăng nhập lại.',
  },
  403: { code: 'http-403', detail: 'Mã đăng nhập không có phạm vi (scope) mà cửa này cần; hãy xin mã có phạm vi ấy.' },
  404: {
    code: 'http-404',
    detail: 'Không có địa chỉ hoặc phương thức này; so với /openapi.json, không có gạch chéo ở cuối.',
  },
  413: { code: 'http-413', detail: 'Nội dung gửi lên quá lớn.' },
  429: { code: 'too-many-tries', detail: 'Gửi quá nhanh; hãy chờ vài giây rồi gửi lại.' },
  431: {
    code: 'http-431',
    detail: 'Tiêu đề và địa chỉ dài quá 10 KB; thường là mã đăng nhập mang quá nhiều thông tin.',
  },
}

/** The problem an answer bears; a gateway in between that speaks otherwise gets one made of its status. */
export async function problemIn(answer: Response): Promise<Problem> {
  const text = await answer.text()
  const said = parsed(text)
  if (isShapedAsProblem(said)) return said
  const { status } = answer
  const { code, detail }: Pick<Problem, 'code' | 'detail'> = ofTheDoor[status] ?? {
    code: `http-${status}`,
    detail: text.slice(0, 300),
  }
  return { type: 'about:blank', code, status, title: answer.statusText, detail }
}

function isShapedAsProblem(said: unknown): said is Problem {
  return typeof said === 'object' && said !== null && 'code' in said && 'detail' in said && 'status' in said
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
