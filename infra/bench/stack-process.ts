/** A system in a process of its own, so that whoever measures it is not measured with it. Ends with its standard input. */
import { createInterface } from 'node:readline'
import { startEverything } from '../local/everything.ts'

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2)
/** The sheets of some hundred receptions take minutes on a small machine. */
const longestMs = 900_000
const system = await startEverything({ assemblyDir, dataDir })
console.log(JSON.stringify(system.places))
// A line that comes in asks for rest: another goes out when nothing of what was asked for is left to be done.
createInterface(process.stdin).on('line', () => void system.stack.settle(longestMs).then(() => console.log('at rest')))
process.stdin.resume()
process.stdin.once('close', () => void system.stop().finally(() => process.exit(0)))
