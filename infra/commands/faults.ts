/**
 * `npm run faults [-- quick|every] [only=PART] [lanes=COUNT] [SEED]`: every worker ended, repeated, poisoned, refused and lied to; afterwards
 * everybody's books are compared with those of a run that nobody disturbed. `only=PART`, once or more, tries the cases so named; `lanes`
 * says how many are tried side by side. Last come `case: survived | lost | doubled` and their sum.
 */
import { loadavg } from 'node:os'
import { casesOf, extents, type FaultCase, type Told } from '../faults/cases.ts'
import { tryInLanes } from '../faults/lanes.ts'
import { workers } from '../faults/scenes.ts'
import { wokenIn } from '../faults/woken.ts'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import { readModel } from '../local/templates/read-model.ts'

const asked = process.argv.slice(2)
const extent = (['quick', 'every'] as const).find((name) => asked.includes(name)) ?? 'whole'
const said = (name: string) =>
  asked.flatMap((word) => (word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []))
const only = said('only')
const lanes = Number(said('lanes')[0] ?? 3)
const seed = Number(asked.find((word) => /^\d+$/.test(word)) ?? 1)
const mostShown = 12

type Outcome = 'survived' | 'lost' | 'doubled'
const outcomeOf = ({ findings }: Told): Outcome => {
  if (findings.some(({ is }) => is === 'lost')) return 'lost'
  return findings.length > 0 ? 'doubled' : 'survived'
}

const begun = performance.now()
const model = readModel(readAssembly(await synthesise(console.log)), { sqsEndpoint: 'http://nobody.invalid' })
const cases = casesOf(extents[extent](wokenIn(model, workers)), seed).filter(
  ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
)
const outcomes = new Map<FaultCase, { outcome: Outcome; says: string }>()
const points = { calls: 0, tried: 0 }
const cpuSeconds = await tryInLanes(cases, lanes, { extent, seed }, (one, { told, seconds }) => {
  const outcome = outcomeOf(told)
  points.calls += told.points?.calls ?? 0
  points.tried += told.points?.tried ?? 0
  outcomes.set(one, { outcome, says: told.says ? ` (${told.says})` : '' })
  console.log(`… ${one.name}: ${outcome}, ${seconds.toFixed(1)} s`)
  for (const { is, what } of told.findings.slice(0, mostShown)) console.log(`    ${is}: ${what}`)
})
console.log('')
for (const one of cases) {
  const { outcome = 'lost', says = '' } = outcomes.get(one) ?? {}
  console.log(`${one.name}${says}: ${outcome}`)
}
const count = (of: Outcome) => [...outcomes.values()].filter(({ outcome }) => outcome === of).length
console.log(
  `sum: ${count('survived')} survived, ${count('lost')} lost, ${count('doubled')} doubled; ${points.calls} crash points, ` +
    `${points.tried} run; seed ${seed}, ${Math.round((performance.now() - begun) / 1000)} s in ${lanes} lanes, ` +
    `of them ${Math.round(cpuSeconds)} s of a processor without the stores; load ${loadavg()[0]?.toFixed(1)}`,
)
process.exit(count('survived') === cases.length ? 0 : 1)
