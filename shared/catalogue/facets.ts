import type { Level, Unit } from '../agencies/unit.ts'
import type { Channel } from './procedure.ts'
import type { Searched } from './search.ts'

export interface Facets {
  total: number
  fields: { name: string; count: number }[]
  levels: { level: Level; count: number }[]
  agencies: { agency: string; name: string; count: number }[]
  channels: { channel: Channel; count: number }[]
}

/** Of what a question finds: how many in each field, level, agency and channel, most first. */
export function facetsOf(rows: readonly Searched[], units: readonly Pick<Unit, 'id' | 'name'>[]): Facets {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const agencies = rows.map(({ competent }) => (competent.kind === 'agency' ? competent.agency : 'receiving-commune'))
  return {
    total: rows.length,
    fields: counted(rows.flatMap((row) => [...new Set(row.fields.map(({ name }) => name))])).map(([name, count]) => ({
      name,
      count,
    })),
    levels: counted(rows.flatMap((row) => [...row.levels])).map(([level, count]) => ({ level, count })),
    agencies: counted(agencies).map(([agency, count]) => ({ agency, name: names.get(agency) ?? communes, count })),
    channels: counted(rows.flatMap((row) => [...row.channels])).map(([channel, count]) => ({ channel, count })),
  }
}

const communes = 'Ủy ban nhân dân xã, phường nơi tiếp nhận'

function counted<T extends string>(all: readonly T[]): [T, number][] {
  const counts = new Map<T, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}
