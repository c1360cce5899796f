import { headOf, type Manifest, manifestRows, type RowStream } from './row-stream.ts'
import { type StreamedEntry, zipStream } from './zip-stream.ts'

/** Rows a sheet may have, without its two heads. */
const mostRows = 1_048_574
/** Characters a cell may have. */
const mostText = 32_000
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * Bảng dài as a workbook, drawn row by row: its sheet, and the manifest on a second one. Every text is written as text, so that no
 * cell is read as a formula. Throws RangeError where a sheet cannot hold the rows.
 */
export function xlsxStream(stream: RowStream, manifest: () => Manifest): AsyncGenerator<Uint8Array> {
  return zipStream(partsOf(stream, manifest))
}

function partsOf(stream: RowStream, manifest: () => Manifest): StreamedEntry[] {
  const { name, columns, rows } = stream
  const widths = columns.map(({ width }) => width)
  const heads = [[headOf(stream)], columns.map((column) => column.head)]
  return [
    fixed('[Content_Types].xml', contentTypes),
    fixed('_rels/.rels', relationsOf([['officeDocument', 'xl/workbook.xml']])),
    fixed('xl/workbook.xml', workbookOf([name, 'Ban ke'])),
    fixed(
      'xl/_rels/workbook.xml.rels',
      relationsOf([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['worksheet', 'worksheets/sheet2.xml'],
        ['styles', 'styles.xml'],
      ]),
    ),
    fixed('xl/styles.xml', styles),
    { name: 'xl/worksheets/sheet1.xml', pieces: sheetOf(widths, heads, rows) },
    {
      name: 'xl/worksheets/sheet2.xml',
      pieces: sheetOf(
        [30, 70],
        [],
        late(() => manifestRows(manifest())),
      ),
    },
  ]
}

async function* sheetOf(
  widths: readonly number[],
  heads: readonly (readonly string[])[],
  rows: RowStream['rows'],
): AsyncGenerator<Uint8Array> {
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  yield bytesOf(`${head}<worksheet xmlns="${main}"><cols>${cols.join('')}</cols><sheetData>`)
  for (const row of heads) yield bytesOf(rowOf(row, ' s="1"'))
  let [text, count] = ['', 0]
  for await (const row of rows) {
    count += 1
    if (count > mostRows) throw new RangeError('more rows than a sheet holds')
    text += rowOf(row, '')
    if (text.length < 65_536) continue
    yield bytesOf(text)
    text = ''
  }
  yield bytesOf(`${text}</sheetData></worksheet>`)
}

const rowOf = (cells: readonly (string | number)[], style: string): string =>
  `<row>${cells.map((cell) => cellOf(cell, style)).join('')}</row>`

function cellOf(cell: string | number, style: string): string {
  if (typeof cell === 'number') return `<c${style}><v>${cell}</v></c>`
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

/** Anything a cell cannot hold as it is; most cells have nothing of it. */
const special = /[\p{Cc}\p{Cs}\uFFFE\uFFFF&<>]/u

/** Characters no sheet can hold go; what means something in XML is written out. */
function escaped(said: string): string {
  const text = said.normalize('NFC')
  if (text.length <= mostText && !special.test(text)) return text
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ')
    .slice(0, mostText)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const fixed = (name: string, text: string): StreamedEntry => ({ name, pieces: late(() => [bytesOf(text)]) })

/** Asked for only when its turn comes. */
async function* late<T>(things: () => Iterable<T>): AsyncGenerator<T> {
  yield* things()
}

const contentTypes = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`

function relationsOf(targets: readonly (readonly [string, string])[]): string {
  const rows = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  )
  return `${head}<Relationships xmlns="${packages}/relationships">${rows.join('')}</Relationships>`
}

function workbookOf(names: readonly string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${escaped(name).slice(0, 31)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`
}

/** Two of them: plain, and bold for heads. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`
