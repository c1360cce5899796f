/**
 * Stands between the runner and a program that would outlive it: `guardian.ts <pid file> <command> <args...>`.
 * The runner holds this process's standard input; when it ends, even by kill -9, the program is ended too.
 */
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'

const [pidFile = '', command = '', ...args] = process.argv.slice(2)
const program = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
if (program.pid) writeFileSync(pidFile, String(program.pid))

program.on('error', () => process.exit(1))
program.on('exit', (code) => {
  rmSync(pidFile, { force: true })
  process.exit(code ?? 0)
})

function end() {
  program.kill('SIGTERM')
  setTimeout(() => program.kill('SIGKILL'), 1500)
}
process.stdin.resume()
process.stdin.once('close', end)
