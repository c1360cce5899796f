import type { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { ofType, synthesised } from './given.ts'

const before = synthesised('prod')
const after = synthesised('prod', { inUse: 'dossiers-restored', givenUp: ['dossiers'] })

const text = (template: Template) => JSON.stringify(template.toJSON())
const exportsOf = (template: Template): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(template.toJSON().Outputs ?? {}).flatMap((output) => {
      const name = nameOf(output)
      return name === undefined ? [] : [[name, output]]
    }),
  )
const nameOf = (output: unknown) => /"Export":\{"Name":"([^"]+)"/.exec(JSON.stringify(output))?.[1]
const importsOf = (template: Template) =>
  new Set([...text(template).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name ?? ''))
const ofTheTable = (names: Iterable<string>) =>
  [...names].filter((name) => /dossiers(restored)?table/.test(name)).sort()

describe('a table restored to a moment', () => {
  it('is made like the one before it, which stays', () => {
    const [old] = ofType(before.records, 'AWS::DynamoDB::GlobalTable')
    const tables = ofType(after.records, 'AWS::DynamoDB::GlobalTable')
    expect(tables).toHaveLength(2)
    for (const table of tables) expect(table).toEqual(old)
    expect(after.records.toJSON().Resources).toMatchObject(before.records.toJSON().Resources)
  })

  it('takes over everything that read, wrote, listened to or rang over the old one', () => {
    const then = ofTheTable(importsOf(before.desk))
    const now = ofTheTable(importsOf(after.desk))
    expect(then.length).toBeGreaterThan(2)
    expect(now).toHaveLength(then.length)
    for (const name of now) expect(name).toContain('dossiersrestored')
    // The same desk, mapping for mapping and alarm for alarm, but for the table it names.
    const renamed = text(after.desk).replaceAll(
      /ExportsOutput(Ref|FnGetAtt)dossiersrestoredtable[0-9A-F]{8}/g,
      'ExportsOutput$1table',
    )
    const named = text(before.desk).replaceAll(
      /ExportsOutput(Ref|FnGetAtt)dossierstable[0-9A-F]{8}/g,
      'ExportsOutput$1table',
    )
    const hashless = (template: string) => template.replaceAll(/table(Arn|StreamArn)?[0-9A-F]{8}"/g, 'table$1"')
    expect(hashless(renamed)).toBe(hashless(named))
    expect(ofType(after.desk, 'AWS::Lambda::EventSourceMapping').length).toBeGreaterThan(0)
    expect(text(after.watch)).toBe(text(before.watch))
    expect(ofType(after.watch, 'AWS::CloudWatch::Alarm').length).toBeGreaterThan(0)
  })

  it('leaves the old names exported until the desk has turned to the new ones', () => {
    const kept = exportsOf(after.records)
    for (const [name, value] of Object.entries(exportsOf(before.records))) expect(kept[name], name).toEqual(value)
    for (const name of importsOf(before.desk)) expect(kept, name).toHaveProperty([name])
    for (const name of importsOf(after.desk)) expect(kept, name).toHaveProperty([name])
  })
})
