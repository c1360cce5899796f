import type { Day, Instant } from '../calendar/day.ts'
import type { ProcedureVersion } from './procedure.ts'

/** Dòng sổ of one version: all that is asked to choose among the versions of a code. */
export interface VersionLine
  extends Pick<ProcedureVersion, 'version' | 'state' | 'validFrom' | 'validTo' | 'decision' | 'abridged'> {
  /** Digests of the import that brought it: of all it said, and of the rules in it. */
  taken?: string
  rules?: string
  /** The last act of a person on it. */
  act?: string
  /** Why it was suspended or abolished, by whom and when. */
  why?: string
  by?: string
  at?: Instant
}

/** An act of a person on a version, kept for ever beside the register: whose request, what it said, and what it was answered. */
export interface ProcedureDeed {
  said: string
  body: string
  line: VersionLine
  revision: number
  warnings: readonly string[]
}

/** Sổ phiên bản of one code. `revision` counts its changes: whoever writes names the one they saw. */
export interface Register {
  revision: number
  lines: readonly VersionLine[]
}

export const noRegister: Register = { revision: 0, lines: [] }

export function lineOf(procedure: ProcedureVersion, rest: Partial<VersionLine> = {}): VersionLine {
  const { version, state, validFrom, validTo, decision, abridged } = procedure
  return {
    version,
    state,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    decision,
    ...(abridged ? { abridged } : {}),
    ...rest,
  }
}

/** The register with that line instead of, or beside, the ones it has; oldest version first. */
export function withLine({ revision, lines }: Register, line: VersionLine): Register {
  const others = lines.filter(({ version }) => version !== line.version)
  return { revision: revision + 1, lines: [...others, line].sort((a, b) => a.version - b.version) }
}

type Dated = Pick<VersionLine, 'version' | 'state' | 'validFrom' | 'validTo'>

/** The version that speaks on a day: the newest in force from that day or before, drafts left out. */
export function versionOn<T extends Dated>(lines: readonly T[], day: Day): T | undefined {
  return lines
    .filter(({ state, validFrom }) => state !== 'draft' && validFrom <= day)
    .reduce<T | undefined>((best, line) => (best && best.version > line.version ? best : line), undefined)
}

/** Whether dossiers may be opened under a version on a day. An abolished one is open until its last day. */
export function isOpenOn({ state, validFrom, validTo }: Dated, day: Day): boolean {
  const isInForce = state === 'published' || (state === 'abolished' && validTo !== undefined)
  return isInForce && validFrom <= day && (validTo === undefined || day <= validTo)
}

export function newestLine(lines: readonly VersionLine[]): VersionLine | undefined {
  return lines.at(-1)
}
