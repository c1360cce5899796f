import { dayOf } from '../calendar/day.ts'
import type { ProcedureVersion } from './procedure.ts'
import type { VersionLine } from './register.ts'

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

/** A row of the list: the version that is over, the one in force and all that are to come, newest last. */
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

/**
 * The row with that version in it. A version before which a newer one begins never speaks again and goes; so does what was over on the
 * day of the act that brought this one, but for the last of it. However many are to come, the one in force stays.
 */
export function listedOf(
  before: ListedProcedure | undefined,
  procedure: ProcedureVersion,
  line?: Pick<VersionLine, 'at'>,
): ListedProcedure {
  const others = (before?.versions ?? []).filter(({ version }) => version !== procedure.version)
  const versions = [...others, summaryOf(procedure)].sort((a, b) => a.version - b.version)
  const speaking = versions.filter(
    (row, at) => !versions.slice(at + 1).some(({ validFrom }) => validFrom <= row.validFrom),
  )
  const today = line?.at === undefined ? '' : dayOf(line.at)
  const now = speaking.findLastIndex(({ validFrom }) => validFrom <= today)
  return { versions: speaking.slice(Math.max(now - 1, 0)) }
}
