import { casesOf, extents, type Told } from './cases.ts'
import { type Lab, openLab } from './lab.ts'
import { type LaneAnswer, trying } from './lanes.ts'
import { workers } from './scenes.ts'

/** A process of its own: tries the cases it is told of, one after the other, until whoever began it has no more. */
const { extent, seed } = trying.parse(JSON.parse(process.argv[2] ?? ''))
let opened: Promise<Lab> | undefined
let isUsed = false

const open = () => {
  opened ??= openLab(workers).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}
const close = async () => {
  const lab = await opened?.catch(() => undefined)
  opened = undefined
  isUsed = false
  await lab?.stop()
}

async function tryOne(name: string): Promise<Told> {
  const woken = await open()
  const one = casesOf(extents[extent](woken), seed).find((each) => each.name === name)
  if (!one) throw new Error(`there is no case ${name}`)
  if (one.isAlone && isUsed) await close()
  const lab = await open()
  isUsed = true
  try {
    return await one.tries(lab)
  } finally {
    if (one.isAlone) await close()
  }
}

process.on('message', async (name) => {
  const told = await tryOne(String(name)).catch(
    (error: unknown): Told => ({
      findings: [{ is: 'lost', what: error instanceof Error ? error.message : String(error) }],
    }),
  )
  const { user, system } = process.cpuUsage()
  const answer: LaneAnswer = { told: { ...told, findings: [...told.findings] }, cpuSeconds: (user + system) / 1e6 }
  process.send?.(answer)
})
// Ctrl-C ends whoever began it, and with that this process too: in order, for what it wrote lies in memory.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.connected && process.disconnect())
process.once('disconnect', () => close().finally(() => process.exit(0)))
