import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Compares in the same time whatever differs, also in length. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export function hmacHex(kind: 'sha256' | 'sha512', secret: string, text: string): string {
  return createHmac(kind, secret).update(text, 'utf8').digest('hex')
}

/** Whether a moment lies close enough to ours, both in milliseconds, for what bears it to count as said just now. */
export function isRecent(saidMs: number, nowMs: number, windowSeconds: number): boolean {
  return Number.isFinite(saidMs) && Math.abs(nowMs - saidMs) <= windowSeconds * 1000
}
