import { describe, expect, it } from 'vitest'
import { readVerdict } from '../../../shared/messages/read-verdict.ts'

const event = (scanResultStatus: string, threats: unknown) => ({
  scanStatus: 'COMPLETED',
  s3ObjectDetails: { bucketName: 'quarantine', objectKey: 'hs/1/x', eTag: 'e', versionId: 'v' },
  scanResultDetails: { scanResultStatus, threats },
})

describe('the verdict on a scan', () => {
  it('is read from the event of the malware service', () => {
    expect(readVerdict(event('THREATS_FOUND', [{ name: 'EICAR-Test-File' }]))).toEqual({
      key: 'hs/1/x',
      verdict: { result: 'THREATS_FOUND', threats: ['EICAR-Test-File'] },
    })
    expect(readVerdict(event('NO_THREATS_FOUND', null)).verdict).toEqual({ result: 'NO_THREATS_FOUND', threats: [] })
  })

  it('is never guessed from an event of another shape', () => {
    expect(() => readVerdict(event('PROBABLY_FINE', null))).toThrow()
    expect(() => readVerdict({})).toThrow()
  })
})
