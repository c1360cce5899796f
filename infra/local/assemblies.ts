import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const kept = 3

/** Keeps an assembly for as long as this process lives: a system loads a function's bundle from it when the function is first called. */
export function useAssembly(folder: string): void {
  writeFileSync(join(folder, `in-use.${process.pid}`), '')
  utimesSync(folder, new Date(), new Date())
}

/** Whether the sources stayed as they were while an assembly was made of them: one of two minds would be taken for theirs for good. Throws what making it threw. */
export async function isMadeOfOne(
  digest: string,
  digestSources: () => string,
  make: () => Promise<void>,
): Promise<boolean> {
  const [made] = await Promise.allSettled([make()])
  if (digestSources() !== digest) return false
  if (made.status === 'rejected') throw made.reason
  return true
}

/** Removes all but the newest and those in use; what a killed start left half done goes too. */
export function dropOldest(root: string): void {
  const names = readdirSync(root)
  const byAge = names
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ path: join(root, name), at: statSync(join(root, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  const old = byAge.slice(kept).filter(({ path }) => !isInUse(path))
  const halfDone = names.filter((name) => /\.\d+$/.test(name) && !isRunning(Number(name.split('.')[1])))
  for (const path of [...old.map(({ path }) => path), ...halfDone.map((name) => join(root, name))])
    rmSync(path, { recursive: true, force: true })
}

function isInUse(folder: string): boolean {
  const users = readdirSync(folder).flatMap((name) => /^in-use\.(\d+)$/.exec(name)?.[1] ?? [])
  return users.some((pid) => isRunning(Number(pid)))
}

function isRunning(pid: number): boolean {
  if (existsSync('/proc/self')) return existsSync(`/proc/${pid}`)
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
