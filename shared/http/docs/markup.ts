import { createHash } from 'node:crypto'

export const style = `
:root{color-scheme:light dark}
body{font:16px/1.55 "Noto Sans","Segoe UI",system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1.5rem}
h1{margin-bottom:.2rem}h2{border-bottom:2px solid #b5121b;padding-bottom:.2rem;margin-top:2.5rem}
section{margin:1.5rem 0;padding-left:1rem;border-left:3px solid #8884}
code,.path{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
.verb{font-weight:700;color:#b5121b}.door{float:right;font-size:.85em;opacity:.75}
pre{overflow-x:auto;font-size:.85em}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8884}
th{font-weight:600;white-space:nowrap}td code{overflow-wrap:break-word}details{margin:.5rem 0}nav a{margin-right:1rem;display:inline-block;padding:.3rem 0}.must{color:#b5121b}
.wide{overflow-x:auto}summary{cursor:pointer;padding:.3rem 0}input,button{font:inherit;padding:.4rem .6rem}input{width:min(24rem,100%);box-sizing:border-box}
a:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible,.wide:focus-visible,pre:focus-visible{outline:3px solid #b5121b;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:Canvas;padding:.5rem}
@media(max-width:40rem){body{padding:.75rem}section{padding-left:.6rem}.door{float:none;display:block}td,th{padding:.25rem .35rem}table{min-width:30rem}}
`

/** No script, no foreign host: one sheet of style, known by its digest. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`

export function safe(value: unknown): string {
  return String(value ?? '').replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What a text sets in backquotes is code. */
export function marked(text: unknown): string {
  return safe(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  const first = heads.map((head) => `<th scope="col">${head}</th>`).join('')
  return `<div class="wide" tabindex="0"><table><tr>${first}</tr>${cells.join('')}</table></div>`
}

export function must(isRequired: boolean): string {
  return isRequired ? ' <span class="must" title="bắt buộc">*</span>' : ''
}

export const shown = (value: unknown) => `<pre tabindex="0">${safe(JSON.stringify(value, undefined, 2))}</pre>`

/** What a search leaves out stands on the whole page. */
export function leadingOut(page: string): string {
  const here = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  return page.replaceAll(/ href="#([^"]+)"/g, (link, id: string) => (here.has(id) ? link : ` href="/docs#${id}"`))
}
