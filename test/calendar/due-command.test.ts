import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
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
  ])('that cannot be read, %s, is answered with %s', (text, code, id) => {
    const answer = answerLine(text)
    expect(answer).toMatchObject({ id, error: { code } })
  })

  it('names every fault at once', () => {
    const answer = answerLine(
      JSON.stringify({ ...line, start: 'x', policy: { afterSupplement: 'no', dueAt: 'same-hour' } }),
    )
    expect('error' in answer ? answer.error.detail : '').toBe(
      'start: phải là thời điểm ISO 8601 có múi giờ; policy.afterSupplement: phải là một trong: add, restart.',
    )
  })
})

describe('the due command', () => {
  it('answers line by line, goes on after a bad one, and ends cleanly', () => {
    const input = `${JSON.stringify(line)}\r\n\nnot json\n${JSON.stringify({ ...line, id: 2 })}`
    const run = spawnSync('node_modules/.bin/node', ['infra/commands/due.ts'], { input, encoding: 'utf8' })
    expect(run.status).toBe(0)
    expect(run.stderr).toBe('')
    const answers = run.stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text).id)
    expect(answers).toEqual(['a', null, 2])
  })
})
