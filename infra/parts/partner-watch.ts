import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'

export interface PartnerWatchProps {
  stage: Stage
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
export class PartnerWatch extends Construct {
  constructor(scope: Construct, id: string, props: PartnerWatchProps) {
    super(scope, id)
    const { stage, bell, partner, callers, heading, whenItFails } = props
    const says = props.says ?? [`"${partner}"`]
    const [opened] = callers.map(
      (fn) =>
        new MetricFilter(this, `${fn.node.id}-opened`, {
          logGroup: fn.logGroup,
          // Words, not JSON: the runtime writes the time and the request before each line.
          filterPattern: FilterPattern.allTerms('circuit-opened', ...says),
          metricNamespace: 'mot-cua',
          metricName: `partner-silent-${partner}-${stage.name}`,
          metricValue: '1',
        }),
    )
    if (opened)
      bell.ringsFor(id, { heading, whenItFails, metric: opened.metric({ statistic: 'Sum', period: fiveMinutes }) })
  }
}
