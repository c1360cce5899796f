import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import * as z from 'zod'
import { startStandIn } from '../../infra/local/partners/stand-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
const file = join(folder, 'book.json')
const shape = z.object({ names: z.array(z.string()) })
const stops: (() => unknown)[] = []
afterAll(async () => {
  for (const stop of stops) await stop()
  rmSync(folder, { recursive: true, force: true })
})

it('has in its book whatever it answered, however many ask at once', async () => {
  const partner = await startStandIn({
    port: 0,
    file,
    shape,
    empty: { names: [] },
    title: 'Đối tác',
    services: {
      'POST /names': {
        name: 'names',
        does({ state, fields }) {
          state.names.push(String(fields.name))
          return { json: { count: state.names.length } }
        },
      },
    },
    shows: ({ names }) => [['tên'], ...names.map((name) => [name])],
  })
  stops.push(() => partner.stop())
  const names = Array.from({ length: 40 }, (_, n) => `tên ${n}`)
  const found = await Promise.all(
    names.map(async (name) => {
      const headers = { 'content-type': 'application/json' }
      await fetch(`${partner.url}/names`, { method: 'POST', headers, body: JSON.stringify({ name }) })
      return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).names.includes(name)
    }),
  )
  expect(found).toEqual(names.map(() => true))
})
