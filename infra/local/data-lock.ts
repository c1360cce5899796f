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
  const file = join(folder, lockFile)
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file, { timeout: 200 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock?.close()
    if (isBusy(cause)) throw new FolderTaken(folder, { cause })
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`không dùng được tệp khóa ${file} (${why}); khi không có hệ thống nào chạy ở đó thì xóa được`, {
      cause,
    })
  }
  const held = lock
  return () => held.close()
}

/** SQLITE_BUSY, with whatever it says beside it. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === 5
}

export function isHeld(folder: string): boolean {
  if (!existsSync(join(folder, lockFile))) return false
  try {
    holdFolder(folder)()
    return false
  } catch (error) {
    if (error instanceof FolderTaken) return true
    throw error
  }
}
