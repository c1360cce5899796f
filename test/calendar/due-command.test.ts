import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cutLines } from '../../infra/commands/cut-lines.ts'
import { answerLine } from '../../shared/calendar/due-line.ts'

const day = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
]
const line = {
  id: 'a',
  limit: { amount: 7.5, unit: 'working_day' },
  start: '2026-02-12T15:40:00+07:00',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  days: ['16', '17', '18', '19', '20'].map((n) => ({ on: `2026-02-${n}`, kind: 'off' })),
  ledger: [],
  policy: { afterSupplement: 'add', dueAt: 'same-hour' },
}

describe('a line', () => {
  it('is answered with the due moment and its reckoning', () => {
    expect(answerLine(JSON.stringify(line))).toMatchObject({
      id: 'a',
      dueAt: '2026-03-03T09:40:00+07:00',
      class: 'open',
      workingHoursLeft: null,
      provisional: false,
    })
  })

  it.each([
    ['{', 'not-json', null],
    ['[]', 'bad-input', null],
    ['null', 'bad-input', null],
    ['{"id":7}', 'bad-input', 7],
    [JSON.stringify({ ...line, limit: { amount: -1, unit: 'day' } }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, limit: { amount: 1, unit: 'week' } }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, start: '2026-02-30T10:00:00+07:00' }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, hours: { mon: [['17:00', '07:00']] } }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, ledger: [{ at: 'x', entry: 'stop', reason: '' }] }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, hours: {} }), 'no-working-time', 'a'],
    [JSON.stringify({ ...line, hours: { monday: day } }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, limit: { unit: 'working_day' } }), 'bad-input', 'a'],
    [JSON.stringify({ ...line, start: '1889-01-01T00:00:00Z' }), 'bad-input', 'a'],
    ['{"id":"a","start":"x","start":"y"}', 'bad-input', 'a'],
    ['{"id":"a","id":"b"}', 'bad-input', null],
    [`${'['.repeat(50)}${']'.repeat(50)}`, 'not-json', null],
    ['   ', 'blank', null],
  ])('that cannot be read, %s, is answered with %s', (text, code, id) => {
    const answer = answerLine(text)
    expect(answer).toMatchObject({ id, error: { code } })
  })

  it('names every fault at once', () => {
    const answer = answerLine(
      JSON.stringify({
        ...line,
        limit: { unit: 'day' },
        start: 'x',
        policy: { afterSupplement: 'no', dueAt: 'same-hour' },
      }),
    )
    expect('error' in answer ? answer.error.detail : '').toBe(
      'limit.amount: phải là số không âm; start: phải là thời điểm có thật, dạng ISO 8601 có múi giờ; policy.afterSupplement: phải là một trong: add, restart.',
    )
  })
})

describe('the due command', () => {
  const run = (input: string) =>
    spawnSync('node_modules/.bin/node', ['infra/commands/due.ts'], { input, encoding: 'utf8' })
  const answersOf = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))

  it('answers the nth line with the nth answer, goes on after bad ones, and ends cleanly', () => {
    const odd = JSON.stringify({ ...line, id: 'Huế \u2028 \u0085' }).replace('\\u2028', '\u2028')
    const said = run(
      `\uFEFF${JSON.stringify(line)}\r\n\nnot json\n${odd}\n${JSON.stringify({ ...line, id: 2 })}\n \n\n`,
    )
    expect(said.status).toBe(0)
    expect(said.stderr).toBe('')
    const answers = answersOf(said.stdout)
    expect(answers.map(({ id }) => id)).toEqual(['a', null, null, 'Huế \u2028 \u0085', 2])
    expect(answers.map(({ error }) => error?.code)).toEqual([undefined, 'blank', 'not-json', undefined, undefined])
  })

  it('answers a last line that has no end, and nothing for nothing', () => {
    expect(answersOf(run(JSON.stringify(line)).stdout)).toHaveLength(1)
    expect(run('').stdout).toBe('')
  })
})

describe('a stream of lines', () => {
  const cut = async (pieces: readonly string[], longest = 10) => {
    async function* said() {
      yield* pieces
    }
    const lines: (string | undefined)[] = []
    for await (const text of cutLines(said(), longest)) lines.push(text)
    return lines
  }

  it('is cut the same however it comes in pieces', async () => {
    expect(await cut(['ab\nc', 'd\r', '\n\nef'])).toEqual(['ab', 'cd', '', 'ef'])
    expect(await cut(['ab\ncd\r\n\nef\n'])).toEqual(['ab', 'cd', '', 'ef'])
  })

  it('lets go of a line that is too long, and of no other', async () => {
    expect(await cut(['a\n', '123456', '78901', '2345\nb', 'c\n12345678901'])).toEqual([
      'a',
      undefined,
      'bc',
      undefined,
    ])
  })
})
