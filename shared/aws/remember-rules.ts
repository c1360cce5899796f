import type { Catalogue } from '../ports.ts'

const freshMs = 60_000
const most = 300

/**
 * A catalogue whose procedures and workflows are kept in the instance for a minute, the newest asked ones only: every
 * opening and every act asks for a rule, and rules change by decision, not by the second.
 */
export function rememberRules(catalogue: Catalogue, nowMs: () => number = Date.now): Catalogue {
  const procedures = keptByName(catalogue.procedure, nowMs)
  const workflows = keptByName(catalogue.workflow, nowMs)
  return {
    ...catalogue,
    procedure: procedures.ask,
    policy: async (code, version) => (await procedures.ask(code, version))?.policy,
    workflow: workflows.ask,
    async putProcedure(procedure) {
      await catalogue.putProcedure(procedure)
      procedures.forget()
    },
    async putWorkflow(workflow) {
      await catalogue.putWorkflow(workflow)
      workflows.forget()
    },
  }
}

type Read<T> = (name: string, version?: number) => Promise<T | undefined>

function keptByName<T>(read: Read<T>, nowMs: () => number) {
  const kept = new Map<string, { value: Promise<T | undefined>; until: number }>()
  const ask: Read<T> = (name, version) => {
    const key = `${name}#${version ?? 'current'}`
    const known = kept.get(key)
    kept.delete(key)
    const entry = known && nowMs() < known.until ? known : { value: read(name, version), until: nowMs() + freshMs }
    kept.set(key, entry)
    // What is absent or could not be read is asked again; the one asked longest ago makes room.
    const drop = () => void (kept.get(key) === entry && kept.delete(key))
    entry.value.then((found) => found === undefined && drop(), drop)
    if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
    return entry.value
  }
  return { ask, forget: () => kept.clear() }
}
