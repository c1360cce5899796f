import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import agencyNames from '../../shared/catalogue/agency-names.json' with { type: 'json' }
import { loadSample } from '../../shared/catalogue/sample.ts'

const file = new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url)
const sample = loadSample()
const { procedures } = sample

it('holds some hundreds of procedures in a file that stays small', () => {
  expect(procedures.length).toBeGreaterThanOrEqual(320)
  expect(procedures.length).toBeLessThanOrEqual(360)
  expect(readFileSync(file).length).toBeLessThan(2_000_000)
})
it('spreads over fields and levels', () => {
  expect(new Set(procedures.flatMap(({ fields }) => fields.map(({ name }) => name))).size).toBeGreaterThanOrEqual(25)
  const levels = new Set(procedures.flatMap((procedure) => procedure.levels))
  expect([...levels]).toEqual(expect.arrayContaining(['commune', 'province', 'vertical']))
})
it('holds each code once, and only what may be opened today', () => {
  expect(new Set(procedures.map(({ code }) => code)).size).toBe(procedures.length)
  for (const { code, state, limits, limitAssumed, papers, name } of procedures) {
    expect({ code, state }).toEqual({ code, state: 'published' })
    expect(Object.keys(limits), code).not.toEqual([])
    if (limitAssumed === undefined) expect(papers, code).not.toEqual([])
    expect(name).toBe(name.normalize('NFC').trim())
  }
})
it('holds the procedures the first stories are told with', () => {
  const codes = procedures.map(({ code }) => code)
  expect(codes).toEqual(
    expect.arrayContaining(['1.001193', '1.001699', '1.014604', '1.115650', '1.115651', '1.115662']),
  )
})
it('names only agencies of the directory, and workflows of the sample', () => {
  const directory = directoryOf(sample.units, sample.officers)
  const workflows = new Set(sample.workflows.map(({ id }) => id))
  for (const { code, competent, workflow } of procedures) {
    if (competent.kind === 'agency')
      expect(directory.unit(competent.agency), `${code} ${competent.agency}`).toBeDefined()
    expect(workflows, code).toContain(workflow)
  }
})
it('knows every agency that a published name may come to', () => {
  const directory = directoryOf(sample.units, sample.officers)
  for (const { pattern, competent } of agencyNames) {
    if (competent === 'nobody' || competent === 'receiving-commune') continue
    expect(directory.unit(competent), `${pattern} ${competent}`).toBeDefined()
  }
})
