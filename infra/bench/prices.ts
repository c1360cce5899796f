/** Chapters `idle` and `lives`: list prices. */
import sheet from './prices.json' with { type: 'json' }

/** List price of one unit in USD; what is not in the dated file has no price. */
export function usdOf(id: string): number {
  return find(sheet.prices, id).usd
}

/** A figure of the provider's that no template says. */
export function rateOf(id: string): number {
  return find(sheet.rates, id).value
}

export const pricesOf = `${sheet.region}, list prices as written down on ${sheet.writtenOn}`

function find<T extends { id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Error(`the price file has no line ${id}`)
  return row
}
