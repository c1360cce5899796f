import { gzipSync } from 'node:zlib'

/** Shorter answers travel as they are. */
const leastBytes = 16 * 1024

/** Whether an answer is pressed for whoever can take it so: long, and everybody's, so that its length gives nothing away. */
export function isPressable(headers: Headers, bytes: Uint8Array): boolean {
  return bytes.length >= leastBytes && /^public\b/.test(headers.get('cache-control') ?? '')
}

/** The bytes as a client takes them, by what its request says; `undefined` where as they are. */
export function pressed(bytes: Uint8Array, accepts: string | null): Buffer | undefined {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepts ?? '') ? gzipSync(bytes) : undefined
}
