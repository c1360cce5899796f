/** A system in a process of its own, so that whoever measures it is not measured with it. Ends with its standard input. */
import { startEverything } from '../local/everything.ts'

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2)
const system = await startEverything({ assemblyDir, dataDir })
console.log(JSON.stringify(system.places))
process.stdin.resume()
process.stdin.once('close', () => void system.stop().finally(() => process.exit(0)))
