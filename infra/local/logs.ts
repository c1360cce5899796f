import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

/** Lines are gathered so long: under load each would be a write of its own. */
const gatherMs = 25

/** What functions print: one file for each, and every line to the runner. */
export function openLogs(directory: string, log: (line: string) => void) {
  mkdirSync(directory, { recursive: true })
  const files = new Map<string, WriteStream>()
  const waiting = new Map<string, string[]>()
  let timer: NodeJS.Timeout | undefined
  const open = (name: string) => {
    const file = createWriteStream(join(directory, `${name}.log`), { flags: 'a' })
    files.set(name, file)
    // What a full disk does not take is lost; the next lines try a new file.
    file.on('error', () => files.get(name) === file && files.delete(name))
    return file
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    for (const [name, lines] of waiting) {
      const file = files.get(name) ?? open(name)
      file.write(`${lines.join('\n')}\n`)
    }
    waiting.clear()
  }
  return {
    write(name: string, line: string): void {
      const lines = waiting.get(name) ?? []
      lines.push(line)
      waiting.set(name, lines)
      timer ??= setTimeout(flush, gatherMs)
      log(`${name}: ${line}`)
    },
    async close(): Promise<void> {
      flush()
      await Promise.all([...files.values()].map((file) => new Promise((resolve) => file.end(resolve))))
    },
  }
}
