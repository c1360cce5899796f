import type { Feedback } from './feedback.ts'

/** The fields that an act changed, as they were before, null where there was none. */
export function changedFrom(before: Feedback, next: Feedback): Record<string, unknown> {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(next))]
  const names = [...new Set([...old.keys(), ...fresh.keys()])]
  const changed = names.filter((name) => name !== 'version' && old.get(name) !== fresh.get(name))
  return Object.fromEntries(changed.map((name) => [name, old.get(name) ?? null]))
}

/** The feedback as an act left it, however far it has gone since: what is said again is answered so. */
export function asAfter(feedback: Feedback, version: number): Feedback {
  const then: Record<string, unknown> = { ...feedback, version, history: feedback.history.slice(0, version) }
  for (const { was } of feedback.history.slice(version).toReversed()) {
    for (const [name, value] of Object.entries(was ?? {})) {
      if (value === null) delete then[name]
      else then[name] = value
    }
  }
  return then as unknown as Feedback
}
