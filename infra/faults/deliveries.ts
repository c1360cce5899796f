import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { asideQueues } from '../../shared/messages/aside.ts'
import { type Finding, judge } from './books.ts'
import { undisturbed, untilDone } from './crash-points.ts'
import type { Lab } from './lab.ts'
import { acceptOne, ringOnly } from './people.ts'
import { timeOutMs } from './queues.ts'
import type { Scene, Story } from './story.ts'
import type { WorkerName } from './woken.ts'

type Handed = { Records: unknown[] }

/** What the worker would be handed: a batch of its queue, or the stream's records. */
async function handed(lab: Lab, name: WorkerName, story: Story): Promise<Handed> {
  return isBatch(story.event) ? story.event : lab.peek(name)
}

function isBatch(event: unknown): event is Handed {
  return typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records)
}

/** The same messages so many times over, then two workers with them at once. */
export async function repeated(lab: Lab, name: WorkerName, scene: Scene, times: readonly number[]): Promise<Finding[]> {
  const { should } = await undisturbed(lab, name, scene)
  const run = lab.warm(name)
  const findings: Finding[] = []
  for (const count of times) {
    const story = await scene(lab)
    const batch = await handed(lab, name, story)
    for (let time = 0; time < count; time += 1) await run(batch)
    await untilDone(lab, name, story)
    findings.push(...judge(should, await story.books()))
  }
  const story = await scene(lab)
  const batch = await handed(lab, name, story)
  await Promise.all([run(batch), run(batch)])
  lab.clock.move(timeOutMs)
  await untilDone(lab, name, story)
  return [...findings, ...judge(should, await story.books())]
}

/** What belongs together in the wrong order, the first of it once more at the end. */
export async function reversed(lab: Lab, name: WorkerName, scene: Scene): Promise<Finding[]> {
  const { should } = await undisturbed(lab, name, scene)
  const story = await scene(lab)
  const { Records } = await handed(lab, name, story)
  const run = lab.warm(name)
  for (const record of [...Records.toReversed(), ...Records.slice(-1)]) await run({ Records: [record] })
  await untilDone(lab, name, story)
  return judge(should, await story.books())
}

/** Nine good messages and one that nobody can read; then one that throws each time until it is a dead letter. */
export async function poisoned(lab: Lab, name: WorkerName, scene: Scene): Promise<Finding[]> {
  const { should } = await undisturbed(lab, name, scene)
  const aside = async () => asideCount(lab, 'thuốc-độc')
  const before = await aside()
  const stories: Story[] = []
  for (let place = 0; place < 9; place += 1) {
    if (place === 4) await lab.send(name, 'thuoc-doc', '{"kind":"doorbell","dossier":"thuốc-độc"')
    stories.push(await scene(lab))
  }
  for (const story of stories) await untilDone(lab, name, story)
  const findings: Finding[] = []
  for (const story of stories) findings.push(...judge(should, await story.books()))
  return [...findings, ...judge({ 'poison set aside': 1 }, { 'poison set aside': (await aside()) - before })]
}

async function asideCount({ world }: Lab, text: string): Promise<number> {
  const pages = await Promise.all(asideQueues.map((queue) => world.marks.setAsides(queue, 1000)))
  return pages.flatMap(({ rows }) => rows).filter(({ body }) => body.includes(text)).length
}

/** A dossier whose head is no head: its message throws as often as it is handed out, and ends among the set aside. */
export async function broken(lab: Lab): Promise<Finding[]> {
  const { world } = lab
  const id = await acceptOne(world)
  await ringOnly(world, [id])
  for (const sk of ['HEAD', 'PART#parties']) {
    const Item = { pk: `${id}x`, sk, d: null }
    await world.table.db.send(new PutCommand({ TableName: world.table.name, Item }))
  }
  await lab.send('transfers', 'hong', { kind: 'doorbell', dossier: `${id}x`, n: 1 })
  for (let time = 0; time < 6; time += 1) await lab.deliver('transfers', lab.warm('transfers'))
  await lab.settle()
  const { rows } = await world.marks.setAsides('transfers', 1000)
  const dead = rows.filter(({ body, reason }) => body.includes(`${id}x`) && reason.startsWith('đã thử hết')).length
  return judge({ 'dead letter set aside': 1 }, { 'dead letter set aside': dead })
}
