import type { Plan } from '../../dossier/dossier.ts'
import { planKey, readItem } from '../table/items.ts'
import { readOne, type Table, writeOne } from '../table/table.ts'

export interface Plans {
  find(ref: string): Promise<Plan>
  keep(ref: string | undefined, plan: Plan): Promise<void>
}

/** Plans an instance remembers: they never change, so none grows old. */
const mostKnown = 500

/**
 * Dossiers of one procedure version, channel, receiving and competent agency share one plan: it is kept once, under its
 * digest, and an act that pins it writes none of it.
 */
export function createPlans(table: Table): Plans {
  const known = new Map<string, Plan>()
  const remember = (ref: string, plan: Plan): Plan => {
    const [oldest] = known.keys()
    if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
    known.set(ref, plan)
    return plan
  }
  return {
    async find(ref) {
      const plan = known.get(ref)
      if (plan) return plan
      const item = await readOne(table, planKey(ref))
      if (!item) throw new Error(`a dossier names the plan ${ref}, and there is none`)
      return remember(ref, readItem('PLAN', item))
    },
    async keep(ref, plan) {
      if (ref === undefined) throw new Error('a head does not name the plan that comes with it')
      if (known.has(ref)) return
      // Another writer may have been quicker: under one digest there is only one plan.
      await writeOne(table, { ...planKey(ref), d: plan }, { ConditionExpression: 'attribute_not_exists(pk)' })
      remember(ref, plan)
    },
  }
}
