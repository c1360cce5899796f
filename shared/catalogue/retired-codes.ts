import retired from './retired-codes.json' with { type: 'json' }

const codes: ReadonlySet<string> = new Set(
  Object.entries(retired.codes).flatMap(([first, rest]) => rest.split(' ').map((six) => `${first}.${six}`)),
)

/** Whether a code stood in the catalogue of April 2025 and is gone since July 2026. */
export function isRetired(code: string): boolean {
  return codes.has(code)
}
