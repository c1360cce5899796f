/** `npm run reset`: empties the data folder; refuses while a system runs on it. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { looksLikeOurs } from '../local/data-folder.ts'
import { FolderTaken, holdFolder, lockFile } from '../local/data-lock.ts'

const folder = resolve(process.env.MOT_CUA_DATA ?? '.data')
if (!existsSync(folder)) {
  console.log(`Thư mục dữ liệu ${folder} chưa có gì.`)
} else if (!looksLikeOurs(folder)) {
  console.error(`${folder} không phải là thư mục dữ liệu của hệ thống này; không xóa gì cả.`)
  process.exitCode = 1
} else {
  try {
    const release = holdFolder(folder)
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(lockFile)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    release()
    console.log(`Đã xóa mọi dữ liệu trong ${folder}.`)
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    console.error(`Hệ thống đang chạy trên ${folder}: dừng nó (Ctrl-C) rồi xóa lại.`)
    process.exitCode = 1
  }
}
