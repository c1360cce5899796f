import type { ServerResponse } from 'node:http'
import { answerPage, escapeHtml } from '../loopback.ts'
import { type PostBook, statuses, statusNames } from './vnpost-book.ts'

/** The post's counter, as a page: every parcel, and where it is to be next. */
export function showBook(response: ServerResponse, book: PostBook): void {
  const rows = book
    .orders()
    .toReversed()
    .map((order) => {
      const { ReceiverName: name, ReceiverAddress: address } = order.fields
      const cells = [order.OrderNumber, order.ItemCode, `${name}, ${address}`, statuses[order.status].text]
      const choices = statusNames.map(
        (to) => `<option value="${to}">${statuses[to].text} (${statuses[to].code})</option>`,
      )
      const form = `<form method="post" action="/_control/advance"><input type="hidden" name="OrderNumber" value="${escapeHtml(order.OrderNumber)}"><select name="to">${choices.join('')}</select> <button>Chuyển</button></form>`
      return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}<td>${form}</td></tr>`
    })
  const head = ['Số đơn', 'Số hiệu bưu gửi', 'Người nhận', 'Trạng thái', 'Chuyển sang']
    .map((word) => `<th>${word}</th>`)
    .join('')
  const note = '<p class="note">Trang đóng vai bưu điện trên máy này; không có bưu gửi thật.</p>'
  answerPage(response, 'Bưu điện (bản chạy thử)', `${note}<table><tr>${head}</tr>${rows.join('')}</table>`)
}
