/** Every chapter: a figure, its yardstick and its line. */

/** One measured thing beside what it is measured against. */
export interface Figure {
  name: string
  value: number
  unit: string
  yardstick?: { aim: number; is: 'at most' | 'at least' }
}

export function atMost(aim: number): Pick<Figure, 'yardstick'> {
  return { yardstick: { aim, is: 'at most' } }
}

export function atLeast(aim: number): Pick<Figure, 'yardstick'> {
  return { yardstick: { aim, is: 'at least' } }
}

export function isMet({ value, yardstick }: Figure): boolean {
  if (!yardstick) return true
  return yardstick.is === 'at most' ? value <= yardstick.aim : value >= yardstick.aim
}

/** `name: value unit`, then the yardstick and whether it is met. */
export function lineOf(figure: Figure): string {
  const { name, value, unit, yardstick } = figure
  const said = `${name}: ${rounded(value)} ${unit}`
  if (!yardstick) return said
  return `${said} (${yardstick.is} ${yardstick.aim}: ${isMet(figure) ? 'met' : 'MISSED'})`
}

function rounded(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100)
}

/** The value below which that share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5)
