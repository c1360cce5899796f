import type { Actor } from '../../access/person.ts'
import type { Instant } from '../../calendar/day.ts'
import type { Reused } from './papers-on-hand.ts'

/** Thành phần hồ sơ. One file of a dossier, from slot to verdict. */
export interface Scan {
  n: number
  /** The paper of the procedure it stands for; absent for an additional one or a result. */
  paper?: string
  /** `letter`: tệp của văn bản, which agencies wrote to each other: what came, and what is to go out. */
  role: 'component' | 'result' | 'letter'
  /** Of the file of a letter that came: the axis's number of the letter, and its place among the letter's files. */
  letter?: { arrival: number; file: number }
  fileName: string
  /** Any other kind than these three comes with a letter only, as bytes that are kept and not looked into. */
  type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/octet-stream'
  /** Bytes. */
  size: number
  /** Hex SHA-256. */
  sha256: string
  state:
    | 'slot'
    | 'uploaded'
    | 'clean'
    | 'infected'
    | 'unreadable'
    | 'encrypted'
    | 'mismatched'
    | 'empty'
    | 'unscannable'
    | 'late'
  reason?: string
  quarantineKey: string
  cleanKey?: string
  by: Actor
  at: Instant
  /** When the last upload link for it was given out, where that was not with the slot itself. */
  linkedAt?: Instant
  verdictAt?: Instant
  /** Of a component that was not uploaded: the paper on hand it is, whose object it names. */
  reused?: Reused
}
