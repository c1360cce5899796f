import { isOpenOn, versionOn } from '../../shared/catalogue/register.ts'
import type { Catalogue } from '../../shared/ports.ts'

/** The catalogue while a load runs: whatever was asked of it once is known to its end. */
export function rulesOnce(catalogue: Catalogue): Catalogue {
  const register = once(catalogue.register)
  const procedure = once(catalogue.procedure)
  const workflow = once(catalogue.workflow)
  return {
    ...catalogue,
    register,
    procedure,
    workflow,
    // By the register's line: a version is read once, not once a day.
    async procedureOn(code, day) {
      const line = versionOn((await register(code)).lines, day)
      return line && isOpenOn(line, day) ? procedure(code, line.version) : undefined
    },
    policy: async (code, version) => (await procedure(code, version))?.policy,
    units: once(catalogue.units),
    officers: once(catalogue.officers),
    changes: once(catalogue.changes),
    declarations: once(catalogue.declarations),
    numberPatterns: once(catalogue.numberPatterns),
    standIns: once(catalogue.standIns),
  }
}

/** One answer for each question. */
function once<Asked extends readonly unknown[], T>(
  ask: (...asked: Asked) => Promise<T>,
): (...asked: Asked) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (...asked) => {
    const key = JSON.stringify(asked)
    const answer = known.get(key) ?? ask(...asked)
    known.set(key, answer)
    return answer
  }
}
