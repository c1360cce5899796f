import type { Catalogue } from '../../ports.ts'

const freshMs = 60_000
const most = 300

/**
 * A catalogue whose procedures and workflows are kept in the instance for a minute, the newest asked ones only: every
 * opening and every act asks for a rule, and rules change by decision, not by the second.
 */
export function rememberRules(catalogue: Catalogue, nowMs: () => number = Date.now): Catalogue {
  const procedures = keptByName(catalogue.procedure, nowMs)
  const open = keptByName(catalogue.procedureOn, nowMs)
  const workflows = keptByName(catalogue.workflow, nowMs)
  const forget = () => {
    procedures.forget()
    open.forget()
  }
  return {
    ...catalogue,
    procedure: procedures.ask,
    procedureOn: open.ask,
    policy: async (code, version) => (await procedures.ask(code, version))?.policy,
    workflow: workflows.ask,
    async putProcedure(procedure) {
      await catalogue.putProcedure(procedure)
      forget()
    },
    async writeVersion(...said) {
      const written = await catalogue.writeVersion(...said)
      forget()
      return written
    },
    async putWorkflow(workflow) {
      await catalogue.putWorkflow(workflow)
      workflows.forget()
    },
    async addWorkflow(workflow) {
      const added = await catalogue.addWorkflow(workflow)
      workflows.forget()
      return added
    },
  }
}

type Read<T, Which> = (name: string, which: Which) => Promise<T | undefined>

/** `which` is a version or a day. */
function keptByName<T, Which extends number | string | undefined>(read: Read<T, Which>, nowMs: () => number) {
  const kept = new Map<string, { value: Promise<T | undefined>; until: number }>()
  const ask: Read<T, Which> = (name, which) => {
    const key = `${name}#${which ?? 'current'}`
    const known = kept.get(key)
    kept.delete(key)
    const entry = known && nowMs() < known.until ? known : { value: read(name, which), until: nowMs() + freshMs }
    kept.set(key, entry)
    // What is absent or could not be read is asked again; the one asked longest ago makes room.
    const drop = () => void (kept.get(key) === entry && kept.delete(key))
    entry.value.then((found) => found === undefined && drop(), drop)
    if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
    return entry.value
  }
  return { ask, forget: () => kept.clear() }
}
