import { createHash } from 'node:crypto'

/**
 * A list of several items takes the place of the one before in the one write of its first item, which names the generation
 * of the others: cut off before, the list before stands whole. By content, so that the same list made again is the same items.
 */
export function generationOf(rows: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
}
