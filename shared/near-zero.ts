/** No table of numbers holds every one that is nearer to 0 than this, and nobody means one. */
const least = 1e-6

export const isNextToNothing = (value: number): boolean => value !== 0 && Math.abs(value) < least

type WithinValue = '' | `.${string}`

/** Where in a value numbers stand of which this is true: names from the outside in, each after a dot. */
export function placesOfNumbers(value: unknown, is: (number: number) => boolean): readonly WithinValue[] {
  if (typeof value === 'number') return is(value) ? [''] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    placesOfNumbers(one, is).map((place): WithinValue => `.${name}${place}`),
  )
}
