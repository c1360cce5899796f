/** A row of what an event tells in its detail: its fields are looked at before they are used. */
export type DetailRow = Readonly<Record<string, unknown>>

/** The rows under one name of a detail; none where it tells of none. */
export function detailRows(said: unknown): readonly DetailRow[] {
  return Array.isArray(said) ? said.map((row: unknown): DetailRow => ({ ...Object(row) })) : []
}
