import { describe, expect, it } from 'vitest'
import { onFreePorts } from '../../infra/local/private-stack.ts'
import { PortTaken } from '../../infra/local/stores/child-process.ts'

describe('a stack on any free ports', () => {
  const failing = (times: number, error: Error) => {
    let tried = 0
    const begin = async () => {
      tried += 1
      if (tried <= times) throw error
      return tried
    }
    return { begin, tried: () => tried }
  }

  it('begins anew when somebody was quicker', async () => {
    expect(await onFreePorts(failing(2, new PortTaken('port 1')).begin)).toBe(3)
  })
  it('gives up when somebody always is', async () => {
    const { begin, tried } = failing(100, new PortTaken('port 1'))
    await expect(onFreePorts(begin)).rejects.toThrow(PortTaken)
    expect(tried()).toBe(5)
  })
  it('does not try what fails otherwise again', async () => {
    const { begin, tried } = failing(1, new Error('no disk'))
    await expect(onFreePorts(begin)).rejects.toThrow('no disk')
    expect(tried()).toBe(1)
  })
})
