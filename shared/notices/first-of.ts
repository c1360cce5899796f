/** A mail stays readable: the first of the dossiers it tells of, and a line on how many there are besides, for the list itself has every one. */
export function firstOf<Row>(rows: readonly Row[], most: number): { first: readonly Row[]; more: readonly string[] } {
  const left = rows.length - most
  return { first: rows.slice(0, most), more: left > 0 ? [`và ${left} hồ sơ khác`] : [] }
}
