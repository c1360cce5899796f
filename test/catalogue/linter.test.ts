import { expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { lintWorkflow } from '../../shared/catalogue/linter.ts'
import type { Step, Workflow } from '../../shared/catalogue/workflow.ts'

const directory = directoryOf([], [])
const step = (n: number, hours: number, agency = 'competent'): Step => ({
  n,
  name: `Bước ${n}`,
  owner: { agency, room: 'office' },
  role: 'handler',
  hours,
  leaves: false,
})
const workflow = (steps: Step[], reckoned: Workflow['reckoned'] = 'hours'): Workflow => ({
  id: 'thu',
  version: 1,
  name: 'Thử',
  procedureCodes: ['1.123456'],
  steps,
  total: { amount: 2, unit: 'working_day' },
  reckoned,
  validFrom: '2025-07-01',
  source: '',
})
const found = (of: Workflow, limit = 2) =>
  lintWorkflow(of, { code: '1.123456', limits: { any: { amount: limit, unit: 'working_day' } } }, directory).map(
    ({ code }) => code,
  )

it('finds nothing in a table that holds together', () => {
  expect(found(workflow([step(1, 4), step(2, 12)]))).toEqual([])
  expect(found(workflow([step(1, 25), step(2, 75)], 'shares'))).toEqual([])
})
it('finds steps that do not add up to the published total', () => {
  expect(found(workflow([step(1, 4), step(2, 4)]))).toEqual(['steps-do-not-add-up'])
  expect(found(workflow([step(1, 25), step(2, 70)], 'shares'))).toEqual(['steps-do-not-add-up'])
})
it('finds a gap in the numbering', () => expect(found(workflow([step(1, 4), step(3, 12)]))).toEqual(['numbering-gap']))
it('finds an owner that is in no directory', () => {
  expect(found(workflow([step(1, 4), step(2, 12, 'H57.99')]))).toEqual(['owner-missing'])
})
it('finds a table that takes longer than the law gives', () => {
  expect(found(workflow([step(1, 4), step(2, 12)]), 1)).toEqual(['over-legal-limit'])
})
it('finds a table without steps', () => expect(found(workflow([]))).toEqual(['no-steps']))
