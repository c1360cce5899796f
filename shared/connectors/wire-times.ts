import { type Instant, parseInstant } from '../calendar/day.ts'

/** `yyyyMMddHHmmss` on the clock of Việt Nam, as partners write moments. */
export function compactTime(at: Instant): string {
  return at.slice(0, 19).replaceAll(/[-T:]/g, '')
}

export function readCompactTime(text: string): Instant | undefined {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text) ?? []
  return y === undefined ? undefined : parseInstant(`${y}-${mo}-${d}T${h}:${mi}:${s}+07:00`)
}
