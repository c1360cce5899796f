import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import type { Limit } from '../../shared/calendar/limit.ts'
import { lintWorkflow } from '../../shared/catalogue/linter.ts'
import { loadSample, sampleWorkflows } from '../../shared/catalogue/sample.ts'
import { type Step, type Workflow, workingHoursOf } from '../../shared/catalogue/workflow.ts'
import published from './published-tables.json' with { type: 'json' }

const directory = directoryOf([], [])
const step = (n: number, hours: number, change: Partial<Step> = {}): Step => ({
  n,
  name: `Bước ${n}`,
  owner: { agency: 'competent', room: 'office' },
  role: 'handler',
  hours,
  leaves: false,
  ...change,
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
const found = (of: Workflow, limit = 2, units = directory) =>
  lintWorkflow(of, { code: '1.123456', limits: { any: { amount: limit, unit: 'working_day' } } }, units).map(
    ({ code }) => code,
  )
const elsewhere = { owner: { agency: 'H57.99', room: 'office' }, leaves: true } as const

describe('the linter of workflows', () => {
  it('finds nothing in a table that holds together', () => {
    expect(found(workflow([step(1, 4), step(2, 12)]))).toEqual([])
    expect(found(workflow([step(1, 25), step(2, 75)], 'shares'))).toEqual([])
  })
  it('finds steps that do not add up to the published total, and lets them be', () => {
    expect(found(workflow([step(1, 4), step(2, 4)]))).toEqual(['steps-do-not-add-up'])
    expect(found(workflow([step(1, 25), step(2, 70)], 'shares'))).toEqual(['steps-do-not-add-up'])
    const [told] = lintWorkflow(workflow([step(1, 4), step(2, 4)]), undefined, directory)
    expect(told).toMatchObject({ severity: 'explain', says: expect.stringContaining('8 giờ làm việc') })
  })
  it('finds a gap in the numbering', () =>
    expect(found(workflow([step(1, 4), step(3, 12)]))).toEqual(['numbering-gap']))
  it('finds an owner that is in no directory', () => {
    expect(found(workflow([step(1, 4), step(2, 12, elsewhere)]))).toEqual(['owner-missing'])
  })
  it('finds a role that nobody holds in the room named, and stays quiet where somebody does', () => {
    const at = (role: Step['role']) => ({ owner: { agency: 'H57.24', room: 'office' }, leaves: true, role }) as const
    const hue = directoryOf(hueUnits, hueOfficers)
    expect(found(workflow([step(1, 4), step(2, 12, at('cashier'))]), 2, hue)).toEqual(['role-missing'])
    expect(found(workflow([step(1, 4), step(2, 12, at('handler'))]), 2, hue)).toEqual([])
  })
  it('finds a table that takes longer than the law gives', () => {
    expect(found(workflow([step(1, 4), step(2, 12)]), 1)).toEqual(['over-legal-limit'])
  })
  it('tells that a table is too long for one of the cases, and lets it be', () => {
    const limits = { any: { amount: 2, unit: 'working_day' } } as const
    const of = (own: Limit) => ({
      code: '1.123456',
      limits,
      cases: [{ id: 'c1', name: 'Cấp lại', limits: { any: own } }],
    })
    const told = (own: Limit) => lintWorkflow(workflow([step(1, 4), step(2, 12)]), of(own), directory)
    expect(told({ amount: 1, unit: 'working_day' })).toEqual([
      {
        code: 'over-case-limit',
        severity: 'explain',
        says: expect.stringContaining('trường hợp Cấp lại: 1 ngày làm việc'),
      },
    ])
    expect(told({ amount: 0, unit: 'immediate' })).toHaveLength(1)
    expect(told({ amount: 16, unit: 'hour' })).toEqual([])
  })
  it('finds a table without steps', () => expect(found(workflow([]))).toEqual(['no-steps']))
  it('finds a way to a step that is not there, and a way back', () => {
    expect(found(workflow([step(1, 4, { next: [2, 9] }), step(2, 12)]))).toEqual(['dangling-next'])
    expect(found(workflow([step(1, 4), step(2, 12, { next: [1] })]))).toContain('turns-back')
  })
  it('finds a step that nothing leads to', () => {
    expect(found(workflow([step(1, 4, { next: [3] }), step(2, 0), step(3, 12)]))).toEqual(['unreachable-step'])
  })
  it('reckons several ways by the longest', () => {
    const forked = (hours: number) => [step(1, 4, { next: [2, 3] }), step(2, hours), step(3, 4)]
    expect(found(workflow(forked(8)))).toEqual([])
    expect(found(workflow(forked(6)))).toEqual(['steps-do-not-add-up'])
  })
  it('finds that nobody decides, or that a way goes around who does', () => {
    const counter = { owner: { agency: 'receiving', room: 'desk' } } as const
    expect(found(workflow([step(1, 4, counter), step(2, 12, counter)]))).toEqual(['deciding-step-missing'])
    const signed = [step(1, 4, counter), step(2, 8, { ...counter, decides: true }), step(3, 4, counter)]
    expect(found(workflow(signed))).toEqual([])
    const around = [step(1, 4, { ...counter, next: [2, 3] }), ...signed.slice(1)]
    expect(found(workflow(around))).toEqual(['deciding-step-missing'])
  })
  it('finds a member of a group that nobody decides', () => {
    const counter = { owner: { agency: 'receiving', room: 'desk' } } as const
    const first = { owner: { agency: 'receiving', room: 'office' }, member: '1.000001' } as const
    const members = (last: object) => [step(1, 8, first), step(2, 8, { ...last, member: '1.000002' })]
    expect(found(workflow(members({ ...counter, decides: true })))).toEqual([])
    expect(found(workflow(members(counter)))).toEqual(['deciding-step-missing'])
  })
  it('finds a flag of leaving that is not true, either way', () => {
    expect(found(workflow([step(1, 4), step(2, 12, { leaves: true })]))).toEqual(['leaves-wrong'])
    const gone = step(2, 12, { owner: { agency: 'receiving', room: 'office' } })
    expect(found(workflow([step(1, 4), gone]))).toEqual(['leaves-wrong'])
  })
})

/** Published tables whose steps do not come to their total, with what the steps come to; all others do. */
const astray: Readonly<Record<string, string>> = {
  'daklak-1.115315': '8 ngày làm việc và 15 ngày',
  'dienban-tach-thua': '18 ngày',
  'dienban-doi-ten': '14 ngày',
  'dienban-tho-cung': '12 ngày',
  'dienban-cai-chinh': '20 ngày',
  'phuocson-thu-hoi-dat': '20 ngày',
}

describe('step tables as they were published', () => {
  const hours = (amount: number, unit: string) =>
    workingHoursOf({ amount, unit: unit === 'day' ? 'day' : 'working_day' })
  const lint = ({ total, steps }: (typeof published)[number]) => {
    const table: Workflow = {
      ...workflow(steps.map((row, index) => step(index + 1, hours(row.amount, row.unit)))),
      total: { amount: total.amount, unit: total.unit === 'day' ? 'day' : 'working_day' },
    }
    return lintWorkflow(table, undefined, directory)
  }
  it.each(published)(
    '$id is told apart: it adds up, or both figures are told and it may still be carried out',
    (row) => {
      const found = lint(row)
      expect(found.map(({ code }) => code)).toEqual(row.id in astray ? ['steps-do-not-add-up'] : [])
      for (const { severity, says } of found) {
        const sum = row.steps.reduce((all, { amount, unit }) => all + hours(amount, unit), 0)
        const told = (figure: number) => String(Math.round(figure * 100) / 100).replace('.', ',')
        expect([severity, says]).toEqual(['explain', expect.stringContaining(told(sum))])
        expect(says).toContain(told(hours(row.total.amount, row.total.unit)))
      }
    },
  )
  it('are all that give durations, and six of them do not add up', () => {
    expect(published).toHaveLength(18)
    expect(Object.keys(astray)).toHaveLength(6)
  })
  it('fit every shipped procedure that is carried under them', () => {
    const hue = directoryOf(hueUnits, hueOfficers)
    const { procedures, workflows } = loadSample()
    const refused = procedures.flatMap((procedure) => {
      const own = workflows.find(({ id }) => id === procedure.workflow)
      return own ? lintWorkflow(own, procedure, hue).map(({ says }) => says) : [`${procedure.code}: no workflow`]
    })
    expect(refused).toEqual([])
  })
  it('hold nothing that would be refused, in all that is shipped', () => {
    const hue = directoryOf(hueUnits, hueOfficers)
    const refused = sampleWorkflows().flatMap((row) =>
      lintWorkflow(row, undefined, hue).filter(({ severity }) => severity === 'refuse'),
    )
    expect(refused).toEqual([])
  })
})
