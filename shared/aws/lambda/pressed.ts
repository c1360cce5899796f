import { gzipSync } from 'node:zlib'

/** Shorter answers travel as they are. */
const leastSigns = 16 * 1024

/** Whether an answer is pressed for whoever can take it so: long, and everybody's, so that its length gives nothing away. */
export function isPressable(headers: Readonly<Record<string, string>>, text: string): boolean {
  return text.length >= leastSigns && /^public\b/.test(headers['cache-control'] ?? '')
}

/** The text as a client takes them, by what its request says; `undefined` where as they are. */
export function pressed(text: string, accepts: string | null): Buffer | undefined {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepts ?? '') ? gzipSync(text) : undefined
}
