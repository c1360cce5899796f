import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Everything, type EverythingOptions, startEverything } from './everything.ts'

/** A system of one's own for a tour or a test: any free ports, a data folder that goes when it stops. */
export async function startPrivate(
  say: (line: string) => void = () => {},
  options: Omit<EverythingOptions, 'dataDir' | 'log'> = {},
): Promise<Everything> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-'))
  const drop = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const log = (line: string) => {
      if (line.startsWith('preparing')) say('Đang chuẩn bị khuôn mẫu và gói chức năng…')
    }
    const own = await startEverything({ ...options, dataDir, log })
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
