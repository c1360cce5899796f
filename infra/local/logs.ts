import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

/** What functions print: one file for each, and every line to the runner. */
export function openLogs(directory: string, log: (line: string) => void) {
  mkdirSync(directory, { recursive: true })
  const files = new Map<string, WriteStream>()
  return {
    write(name: string, line: string): void {
      const file = files.get(name) ?? createWriteStream(join(directory, `${name}.log`), { flags: 'a' })
      files.set(name, file)
      file.write(`${line}\n`)
      log(`${name}: ${line}`)
    },
    async close(): Promise<void> {
      await Promise.all([...files.values()].map((file) => new Promise((resolve) => file.end(resolve))))
    },
  }
}
