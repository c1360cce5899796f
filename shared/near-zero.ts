/** No table of numbers holds every one that is nearer to 0 than this, and nobody means one. */
const least = 1e-6

export const isNextToNothing = (value: number): boolean => value !== 0 && Math.abs(value) < least

type WithinValue = '' | `.${string}`

/** Where in a value numbers stand of which this is true: names from the outside in, each after a dot. */
export function placesOfNumbers(value: unknown, is: (number: number) => boolean): readonly WithinValue[] {
  return placesOf(value, (one) => typeof one === 'number' && is(one))
}

/** The same of texts. */
export function placesOfTexts(value: unknown, is: (text: string) => boolean): readonly WithinValue[] {
  return placesOf(value, (one) => typeof one === 'string' && is(one))
}

function placesOf(value: unknown, is: (leaf: unknown) => boolean): readonly WithinValue[] {
  if (typeof value !== 'object' || value === null) return is(value) ? [''] : []
  return Object.entries(value).flatMap(([name, one]) =>
    placesOf(one, is).map((place): WithinValue => `.${name}${place}`),
  )
}
