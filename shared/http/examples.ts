import { citizenActs, deskActs } from './examples/acts.ts'
import { catalogue } from './examples/catalogue.ts'
import { counter } from './examples/counter.ts'
import doors from './examples/doors.json' with { type: 'json' }
import { filing } from './examples/filing.ts'
import keeping from './examples/keeping.json' with { type: 'json' }
import money from './examples/money.json' with { type: 'json' }
import reports from './examples/reports.json' with { type: 'json' }
import type { RouteId } from './routes.ts'
import type { Asked, Shown } from './schemas.ts'

/** What is sent to a door, and what it answers. */
export interface Example<Id extends RouteId> {
  body?: Asked<Id>['body']
  answer: Shown<Id>
}

/** Ví dụ: of the doors that portals are built on, whole requests and answers as the document shows them. */
const examples: { readonly [Id in RouteId]?: Example<Id> } = { ...catalogue, ...filing, ...counter }

/** As they were given by the doors themselves, shortened, told of invented people; a test holds each against its shape. */
const recorded: { readonly [id: string]: { body?: unknown; answer: unknown } } = {
  ...doors,
  ...reports,
  ...keeping,
  ...money,
}

export function exampleOf(id: RouteId): { body?: unknown; answer: unknown } | undefined {
  return examples[id] ?? recorded[id]
}

/** Of a door at which several things are done, one body of each. */
export function bodiesOf(id: RouteId): Readonly<Record<string, unknown>> | undefined {
  return id === 'act' ? deskActs : id === 'actOnMine' ? citizenActs : undefined
}
