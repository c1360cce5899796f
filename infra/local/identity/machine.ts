import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { writeWhole } from '../write-whole.ts'

const shape = z.object({ clientId: z.string(), clientSecret: z.string() })
export type DemoMachine = z.infer<typeof shape>

/** The one machine that may sign in to the local stack; its secret is made once and kept. */
export function keepMachine(file: string): DemoMachine {
  if (existsSync(file)) return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const machine = { clientId: 'may-thu', clientSecret: randomBytes(32).toString('base64url') }
  writeWhole(file, JSON.stringify(machine, null, 2), 0o600)
  return machine
}
