/** `npm run export -- FILE [--table NAME]`: the whole table as lines of typed JSON, sorted and sealed. */
import { parseArgs } from 'node:util'
import { exportTable } from './table-file.ts'
import { noTable, tableInReach } from './table-in-reach.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { table: { type: 'string' } } })
const [file] = positionals
const reached = tableInReach()
if (file === undefined || !reached) {
  console.error(file === undefined ? 'Cách dùng: npm run export -- TỆP [--table TÊN]' : noTable)
  process.exit(2)
}
const begun = performance.now()
const name = values.table ?? reached.name
try {
  const { items } = await exportTable(reached.db, name, file)
  console.log(`Đã xuất ${items} mục của bảng ${name} trong ${((performance.now() - begun) / 1000).toFixed(1)} giây.`)
  console.log(`Tệp ${file} chứa dữ liệu cá nhân: chỉ mình bạn đọc được, hãy giữ như giữ bảng.`)
} catch (error) {
  console.error(`Không xuất được: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
