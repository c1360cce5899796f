import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPrivate } from '../local/private-stack.ts'
import type { Places } from '../tour/api.ts'
import { tellOverdue } from '../tour/overdue.ts'
import { shippedWorkflows, tellStory } from '../tour/story.ts'
import { isWholeStory, tellWhole, type WholeStory, wholeStories } from '../tour/whole-stories.ts'

/**
 * `npm run tour [-- NAME [FOLDER]]`: tells one dossier's story on a running stack, or on one it starts for itself: a shipped
 * workflow's, or one of the whole stories, whose sheets are written into the folder.
 */
const [workflow = 'tho-cung-liet-si', folder] = process.argv.slice(2)
const say = (line: string) => console.log(line)

const names = [...Object.keys(wholeStories), ...shippedWorkflows()]
if (!names.includes(workflow)) {
  console.error(`Không có câu chuyện hay quy trình "${workflow}". Có sẵn:\n  ${names.join('\n  ')}`)
  process.exit(2)
}

const running = await runningPlaces()
const own = running ? undefined : await startPrivate(say)
const places = running ?? own?.places
try {
  if (!places) throw new Error('không khởi động được hệ thống')
  say(running ? 'Dùng hệ thống đang chạy.' : 'Đã tự khởi động một hệ thống riêng, dữ liệu tạm.')
  if (isWholeStory(workflow)) await tellWholeOf(workflow, places)
  else {
    await tellStory({ places, workflow, say })
    await tellOverdue({ places, workflow, say })
  }
  say('Câu chuyện diễn ra đúng như kể.')
} catch (fault) {
  process.exitCode = 1
  console.error(`Câu chuyện KHÔNG diễn ra như kể: ${fault instanceof Error ? fault.message : String(fault)}`)
} finally {
  await own?.stop()
}

async function tellWholeOf(story: WholeStory, where: Places): Promise<void> {
  const { sheets } = await tellWhole(story, where, say)
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  for (const [index, { sheet, bytes }] of sheets.entries()) {
    writeFileSync(join(folder, `${story}-${String(index + 1).padStart(2, '0')}-${sheet}.pdf`), bytes)
  }
  say(`${sheets.length} biểu mẫu nằm trong ${folder}.`)
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
