import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { synthesised } from './given.ts'

it('x', () => {
  const t = synthesised()
  writeFileSync('/tmp/rec.json', JSON.stringify(t.records.toJSON(), null, 1))
  writeFileSync('/tmp/desk.json', JSON.stringify(t.desk.toJSON(), null, 1))
})
