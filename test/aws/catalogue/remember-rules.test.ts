import { describe, expect, it } from 'vitest'
import { rememberRules } from '../../../shared/aws/catalogue/remember-rules.ts'
import { loadSample } from '../../../shared/catalogue/sample.ts'
import { memoryPorts } from '../../memory/ports.ts'

const [procedure] = loadSample().procedures
if (!procedure) throw new Error('the sample is empty')

function counted() {
  const { catalogue } = memoryPorts()
  const asked: string[] = []
  const clock = { ms: 0 }
  const rules = rememberRules(
    {
      ...catalogue,
      procedure: (code, version) => {
        asked.push(`${code}#${version ?? 'current'}`)
        return catalogue.procedure(code, version)
      },
    },
    () => clock.ms,
  )
  return { rules, asked, clock, catalogue }
}

describe('remembered rules', () => {
  it('are read once in a minute, each version by itself', async () => {
    const { rules, asked, clock, catalogue } = counted()
    await catalogue.putProcedure(procedure)
    for (let turn = 0; turn < 3; turn += 1) await rules.procedure(procedure.code)
    await rules.procedure(procedure.code, 1)
    expect(asked).toEqual([`${procedure.code}#current`, `${procedure.code}#1`])
    clock.ms = 60_000
    await rules.procedure(procedure.code)
    expect(asked).toHaveLength(3)
  })
  it('do not remember an absence, nor a failure', async () => {
    const { rules, asked, catalogue } = counted()
    expect(await rules.procedure(procedure.code)).toBeUndefined()
    await catalogue.putProcedure(procedure)
    expect((await rules.procedure(procedure.code))?.code).toBe(procedure.code)
    expect(asked).toHaveLength(2)
    const broken = rememberRules({ ...catalogue, procedure: () => Promise.reject(new Error('away')) })
    await expect(broken.procedure('1')).rejects.toThrow('away')
    await expect(broken.procedure('1')).rejects.toThrow('away')
  })
  it('see at once what is put through them', async () => {
    const { rules } = counted()
    await rules.putProcedure(procedure)
    await rules.procedure(procedure.code)
    await rules.putProcedure({ ...procedure, version: 2 })
    expect((await rules.procedure(procedure.code))?.version).toBe(2)
  })
})
