import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'

export interface PartnerWatchProps {
  bell: AlarmBell
  /** As the circuit's log lines name it. */
  partner: string
  /** What such a line must say besides; the partner's name when left out. */
  says?: readonly string[]
  callers: readonly DeskFunction[]
  heading: string
  whenItFails: string
}

/** What callers log of a partner that is spared, because it does not answer, and of one that would not have our keys. */
const outcomes = { silent: 'circuit-opened', keys: 'keys-refused' } as const

/** Rings while a partner is of no use: its circuit opens again at least every ten minutes, keys are refused with each call. */
export function watchPartner(id: string, props: PartnerWatchProps) {
  const { bell, partner, callers, heading, whenItFails } = props
  const says = props.says ?? [`"${partner}"`]
  const hear = (fn: DeskFunction, name: string, outcome: string) =>
    bell.hears(`${id}-${name}`, {
      fn,
      // Words, not JSON: the runtime writes the time and the request before each line.
      pattern: FilterPattern.allTerms(outcome, ...says),
      metric: `partner-silent-${partner}`,
    })
  const [opened] = callers.map((fn) => hear(fn, fn.node.id, outcomes.silent))
  for (const fn of callers) hear(fn, `${fn.node.id}-keys`, outcomes.keys)
  if (opened)
    bell.ringsFor(id, { heading, whenItFails, metric: opened.metric({ statistic: 'Sum', period: fiveMinutes }) })
}
