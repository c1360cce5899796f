import { isObject, type Json } from './json.ts'

/** Does the event match the pattern? The language of EventBridge rules and of event source filters. What is no JSON matches nothing. */
export function matchesPattern(pattern: Json, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((test) => matchesOne(test, event))
  if (!isObject(pattern)) return false
  return Object.entries(pattern).every(([key, inner]) =>
    matchesPattern(inner, isObject(event) ? event[key] : undefined),
  )
}

function matchesOne(test: Json, value: unknown): boolean {
  if (!isObject(test)) return Array.isArray(value) ? value.includes(test) : value === test
  if ('exists' in test) return (value !== undefined && !isObject(value)) === test.exists
  if (value === undefined) return false
  if (Array.isArray(value)) return value.some((item) => matchesOne(test, item))
  const { prefix, suffix, numeric, 'anything-but': except } = test
  if (typeof prefix === 'string') return typeof value === 'string' && value.startsWith(prefix)
  if (typeof suffix === 'string') return typeof value === 'string' && value.endsWith(suffix)
  if (Array.isArray(numeric)) return typeof value === 'number' && isWithin(value, numeric)
  if (Array.isArray(except)) return !except.some((one) => one === value)
  return except !== undefined && except !== value
}

function isWithin(value: number, bounds: Json[]): boolean {
  for (let index = 0; index < bounds.length; index += 2) {
    const limit = Number(bounds[index + 1])
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    }
    const operator = String(bounds[index])
    if (!Object.entries(holds).some(([name, held]) => name === operator && held)) return false
  }
  return true
}

/** The first part of a pattern that would be misread here, or `undefined` when all of it is understood. */
export function findUnknownTest(pattern: Json): string | undefined {
  if (Array.isArray(pattern)) return pattern.map(unknownTest).find((unknown) => unknown !== undefined)
  if (!isObject(pattern)) return JSON.stringify(pattern)
  for (const [key, inner] of Object.entries(pattern)) {
    const unknown = key.startsWith('$') ? key : findUnknownTest(inner)
    if (unknown) return unknown
  }
  return undefined
}

function unknownTest(test: Json): string | undefined {
  if (!isObject(test)) return Array.isArray(test) ? JSON.stringify(test) : undefined
  const [name, ...others] = Object.keys(test)
  const argument = test[name ?? '']
  const isKnown =
    others.length === 0 &&
    ((name === 'exists' && typeof argument === 'boolean') ||
      ((name === 'prefix' || name === 'suffix') && typeof argument === 'string') ||
      (name === 'numeric' && Array.isArray(argument)) ||
      (name === 'anything-but' && !isObject(argument)))
  return isKnown ? undefined : JSON.stringify(test)
}
