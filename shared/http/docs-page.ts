import { searchKey } from '../catalogue/search-key.ts'
import { type Convention, conventions } from './conventions.ts'
import { showCodes } from './docs/codes.ts'
import { asJson, type Json, namesIn, part, textsOf } from './docs/json.ts'
import { leadingOut, marked, safe, style, table } from './docs/markup.ts'
import { operationsOf, showAct, showLine, showOperation } from './docs/operations.ts'
import { bearing, findDoors } from './docs/search.ts'
import { showShape } from './docs/shapes.ts'
import type { Document } from './openapi.ts'

export { docsPolicy } from './docs/markup.ts'

function showConvention({ id, name, says }: Convention): string {
  return `<section id="quy-uoc-${id}"><h3>${safe(name)}</h3>${says.map((one) => `<p>${marked(one)}</p>`).join('')}</section>`
}

/** Trang tài liệu: the OpenAPI document as one page that people can read and print; of a word only what bears it. */
export function docsPage(document: Document, word = ''): string {
  const whole: Json = JSON.parse(JSON.stringify(document))
  const info = part(whole, 'info')
  const wanted = searchKey(word)
  const schemas = part(part(whole, 'components'), 'schemas')
  const { operations, acts } = findDoors(wanted, operationsOf(whole), schemas)
  const groups = [...Map.groupBy(operations, ({ body }) => textsOf(body.tags)[0] ?? '')]
  const shapes = bearing(wanted, Object.entries(schemas), ([name, shape]) => [
    name,
    asJson(shape).description,
    ...namesIn(shape),
  ])
  const held = bearing(wanted, conventions, ({ name, says }) => [name, ...says])
  const isSearch = wanted !== ''
  const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(info.title)}: tài liệu API</title><style>${style}</style></head><body>
<a class="skip" href="#noi-dung">Đến nội dung</a><h1>${safe(info.title)}</h1><p>${safe(info.summary)}</p>
<p><a href="/openapi.json">Đặc tả OpenAPI 3.1</a></p>
<form role="search" action="/docs"><label for="q">Tìm chức năng, việc, quy ước, kiểu dữ liệu, tên trường, mã lỗi theo từ (có dấu hay không):</label> <input id="q" name="q" type="search" maxlength="200" value="${safe(word)}"> <button>Tìm</button></form>
${!isSearch ? '' : `<p role="status">${operations.length} chức năng, ${held.length} quy ước, ${shapes.length} kiểu dữ liệu có “${safe(word)}”. <a href="/docs">Xem tất cả</a></p>${acts.length === 0 ? '' : table(['Việc', 'Nghĩa', 'Ở chức năng'], acts.map(showAct))}`}
<nav>${held.length === 0 ? '' : '<a href="#quy-uoc">Quy ước chung</a>'}${groups.map(([name], n) => `<a href="#nhom-${n}">${safe(name)}</a>`).join('')}<a href="#kieu">Kiểu dữ liệu</a><a href="#ma-loi">Mã lỗi</a></nav>
<details${isSearch ? ' open' : ''}><summary>Mục lục: ${operations.length} chức năng</summary>${table(['Chức năng', 'Địa chỉ', 'Ai gọi'], operations.map(showLine))}</details>
<main id="noi-dung">
${held.length === 0 ? '' : `<h2 id="quy-uoc">Quy ước chung</h2>${held.map(showConvention).join('')}`}
${groups.map(([name, rows], n) => `<h2 id="nhom-${n}">${safe(name)}</h2>${rows.map(showOperation).join('')}`).join('')}
<h2 id="kieu">Kiểu dữ liệu</h2>${shapes.map(([name, shape]) => showShape(name, shape)).join('')}
<h2 id="ma-loi">Mã lỗi</h2>${showCodes(wanted)}
</main></body></html>`
  return isSearch ? leadingOut(page) : page
}
