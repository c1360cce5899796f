import { describe, expect, it } from 'vitest'
import { type Scope, scopes } from '../../shared/access/machine.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { canonical } from '../../shared/dossier/history/history.ts'
import { keyless, sealCursor } from '../../shared/http/cursors.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { department, ward } from '../given.ts'
import { lateWard } from './figures-given.ts'
import { citizenClaims, machineClaims, machineId, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const scopeNames = Object.keys(scopes) as Scope[]
const everything = staffClaims(`${ward}/desk`, 'reception', 'leader', 'unit-head', 'supervisor', 'admin')
const claims = {
  citizen: citizenClaims,
  staff: everything,
  machine: machineClaims(...scopeNames),
  none: undefined,
} as const
const march = { from: '2026-03-01', to: '2026-03-31' }
/** What else a list takes. */
const wanted: Partial<Record<RouteId, Record<string, string>>> = {
  traceFigures: march,
  publishedFeedback: { agency: department },
}

async function pagedDoors(): Promise<RouteId[]> {
  const { knock } = await accepted()
  const { paths } = JSON.parse((await knock('contract', undefined)).text)
  return routes
    .filter(({ path, method }) =>
      (Object(Object(paths)[path])[method.toLowerCase()]?.parameters ?? []).some(
        (one: { name: string; in: string }) => one.in === 'query' && one.name === 'after',
      ),
    )
    .map(({ id }) => id)
}

describe('a cursor that somebody sealed without a key', () => {
  it('is a fault of the query where it names a place that no list has', async () => {
    const home = await lateWard()
    await countDossiers(home.desk, [home.id])
    const wish = { report: 'coming-due', column: 'open', agency: ward, ...march }
    const bond = { person: `officer:${everything.sub}`, route: 'traceFigures', query: canonical(wish) }
    const ask = async (place: string) => {
      const query = `?${new URLSearchParams({ ...march, after: sealCursor(keyless, bond, place) })}`
      const { status, json } = await home.knock('traceFigures', everything, { path: wish, query })
      return [status, json.faults?.map(({ where }) => where)]
    }
    const pool = `${ward} ~${ward}/desk`
    expect(await ask(pool)).toEqual([200, undefined])
    for (const place of ['x', '{"aPk":"H57.41"}', 'WzFd'])
      expect(await ask(`${pool} ${place}`)).toEqual([400, ['query.after']])
  })
})

describe('a cursor', () => {
  it('opens the list and the question it was sealed for, and is a fault of every other one', async () => {
    const home = await accepted()
    await home.ports.machines.keep({ client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
    const found = await pagedDoors()
    expect(found.length).toBeGreaterThan(15)
    for (const id of found.filter((one) => one !== 'findProcedures')) {
      const row = routes.find((one) => one.id === id)
      if (!row || row.issuer === 'partner') throw new Error(id)
      const path = {
        ...{ id: home.id, report: 'II.06a', column: 'open', day: '2026-03-10', month: '2026-03', queue: 'search' },
        ...{ code: home.code },
      }
      for (const after of ['2026-03-10', '1', 'MQ.x', 'WyJ']) {
        const query = `?${new URLSearchParams({ ...wanted[id], after })}`
        const { status, json } = await home.knock(id, claims[row.issuer], { path, query })
        expect([id, after, status, json.faults]).toEqual([
          id,
          after,
          400,
          [expect.objectContaining({ where: 'query.after' })],
        ])
      }
    }
  })
})
