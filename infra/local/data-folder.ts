import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile } from './data-lock.ts'
import { makeFolder } from './make-folder.ts'

/** True for an empty folder and for one a start has held: nothing else may be emptied by a mistyped variable. */
export function looksLikeOurs(folder: string): boolean {
  const names = readdirSync(folder)
  return names.length === 0 || names.includes(lockFile)
}

/** A new folder takes some eleven megabytes; the rest is for what people do before they notice. */
const leastRoomBytes = 64 * 1024 ** 2

/** Why no system can run on this folder, in words for people; `undefined` when one can. Makes the folder. */
export function whyUnusable(folder: string, leastBytes = leastRoomBytes): string | undefined {
  const probe = join(folder, `probe.${process.pid}`)
  try {
    makeFolder(folder, 0o700)
    writeFileSync(probe, 'x')
    rmSync(probe)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return `không ghi được vào thư mục dữ liệu ${folder} (${why}); đổi thư mục bằng MOT_CUA_DATA`
  }
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= leastBytes) return undefined
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2)
  return `đĩa của thư mục dữ liệu ${folder} chỉ còn ${megabytes(bavail * bsize)} MB, cần ít nhất ${megabytes(leastBytes)} MB`
}
