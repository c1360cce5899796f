import type { Changes } from '../with-changes.ts'
import type { ChangeDraft, Circumstances } from './circumstances.ts'
import { advance } from './circumstances.ts'
import * as entry from './clocks/clock.ts'
import { reckoned } from './clocks/clocks.ts'
import type { Dossier, DossierFile } from './dossier.ts'

/** The dossier and, when a part is out or this is one, its other half: they wait together and go on together. */
export function kinOf(c: Circumstances): readonly DossierFile[] {
  return c.kin ? [c.file, c.kin] : [c.file]
}

/** The dossier that the applicant knows: on a part, the one it came from. */
export function wholeOf(c: Circumstances): DossierFile | undefined {
  return c.file.dossier.parent ? c.kin : c.file
}

/** One half paused: a line in the ledger, the clock standing, and why on the head. */
export function paused(file: DossierFile, c: Circumstances, reason: string, change: Changes<Dossier> = {}) {
  const next = advance(file.dossier, c.at, { ...change, clock: 'paused', pausedFor: reason, pausedAt: c.at })
  const named = c.rules.pauseReasons.find(({ code }) => code === reason)?.name
  return { next, ledger: [...file.ledger, entry.pause(c.at, reason, named)] } satisfies Omit<ChangeDraft, 'event'>
}

/** One half resumed: every due moment is reckoned anew from its own clock and the ledger. */
export function resumed(file: DossierFile, c: Circumstances, change: Changes<Dossier> = {}) {
  const { dossier } = file
  const ledger = [...file.ledger, entry.resume(c.at, dossier.pausedFor ?? 'supplement')]
  const goesOn = { status: 'in-progress', clock: 'running', pausedFor: undefined, pausedAt: undefined } as const
  const running = advance(dossier, c.at, { ...goesOn, ...change })
  return { next: reckoned(running, { ...file, ledger }, c), ledger } satisfies Omit<ChangeDraft, 'event'>
}
