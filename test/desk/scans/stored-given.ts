import { createHash } from 'node:crypto'
import { settleVerdict } from '../../../shared/desk/scans/settle-verdict.ts'
import type { Scan } from '../../../shared/dossier/dossier.ts'
import { memoryObjects } from '../../memory/objects.ts'
import { workerDesk } from '../worker-desk.ts'

export const bytes = Buffer.from('%PDF-1.4 giấy tờ %%EOF')
export const sha256 = createHash('sha256').update(bytes).digest('hex')
const clean = { result: 'NO_THREATS_FOUND', threats: [] } as const
/** So late that no slice ends by the clock. */
export const late = '2099-01-01T00:00:00+07:00'

/** A desk whose buckets go by its own clock, and a file stored the regular way. */
export async function given() {
  const { desk: plain, clock } = await workerDesk()
  const objects = memoryObjects(() => clock.at)
  const desk = { ...plain, objects }
  return {
    desk,
    clock,
    /** A sheet that was drawn the regular way. */
    async draw(dossier: string, event: number): Promise<string> {
      const print = { dossier, sheet: 'control', event, revision: 0, template: 1, at: clock.at } as const
      const begun = await desk.prints.begin({ ...print, by: { kind: 'job', id: 'sheets' } })
      const key = `drawn-${dossier}-${event}`
      await desk.objects.putSheet(`${key}.pdf`, bytes, 'application/pdf', { dossier, print: `control-${event}` })
      await desk.prints.finish(begun, { key, sha256, pageDigest: 'p' })
      return `sheets/${key}.pdf`
    },
    async store(dossier: string, n = 1): Promise<Scan> {
      const scan: Scan = {
        n,
        role: 'component',
        fileName: 'a.pdf',
        type: 'application/pdf',
        size: bytes.length,
        sha256,
        state: 'slot',
        quarantineKey: `${dossier}/${n}/x`,
        by: { kind: 'officer', id: 'cb' },
        at: clock.at,
      }
      await desk.scans.reserve(dossier, scan)
      objects.upload(scan, bytes)
      await settleVerdict(desk, scan.quarantineKey, clean)
      const found = await desk.scans.find(dossier, n)
      if (!found) throw new Error('no scan')
      return found
    },
  }
}
