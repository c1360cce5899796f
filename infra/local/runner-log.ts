import { appendFileSync } from 'node:fs'

/** The runner's own lines, each with its moment. A full disk costs lines and never the system: `complain` hears of the first that was lost. */
export function openRunnerLog(file: string, complain: (why: string) => void): (line: string) => void {
  let isLosing = false
  return (line) => {
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
      isLosing = false
    } catch (cause) {
      if (!isLosing) complain(cause instanceof Error ? cause.message : String(cause))
      isLosing = true
    }
  }
}
