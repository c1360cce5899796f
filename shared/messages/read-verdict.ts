import * as z from 'zod'
import { lazily } from '../lazily.ts'

const detail = lazily(() =>
  z.object({
    s3ObjectDetails: z.object({ objectKey: z.string().min(1) }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
      threats: z.array(z.object({ name: z.string() })).nullish(),
    }),
  }),
)

/** The malware service's event on one object. Throws when it has another shape: the event is tried again, then kept. */
export function readVerdict(event: unknown) {
  const { s3ObjectDetails, scanResultDetails } = detail().parse(event)
  const threats = (scanResultDetails.threats ?? []).map((threat) => threat.name)
  return { key: s3ObjectDetails.objectKey, verdict: { result: scanResultDetails.scanResultStatus, threats } }
}
