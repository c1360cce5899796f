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

/** Rings when a partner is being spared because it does not answer: its circuit opens again at least every ten minutes. */
export function watchPartner(id: string, props: PartnerWatchProps) {
  const { bell, partner, callers, heading, whenItFails } = props
  const says = props.says ?? [`"${partner}"`]
  const [opened] = callers.map((fn) =>
    bell.hears(`${id}-${fn.node.id}`, {
      fn,
      // Words, not JSON: the runtime writes the time and the request before each line.
      pattern: FilterPattern.allTerms('circuit-opened', ...says),
      metric: `partner-silent-${partner}`,
    }),
  )
  if (opened)
    bell.ringsFor(id, { heading, whenItFails, metric: opened.metric({ statistic: 'Sum', period: fiveMinutes }) })
}
