import * as z from 'zod'
import { lazily } from './lazily.ts'
import { t } from './texts.ts'

/** What many acts say. */
export const said = lazily(() => ({
  version: z.int().min(1),
  note: t.prose(2000).exactOptional(),
  reason: t.prose(2000),
  /** Of several ways on, the number of the step chosen. */
  to: z.int().min(1).max(100).exactOptional(),
  ground: t.prose(1000),
  pauseReason: t.line(60),
  scans: t.once(z.int().min(1).max(10_000), String).max(50),
}))
