import { dayOf } from '../../calendar/day.ts'
import { warningsOf, warningTerms } from '../../dossier/people/warnings.ts'
import type { Scene } from './scene.ts'

/** Of what was said, as of the day it was said on: repeated, the same. */
export function showWarnings(
  said: Parameters<typeof warningsOf>[0],
  { at, directory }: Scene,
  root?: Parameters<typeof warningsOf>[3],
) {
  const communes = directory.units.flatMap(({ level, adminCode }) =>
    level === 'commune' && adminCode ? [adminCode] : [],
  )
  return warningsOf(said, dayOf(at), communes, root).map((row) => ({ ...row, detail: warningTerms[row.code] }))
}
