import type { ProcedureVersion } from './procedure.ts'

/** What lists show of a procedure, and what it is searched by. */
export type ProcedureSummary = Pick<
  ProcedureVersion,
  | 'code'
  | 'version'
  | 'name'
  | 'fields'
  | 'levels'
  | 'competent'
  | 'state'
  | 'channels'
  | 'limits'
  | 'committed'
  | 'online'
  | 'byPost'
  | 'onTheSpot'
  | 'nonTerritorial'
  | 'validFrom'
  | 'validTo'
>

/** A row of the list: the version in force and the one to come, newest last. */
export interface ListedProcedure {
  versions: readonly ProcedureSummary[]
}

export function summaryOf(procedure: ProcedureVersion): ProcedureSummary {
  const { code, version, name, fields, levels, competent, state, channels, limits, validFrom } = procedure
  const { committed, online, byPost, onTheSpot, nonTerritorial, validTo } = procedure
  return {
    ...{ code, version, name, fields, levels, competent, state, channels, limits, validFrom },
    ...(committed && { committed }),
    ...(online && { online }),
    ...(byPost && { byPost }),
    ...(onTheSpot && { onTheSpot }),
    ...(nonTerritorial && { nonTerritorial }),
    ...(validTo !== undefined && { validTo }),
  }
}

/** As many versions as can matter at once: one ending, one in force, one to come. */
const mostListed = 3

export function listedOf(before: ListedProcedure | undefined, procedure: ProcedureVersion): ListedProcedure {
  const others = (before?.versions ?? []).filter(({ version }) => version !== procedure.version)
  const versions = [...others, summaryOf(procedure)].sort((a, b) => a.version - b.version)
  return { versions: versions.slice(-mostListed) }
}
