import type { ProcedureVersion } from '../../catalogue/procedure.ts'
import { lineOf, newestLine, type Register, type VersionLine } from '../../catalogue/register.ts'
import { digestOf } from '../../dossier/history/history.ts'
import type { Catalogue } from '../../ports.ts'

export interface TakenIn {
  became: 'new' | 'changed' | 'completed' | 'unchanged' | 'kept'
  version: number
  state: ProcedureVersion['state']
}

type Needs = Pick<Catalogue, 'register' | 'procedure' | 'writeVersion'>

/**
 * Takes a procedure in: what says the same as the last import of its code changes nothing, anything else is its next
 * version. Two takers of one code never write the same number. Throws Outage.
 */
export async function takeProcedure(catalogue: Needs, procedure: ProcedureVersion): Promise<TakenIn> {
  const identity = { taken: digestOf(contentOf(procedure)), rules: digestOf(rulesOf(procedure)) }
  while (true) {
    const seen = await catalogue.register(procedure.code)
    const wish = weigh(seen, procedure, identity)
    if ('settled' in wish) return wish.settled
    const next = await versionFor(catalogue, wish, procedure)
    const line = lineOf(next, identity)
    if ((await catalogue.writeVersion(next, line, seen)) === 'written') {
      return { became: wish.became, version: next.version, state: next.state }
    }
  }
}

type Wish = { settled: TakenIn } | { became: 'new' | 'changed' | 'completed'; version: number; asDraft?: true }

function weigh(
  { lines }: Register,
  procedure: ProcedureVersion,
  identity: Required<Pick<VersionLine, 'taken' | 'rules'>>,
): Wish {
  const newest = newestLine(lines)
  if (newest === undefined) return { became: 'new', version: 1 }
  const last = lines.findLast(({ taken }) => taken !== undefined)
  const settled = (became: 'unchanged' | 'kept', { version, state }: VersionLine): Wish => ({
    settled: { became, version, state },
  })
  if (last?.taken === identity.taken) return settled('unchanged', last)
  if (last?.rules === identity.rules) {
    // The same rules told in fewer words, or at last in all of them.
    if (procedure.abridged) return settled('unchanged', last)
    if (last.abridged) return { became: 'completed', version: last.version }
  }
  const spoken = lines.findLast(({ state }) => state !== 'draft')
  // A row that cannot be opened under never takes the place of a version that can.
  if (procedure.state === 'draft' && spoken) return settled('kept', spoken)
  // What was suspended or abolished by decision comes back by decision only.
  const asDraft = spoken !== undefined && spoken.state !== 'published'
  return { became: 'changed', version: newest.version + 1, ...(asDraft && { asDraft }) }
}

async function versionFor(
  catalogue: Needs,
  wish: Exclude<Wish, { settled: TakenIn }>,
  procedure: ProcedureVersion,
): Promise<ProcedureVersion> {
  const next = { ...procedure, version: wish.version }
  if (wish.became !== 'completed') return wish.asDraft ? { ...next, state: 'draft' } : next
  const before = await catalogue.procedure(procedure.code, wish.version)
  if (before === undefined) return next
  const { state, validFrom, validTo } = before
  return { ...next, state, validFrom, ...(validTo === undefined ? {} : { validTo }) }
}

/** Everything the row said: not which version it became, since when, and in which state. */
function contentOf({ version: _, validFrom: __, validTo: ___, state: ____, ...content }: ProcedureVersion) {
  return content
}

/** What a dossier is bound by. */
function rulesOf(procedure: ProcedureVersion) {
  const { code, name, levels, limits, committed, cases, fees, exemptions, papers, channels, competent } = procedure
  const { results, policy, workflow, supplementLimit, online, onTheSpot, nonTerritorial, decision } = procedure
  return {
    ...{ code, name, levels, limits, committed, cases, fees, exemptions, papers, channels, competent },
    ...{ results, policy, workflow, supplementLimit, online, onTheSpot, nonTerritorial, decision },
  }
}
