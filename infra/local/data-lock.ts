import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from './make-folder.ts'

export class FolderTaken extends Error {
  override name = 'FolderTaken'
  constructor(folder: string, options?: ErrorOptions) {
    super(`một hệ thống khác đang chạy trên ${folder} (đổi thư mục bằng MOT_CUA_DATA)`, options)
  }
}

export const lockFile = 'lock.sqlite'

/**
 * Holds a folder until the returned deed is called or the process ends, however it ends: the operating system gives
 * SQLite's file lock back by itself. Throws FolderTaken while someone else holds it.
 */
export function holdFolder(folder: string): () => void {
  makeFolder(folder)
  const lock = new DatabaseSync(join(folder, lockFile), { timeout: 200 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new FolderTaken(folder, { cause })
  }
  return () => lock.close()
}

export function isHeld(folder: string): boolean {
  if (!existsSync(join(folder, lockFile))) return false
  try {
    holdFolder(folder)()
    return false
  } catch {
    return true
  }
}
