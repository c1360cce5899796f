import { casesOf, extents, type Told } from './cases.ts'
import { type Lab, openLab } from './lab.ts'
import { type LaneAnswer, trying } from './lanes.ts'
import { workers } from './scenes.ts'

/** A process of its own: tries the cases it is told of, one after the other, until whoever began it has no more. */
const { extent, seed } = trying.parse(JSON.parse(process.argv[2] ?? ''))
let lab: Lab | undefined
let isUsed = false

const close = async () => {
  await lab?.stop()
  lab = undefined
  isUsed = false
}

async function tryOne(name: string): Promise<Told> {
  lab ??= await openLab(workers)
  const one = casesOf(extents[extent](lab), seed).find((each) => each.name === name)
  if (!one) throw new Error(`there is no case ${name}`)
  if (one.isAlone && isUsed) {
    await close()
    lab = await openLab(workers)
  }
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
process.once('disconnect', async () => {
  await close()
  process.exit(0)
})
