import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Everything, startEverything } from '../../infra/local/everything.ts'
import { tellOverdue } from '../../infra/tour/overdue.ts'
import { type Chapter, shippedWorkflows, tellStory } from '../../infra/tour/story.ts'

/** Whole stories over HTTP against a local stack of their own. */
let system: Everything
const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-journey-'))

beforeAll(async () => {
  system = await startEverything({ dataDir, retrySeconds: 2 })
}, 120_000)

afterAll(async () => {
  await system?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const quiet = () => {}

describe('the tour', () => {
  it.each(shippedWorkflows())(
    'tells the way of %s to the end',
    async (workflow) => {
      const told: string[] = []
      await tellStory({ places: system.places, workflow, say: (line) => told.push(line) })
      expect(told.join('\n')).toMatch(/Đã trả kết quả/)
    },
    90_000,
  )

  it.each<[Chapter, string]>([
    ['submit', 'hồ sơ phải ở trạng thái mới đăng ký'],
    ['accept', 'tiếp nhận phải cấp mã'],
    ['supplement', 'đồng hồ phải chạy lại'],
    ['approve', 'phê duyệt phải tạo kết quả'],
    ['shipment', 'bưu điện nhận đơn'],
    ['delivery', 'bưu điện phát xong'],
  ])(
    'stops and says where when %s is left out',
    async (leaveOut, says) => {
      const telling = { places: system.places, workflow: 'cai-chinh-ho-tich', say: quiet, leaveOut, patience: 4 }
      await expect(tellStory(telling)).rejects.toThrow(says)
    },
    60_000,
  )

  it('finds the overdue dossier in the morning report, with the clock moved', async () => {
    const told: string[] = []
    await tellOverdue({ places: system.places, workflow: 'cai-chinh-ho-tich', say: (line) => told.push(line) })
    expect(told.join('\n')).toMatch(/báo cáo quá hạn nêu/)
  }, 60_000)
})
