import type { Instant } from '../calendar/day.ts'
import { digestOf } from '../dossier/history/history.ts'

/** Trang in. One sheet as data: what stands on it, in order. Nothing here knows how it is drawn. */
export interface Page {
  template: { id: string; version: number }
  layout: 'portrait' | 'landscape'
  /** "Mẫu số 01 (TT 03/2025/TT-VPCP)": the annex that prescribes the sheet; absent where none does. */
  form?: string
  /** Two header lines: the agency above, the office below. */
  issuer: readonly string[]
  number?: string
  placeAndDay: string
  title: string
  under?: string
  /** "Bản in lại lần 1", with its day and reason. */
  revision?: string
  blocks: readonly Block[]
  /** The moment it speaks of; with the data it fixes every byte of the drawing. */
  at: Instant
}

export type Block =
  | { kind: 'fields'; rows: readonly Field[] }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  /** QR codes side by side, each with the line under it. */
  | { kind: 'codes'; codes: readonly { text: string; caption: string }[] }
  | { kind: 'signatures'; columns: readonly Signature[] }
  | { kind: 'note'; text: string }

export interface Field {
  label: string
  value: string
  /** Goes on in the same line, where both are short enough. */
  beside?: Omit<Field, 'beside'>
}

export interface Column {
  head: string
  /** Share of the width, beside those of its neighbours. */
  share: number
  align?: 'left' | 'center' | 'right'
}

export interface Signature {
  title: string
  /** "(Ký và ghi rõ họ tên)" */
  how: string
  name?: string
}

/** Every text of the page composed (NFC) and without control characters: decomposed marks are drawn as boxes. */
export function composed(page: Page): Page {
  return deep(page)
}

function deep<T>(value: T): T
function deep(value: unknown): unknown {
  if (typeof value === 'string') return tidy(value)
  if (Array.isArray(value)) return value.map((inner: unknown) => deep(inner))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
      inner === undefined ? [] : [[name, deep(inner)]],
    ),
  )
}

/** Line breaks stay; what cannot be drawn, or would turn the line around, goes. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cf}\p{Co}]|(?!\n)\p{Cc}/gu, ' ')
}

/** SHA-256 of the page's data, whatever the order of its keys. */
export function pageDigest(page: Page): string {
  return digestOf(page)
}

/** Every text of a page in reading order: what a reader of the sheet finds on it. */
export function textOf(page: Page): string {
  const { form, issuer, number, placeAndDay, title, under, revision, blocks } = page
  const head = [form, ...issuer, number, placeAndDay, title, under, revision]
  return [...head, ...blocks.map(textOfBlock)].filter((text) => text !== undefined && text !== '').join('\n')
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'fields':
      return block.rows
        .flatMap((row) => (row.beside ? [row, row.beside] : [row]))
        .map(({ label, value }) => `${label}: ${value}`)
        .join('\n')
    case 'table':
      return [block.columns.map(({ head }) => head), ...block.rows].map((row) => row.join(' | ')).join('\n')
    case 'codes':
      return block.codes.map(({ text, caption }) => `${caption} [${text}]`).join('\n')
    case 'signatures':
      return block.columns.map(({ title, name }) => `${title} ${name ?? ''}`).join('\n')
    default:
      return block.text
  }
}
