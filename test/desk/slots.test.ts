import { expect, it } from 'vitest'
import { reserveScan, type ScanInput } from '../../shared/desk/attach-scan.ts'
import * as given from '../given.ts'
import { workerDesk } from './worker-desk.ts'

const input: ScanInput = {
  role: 'component',
  fileName: 'a.pdf',
  type: 'application/pdf',
  size: 3,
  sha256: 'a'.repeat(64),
}

it('hands the same slot out again for the same file, but not one that is about to be gone', async () => {
  const { desk, clock, put } = await workerDesk('2026-11-03T09:00:00+07:00')
  const { id } = await put({ status: 'registered' })
  const slotNow = async () => {
    const answer = await reserveScan(desk, given.receptionist, id, input)
    return answer && 'scan' in answer ? answer.scan?.n : answer
  }
  expect(await slotNow()).toBe(1)
  clock.at = '2026-11-08T09:00:00+07:00'
  expect(await slotNow()).toBe(1)
  clock.at = '2026-11-09T10:00:00+07:00'
  expect(await slotNow()).toBe(2)
})
