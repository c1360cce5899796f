/** Chapter `speed`, and `npm run replay`: memory of processes. */
import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory of a process and of all that it started, in MB; Linux only, as the embedded stores are. */
export function megabytesOf(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statusOf(Number(name)))
  const family = new Set([pid])
  // Children come after their parents in no certain order: until nobody joins any more.
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const one of processes) if (family.has(one.parent)) family.add(one.pid)
  }
  const kilobytes = processes.filter((one) => family.has(one.pid)).reduce((sum, one) => sum + one.residentKb, 0)
  return kilobytes / 1024
}

function statusOf(pid: number): { pid: number; parent: number; residentKb: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
    return [{ pid, parent: number('PPid'), residentKb: number('VmRSS') }]
  } catch {
    // It ended between the list and the look.
    return []
  }
}
