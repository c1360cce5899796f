import type { Instant } from '../../calendar/day.ts'
import type { Scan } from '../dossier.ts'

/** Links by which a front end brings and fetches a file, and whether one has come. */
export interface ScanLinks {
  uploadLink(scan: Scan): Promise<{ url: string; headers: Record<string, string>; expiresAt: Instant }>
  downloadLink(cleanKey: string, fileName: string): Promise<{ url: string; expiresAt: Instant }>
  arrived(quarantineKey: string): Promise<{ size: number } | undefined>
}
