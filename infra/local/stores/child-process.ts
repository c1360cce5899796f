import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isPortFree } from '../loopback.ts'

export interface StoreProcess {
  url: string
  /** Another one after the store was begun again. */
  readonly pid: number
  stop(): Promise<void>
}

export interface StoreProcessOptions {
  name: string
  /** The store's folder: its data, `<name>.pid` and `<name>.log`. */
  folder: string
  port: number
  /** Arguments for Node: a script that ends when its standard input does. */
  script: readonly string[]
  /** What the command line of a left-over process of ours must contain. */
  knownBy: readonly string[]
  /** True as soon as the store answers. */
  answers(url: string): Promise<boolean>
  log?: ((line: string) => void) | undefined
}

export const guardianScript = fileURLToPath(new URL('guardian.ts', import.meta.url))

/** Somebody listens where a store was to. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

/** A store that ends by itself so often within a minute is not begun again: something is wrong with it or with its disk. */
const mostRevivals = 5
const revivalWindowMs = 60_000
/** A runner that ends its stores on purpose, or is killed with them, gets to do so first. */
const revivalPauseMs = 200

/**
 * Starts a store in a process of its own and waits until it answers; ends what a killed runner left behind first. Should it end
 * without being told to (killed, out of memory, disk full), it is begun again over the same folder: what it acknowledged is there.
 */
export async function startStoreProcess(options: StoreProcessOptions): Promise<StoreProcess> {
  const { name, port, log = () => {} } = options
  let child = await begin(options)
  let isStopping = false
  let reviving: Promise<void> = Promise.resolve()
  let revivals: number[] = []

  async function revive(): Promise<void> {
    await pause(revivalPauseMs)
    while (!isStopping) {
      const now = Date.now()
      revivals = [...revivals.filter((at) => now - at < revivalWindowMs), now]
      if (revivals.length > mostRevivals) return log(`${name} ended ${mostRevivals} times within a minute and is left`)
      log(`${name} ended by itself and is begun again`)
      try {
        child = await begin(options)
        return watch()
      } catch (cause) {
        log(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`)
        await pause(1000)
      }
    }
  }
  function watch(): void {
    const watched = child
    const ended = () => {
      if (!isStopping) reviving = revive()
    }
    if (hasEnded(watched)) ended()
    else watched.once('exit', ended)
  }
  watch()
  return {
    url: urlOf(port),
    get pid() {
      return child.pid ?? 0
    },
    async stop() {
      isStopping = true
      await reviving
      await endChild(child)
    },
  }
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}`
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function begin(options: StoreProcessOptions): Promise<ChildProcess> {
  const { name, folder, port } = options
  mkdirSync(folder, { recursive: true })
  await endLeftOver(join(folder, `${name}.pid`), options.knownBy)
  for (let wait = 0; !(await isPortFree(port)); wait += 1) {
    if (wait >= 40) throw new PortTaken(`port ${port}, meant for ${name}, is taken by another program`)
    await pause(50)
  }
  const logFile = join(folder, `${name}.log`)
  const log = openSync(logFile, 'w')
  // A session of its own: Ctrl-C in the terminal reaches the runner alone, which then ends its stores in order.
  const child = spawn(process.execPath, [...options.script], { stdio: ['pipe', log, log], detached: true })
  closeSync(log)
  // A child that ended does not take what is written to it; whoever asks is told by its exit.
  child.stdin?.on('error', () => {})
  for (let wait = 0; !(await options.answers(urlOf(port)).catch(() => false)); wait += 1) {
    if (hasEnded(child) || wait > 400) {
      const words = readFileSync(logFile, 'utf8').slice(-2000)
      // Its guardian is asked, not killed: it takes the program along.
      await endChild(child)
      throw new Error(`${name} did not start; its own words:\n${words}`)
    }
    await pause(25)
  }
  return child
}

async function endChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin?.end()
  const force = setTimeout(() => child.kill('SIGKILL'), 2000)
  await gone
  clearTimeout(force)
}

/** Pids are used again: only a process whose command line is ours is ended. */
export async function endLeftOver(pidFile: string, knownBy: readonly string[]): Promise<boolean> {
  const pid = Number(readText(pidFile))
  const isOurs = () => {
    const words = readText(`/proc/${pid}/cmdline`).split('\0')
    return knownBy.every((known) => words.some((word) => word.includes(known)))
  }
  const found = Number.isSafeInteger(pid) && pid > 1 && isOurs()
  if (found) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself between the look and the signal.
    }
    for (let wait = 0; isOurs() && wait < 80; wait += 1) await pause(25)
  }
  rmSync(pidFile, { force: true })
  return found
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The folder of this project that holds node_modules. */
export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
