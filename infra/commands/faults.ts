/**
 * `npm run faults [-- quick] [only=PART] [SEED]`: every worker ended, repeated, poisoned, refused and lied to; afterwards everybody's
 * books are compared with those of a run that nobody disturbed. `only=PART`, once or more, tries the cases so named. Last come `case: survived | lost | doubled` and their sum.
 */
import { loadavg } from 'node:os'
import { casesOf, extents, type Told } from '../faults/cases.ts'
import { openLab } from '../faults/lab.ts'
import { workers } from '../faults/scenes.ts'

const asked = process.argv.slice(2)
const isQuick = asked.includes('quick')
const only = asked.flatMap((word) => (word.startsWith('only=') ? [word.slice('only='.length)] : []))
const seed = Number(asked.find((word) => /^\d+$/.test(word)) ?? 1)
const mostShown = 12

type Outcome = 'survived' | 'lost' | 'doubled'
const outcomeOf = ({ findings }: Told): Outcome => {
  if (findings.some(({ is }) => is === 'lost')) return 'lost'
  return findings.length > 0 ? 'doubled' : 'survived'
}

const outcomes: { name: string; outcome: Outcome; says: string }[] = []
const points = { calls: 0, tried: 0 }
const begun = performance.now()
const lab = await openLab(workers)
try {
  const extent = isQuick ? extents.quick() : extents.whole(lab)
  for (const { name, tries } of casesOf(lab, extent, seed)) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue
    const from = performance.now()
    const told = await tries(lab).catch(
      (error: unknown): Told => ({
        findings: [{ is: 'lost', what: error instanceof Error ? error.message : String(error) }],
      }),
    )
    const outcome = outcomeOf(told)
    points.calls += told.points?.calls ?? 0
    points.tried += told.points?.tried ?? 0
    outcomes.push({ name, outcome, says: told.says ? ` (${told.says})` : '' })
    console.log(`… ${name}: ${outcome}, ${((performance.now() - from) / 1000).toFixed(1)} s`)
    for (const { is, what } of told.findings.slice(0, mostShown)) console.log(`    ${is}: ${what}`)
  }
} finally {
  await lab.stop()
}
console.log('')
for (const { name, outcome, says } of outcomes) console.log(`${name}${says}: ${outcome}`)
const count = (of: Outcome) => outcomes.filter(({ outcome }) => outcome === of).length
console.log(
  `sum: ${count('survived')} survived, ${count('lost')} lost, ${count('doubled')} doubled; ${points.calls} crash points, ` +
    `${points.tried} run; seed ${seed}, ${Math.round((performance.now() - begun) / 1000)} s, ` +
    `of them ${Math.round(process.cpuUsage().user / 1e6)} s of a processor in this process; load ${loadavg()[0]?.toFixed(1)}`,
)
process.exit(count('survived') === outcomes.length ? 0 : 1)
