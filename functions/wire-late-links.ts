import type { ScanLinks } from '../shared/ports.ts'
import { once } from './wiring.ts'

/** For those that only hand out links into the buckets: what puts, lists and gathers files stays out of their bundles. */
export const lateScanLinks = (): ScanLinks =>
  linksOf(once(async () => (await import('./wire-scan-links.ts')).scanLinks()))

export function linksOf(links: () => Promise<ScanLinks>): ScanLinks {
  return {
    uploadLink: async (scan) => (await links()).uploadLink(scan),
    downloadLink: async (...said) => (await links()).downloadLink(...said),
    arrived: async (key) => (await links()).arrived(key),
  }
}
