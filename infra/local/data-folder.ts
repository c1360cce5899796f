import { readdirSync } from 'node:fs'
import { lockFile } from './data-lock.ts'

/** True for an empty folder and for one a start has held: nothing else may be emptied by a mistyped variable. */
export function looksLikeOurs(folder: string): boolean {
  const names = readdirSync(folder)
  return names.length === 0 || names.includes(lockFile)
}
