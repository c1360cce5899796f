import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Everything, type EverythingOptions, startEverything } from './everything.ts'
import { PortTaken } from './stores/child-process.ts'

export interface PrivateOptions extends Omit<EverythingOptions, 'dataDir' | 'log' | 'ports' | 'keepBooks'> {
  /** Nobody ends it before its time: whatever is written lies in memory, where there is enough of it, and waits for no disk. */
  isFleeting?: boolean
}

/** A system of one's own for a tour or a test: any free ports, a data folder that goes when it stops. */
export function startPrivate(
  say: (line: string) => void = () => {},
  options: PrivateOptions = {},
): Promise<Everything> {
  return onFreePorts(() => startOnce(say, options))
}

const mostTries = 5

/** A port may be free when it is looked for and taken when it is to be used: then it begins anew, on other ports. */
export async function onFreePorts<T>(begin: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await begin()
    } catch (cause) {
      if (!(cause instanceof PortTaken) || tried >= mostTries) throw cause
    }
  }
}

async function startOnce(
  say: (line: string) => void,
  { isFleeting = false, ...options }: PrivateOptions,
): Promise<Everything> {
  const dataDir = mkdtempSync(join(isFleeting ? fleetingFolder() : tmpdir(), 'mot-cua-'))
  const drop = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const log = (line: string) => {
      if (line.startsWith('preparing')) say('Đang chuẩn bị khuôn mẫu và gói chức năng…')
    }
    const own = await startEverything({ ...options, keepBooks: !isFleeting, dataDir, log })
    const stop = async () => {
      await own.stop()
      drop()
    }
    return { ...own, stop }
  } catch (cause) {
    drop()
    throw cause
  }
}

const memory = '/dev/shm'
/** A container's is often too small for a stack. */
const leastBytes = 4 * 1024 ** 3

function fleetingFolder(): string {
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= leastBytes ? memory : tmpdir()
}
