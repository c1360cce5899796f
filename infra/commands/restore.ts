/** `npm run restore -- FILE --table NAME`: an export into a new or empty table, made with what the template asks for. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import { readModel } from '../local/templates/read-model.ts'
import { restoreTable } from './table-file.ts'
import { noTable, tableInReach } from './table-in-reach.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { table: { type: 'string' } } })
const [file] = positionals
const reached = tableInReach()
if (file === undefined || !existsSync(file) || !reached) {
  const usage = 'Cách dùng: npm run restore -- TỆP --table TÊN-BẢNG-MỚI'
  console.error(file === undefined ? usage : reached ? `Không có tệp ${file}.` : noTable)
  process.exit(2)
}
const begun = performance.now()
const name = values.table ?? reached.name
try {
  const model = readModel(readAssembly(await synthesise(console.log)), { sqsEndpoint: 'http://127.0.0.1' })
  const [table] = model.tables
  if (!table) throw new Error('khuôn mẫu không có bảng nào')
  const { items } = await restoreTable(reached.db, { ...table, name }, file)
  console.log(
    `Đã khôi phục ${items} mục vào bảng ${name} trong ${((performance.now() - begun) / 1000).toFixed(1)} giây.`,
  )
} catch (error) {
  console.error(`Không khôi phục: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
