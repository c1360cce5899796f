import { readJson } from '../read-json.ts'
import { NoWorkingTime } from './calendar.ts'
import { type DueAnswer, reckonDue } from './due.ts'
import { question, toQuestion } from './due-question.ts'

/** A line in, a line out: the reckoning, or what could not be read. */
export type DueLine = { id: unknown } & (DueAnswer | { error: { code: DueFault; detail: string } })

export type DueFault = 'blank' | 'too-long' | 'not-json' | 'bad-input' | 'no-working-time'

/** Answers one JSON line; whatever it holds, it answers. */
export function answerLine(line: string): DueLine {
  if (line.trim() === '') return refuseLine('blank', 'Dòng trống.')
  const read = readJson(line)
  if ('broken' in read) {
    const why = read.broken === 'too-deep' ? 'Dòng lồng nhau quá 20 cấp.' : 'Dòng không phải JSON.'
    return refuseLine('not-json', why)
  }
  if ('repeated' in read) {
    const id = read.repeated.includes('id') ? null : idOf(JSON.parse(line))
    return refuseLine('bad-input', `${read.repeated.map((name) => `${name}: nêu hai lần`).join('; ')}.`, id)
  }
  return answerQuestion(read.value)
}

/** A line that gets no reckoning, and why. */
export function refuseLine(code: DueFault, detail: string, id: unknown = null): DueLine {
  return { id, error: { code, detail } }
}

function answerQuestion(said: unknown): DueLine {
  const id = idOf(said)
  const parsed = question.safeParse(said)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'dòng'}: ${message}`)
    return refuseLine('bad-input', `${faults.join('; ')}.`, id)
  }
  try {
    return { id, ...reckonDue(toQuestion(parsed.data)) }
  } catch (cause) {
    if (!(cause instanceof NoWorkingTime)) throw cause
    return refuseLine('no-working-time', 'Lịch không có ngày làm việc nào trong mười năm.', id)
  }
}

function idOf(said: unknown): unknown {
  return typeof said === 'object' && said !== null && 'id' in said ? said.id : null
}
