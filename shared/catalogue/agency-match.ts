import * as z from 'zod'
import { lazily } from '../lazily.ts'
import published from './agency-names.json' with { type: 'json' }
import type { CompetentRule } from './procedure.ts'
import { searchKey } from './search.ts'

/** Published names of agencies and who they are here; patterns are compared without marks. First match wins. */
const names = lazily(() => {
  const row = z.object({ pattern: z.string(), competent: z.string(), by: z.enum(['name', 'hand']) })
  return z
    .array(row)
    .parse(published)
    .map((name) => ({ ...name, pattern: new RegExp(name.pattern) }))
})

export interface AgencyMatch {
  competent: CompetentRule
  published: string
  by: 'name' | 'hand'
}

/** Who a published agency is in this city; `undefined` when nobody here is. */
function matchAgency(name: string): AgencyMatch | undefined {
  const key = searchKey(name)
  const found = names().find(({ pattern }) => pattern.test(key))
  if (found === undefined || found.competent === 'nobody') return undefined
  const competent: CompetentRule =
    found.competent === 'receiving-commune'
      ? { kind: 'receiving-commune' }
      : { kind: 'agency', agency: found.competent }
  return { competent, published: name, by: found.by }
}

/** Of several published agencies: at the commune the commune itself when it is named, otherwise the first one known here. */
export function chooseAgency(candidates: readonly string[], levels: readonly string[]): AgencyMatch | undefined {
  const matches = candidates.map(matchAgency).filter((match) => match !== undefined)
  const isCommuneOnly = levels.includes('commune') && !levels.includes('province')
  const commune = matches.find(({ competent }) => competent.kind === 'receiving-commune')
  return (isCommuneOnly ? commune : undefined) ?? matches[0]
}
