/**
 * `npm run recount [-- --mend]`: counts every figure anew from the histories, by SQL, and says what differs; puts it right with
 * an entry when asked to. Ends with 1 when something differs, a history has a hole, or
 * was not counted to its end.
 */
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { instantOf } from '../../shared/calendar/day.ts'
import { mendAll, recountTable } from '../recount/recount-table.ts'
import { noTable, tableInReach } from './table-in-reach.ts'

const { values } = parseArgs({ options: { mend: { type: 'boolean', default: false } } })
const reached = tableInReach()
if (!reached) {
  console.error(noTable)
  process.exit(2)
}
const most = 20
const begun = performance.now()
const found = await recountTable(reached.db, reached.name)
const { differences, bookDifferences, holes, uncounted, unclaimed, moving, dossiers, events, cells } = found
console.log(
  `${dossiers} hồ sơ, ${events} sự kiện, ${cells} hàng số liệu; ${((performance.now() - begun) / 1000).toFixed(1)} giây.`,
)
if (moving > 0) console.log(`${moving} hàng đang được đếm trong lúc đọc: hãy đếm lại lần nữa để biết về chúng.`)
for (const { dossier, n } of holes.slice(0, most)) console.log(`THIẾU sự kiện ${n} của hồ sơ ${dossier}.`)
for (const { dossier, version, through } of uncounted.slice(0, most)) {
  console.log(`CHƯA ĐẾM hồ sơ ${dossier}: đếm đến sự kiện ${through}, lịch sử có ${version}.`)
}
for (const { agency, place, mark, wanted, stored } of differences.slice(0, most)) {
  console.log(`KHÁC ${agency} ${place} ${mark}: lưu ${stored}, theo lịch sử ${wanted}.`)
}
for (const { agency, book, day, dossier, wanted, stored } of bookDifferences.slice(0, most)) {
  const said = (marks: string | undefined) => (marks === undefined ? 'không' : marks || 'có')
  console.log(
    `KHÁC sổ ${book} của ${agency}, ${day}, hồ sơ ${dossier}: lưu ${said(stored)}, theo lịch sử ${said(wanted)}.`,
  )
}
for (const { name, day } of unclaimed.slice(0, most)) {
  console.log(`CHƯA GHI NHỚ khoản tiền lạ ${name} của ngày ${day}: báo lại ngày khác sẽ vào sổ lần nữa.`)
}
const lists = [holes, uncounted, differences, bookDifferences, unclaimed]
const more = lists.reduce((sum, { length }) => sum + length - Math.min(length, most), 0)
if (more > 0) console.log(`... và ${more} chỗ nữa.`)
if (lists.every(({ length }) => length === 0)) console.log('Mọi số liệu bằng lịch sử.')
else process.exitCode = 1

if (values.mend && differences.length + bookDifferences.length + unclaimed.length > 0) {
  // A history with a hole cannot say what is right.
  if (holes.length > 0) console.error('Lịch sử thiếu sự kiện: không sửa số liệu theo nó.')
  else {
    const mended = await mendAll(reached.db, reached.name, found, {
      at: instantOf(new Date()),
      by: userInfo().username,
    })
    console.log(`Đã sửa ${mended} hàng, mỗi hàng một dòng nhật ký (MENDED#).`)
  }
}
