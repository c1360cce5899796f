/** `on-node-24.mjs <file.ts> <args...>`: runs a file with Node 24, which comes as a package; starts on Node 20 too. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const neededMajor = 24
const [file = '', ...args] = process.argv.slice(2)

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  process.argv.splice(1, process.argv.length, resolve(file), ...args)
  await import(pathToFileURL(resolve(file)).href)
} else {
  runPackaged()
}

function runPackaged() {
  const project = join(fileURLToPath(import.meta.url), '..', '..', '..')
  const node = join(project, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (!existsSync(node)) {
    console.error(`Cần Node ${neededMajor}, máy này có Node ${process.versions.node}.`)
    console.error(
      'Trên Linux x64 và arm64, "npm ci" đã kèm sẵn; nếu thiếu, chạy lại "npm ci" (không dùng --omit=optional).',
    )
    console.error(`Trên máy khác, cài Node ${neededMajor} từ https://nodejs.org rồi chạy lại.`)
    process.exit(1)
  }
  const child = spawn(node, [file, ...args], { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself, being in the same group; a signal to this process alone is handed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // Killed outright, npm tells nobody: what it started would stay behind.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1000).unref()
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}
