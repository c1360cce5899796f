import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPrivate } from '../local/private-stack.ts'
import type { Places } from '../tour/api.ts'
import { tellOverdue } from '../tour/overdue.ts'
import { shippedWorkflows, tellStory } from '../tour/story.ts'

/** `npm run tour [-- WORKFLOW]`: tells one dossier's story on a running stack, or on one it starts for itself. */
const [workflow = 'tho-cung-liet-si'] = process.argv.slice(2)
const say = (line: string) => console.log(line)

if (!shippedWorkflows().includes(workflow)) {
  console.error(`Không có quy trình "${workflow}". Các quy trình có sẵn:\n  ${shippedWorkflows().join('\n  ')}`)
  process.exit(2)
}

const running = await runningPlaces()
const own = running ? undefined : await startPrivate(say)
const places = running ?? own?.places
try {
  if (!places) throw new Error('không khởi động được hệ thống')
  say(running ? 'Dùng hệ thống đang chạy.' : 'Đã tự khởi động một hệ thống riêng, dữ liệu tạm.')
  await tellStory({ places, workflow, say })
  await tellOverdue({ places, workflow, say })
  say('Câu chuyện diễn ra đúng như kể.')
} catch (fault) {
  process.exitCode = 1
  console.error(`Câu chuyện KHÔNG diễn ra như kể: ${fault instanceof Error ? fault.message : String(fault)}`)
} finally {
  await own?.stop()
}

/** Where a started stack says it is; undefined when none answers. */
async function runningPlaces(): Promise<Places | undefined> {
  try {
    const folder = process.env.MOT_CUA_DATA ?? '.data'
    const said = JSON.parse(readFileSync(join(folder, 'places.json'), 'utf8')) as Places
    const answer = await fetch(`${said.control}/status`, { signal: AbortSignal.timeout(1_000) })
    return answer.ok ? said : undefined
  } catch {
    return undefined
  }
}
