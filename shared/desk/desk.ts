import type { Instant } from '../calendar/day.ts'
import type {
  Bills,
  Catalogue,
  Digests,
  Doorbells,
  Dossiers,
  Imports,
  LookUps,
  Machines,
  Mail,
  Marks,
  Objects,
  Outbox,
  Post,
  ReadLog,
  Reports,
  Scans,
  Signer,
} from '../ports.ts'

/** Bàn làm việc. All that a deed may ask of the world; a deed names only the parts it needs. */
export interface Desk {
  dossiers: Dossiers
  scans: Scans
  objects: Objects
  catalogue: Catalogue
  imports: Imports
  machines: Machines
  lookUps: LookUps
  doorbells: Doorbells
  outbox: Outbox
  marks: Marks
  reports: Reports
  post: Post
  mail: Mail
  digests: Digests
  bills: Bills
  readLog: ReadLog
  signer: Signer
  /** Read once per deed. */
  now: () => Instant
  /** Waits so many milliseconds; tests do not wait. */
  pause: (ms: number) => Promise<void>
  /** Between 0 and 1. */
  chance: () => number
  limits: { scanMaxBytes: number; scanMaxCount: number }
  province: string
}
