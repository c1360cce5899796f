import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { edgeWord, edgeWordBefore } from './edge-stack.ts'
import { AlarmBell } from './parts/alarm-bell.ts'
import { Counting } from './parts/counting.ts'
import { type DeskCode, deskFunctions, type Functions } from './parts/desk-functions.ts'
import { deskGrants } from './parts/desk-grants.ts'
import { deskQueues } from './parts/desk-queues.ts'
import { deskRuns } from './parts/desk-runs.ts'
import { watchFunctions } from './parts/function-alarms.ts'
import { type DoorRoute, HttpDoor } from './parts/http-door.ts'
import { MessagePartners } from './parts/message-partners.ts'
import { Outbox } from './parts/outbox.ts'
import { watchPartners } from './parts/partner-watches.ts'
import { openFileLinksTo } from './parts/partners.ts'
import { PaymentPartners } from './parts/payment-partners.ts'
import { openReporting } from './parts/reporting.ts'
import { VerdictRule } from './parts/verdict-rule.ts'
import { Webhooks } from './parts/webhooks.ts'
import type { RecordsStack } from './records-stack.ts'
import type { Stage } from './stages.ts'

export interface DeskStackProps extends StackProps {
  stage: Stage
  records: RecordsStack
  /** Where the alarms stand. */
  watch: Stack
  routes: readonly DoorRoute[]
  code: DeskCode
}

/** What may be replaced any day: the door, the functions, the queues, the clock. */
export class DeskStack extends Stack {
  constructor(scope: Construct, id: string, props: DeskStackProps) {
    super(scope, id, props)
    const { stage, records, routes, code } = props
    const { partnerKeys, scans, streamFailures, table } = records
    const bell = new AlarmBell(this, 'bell', { stage, key: records.key, watch: props.watch })
    const { functions, setAside, missed } = deskFunctions(this, { stage, bell, code })

    const queues = deskQueues(this, { bell, setAside, functions })
    openReporting(this, { bell, setAside, functions, scans })
    deskGrants(this, { stage, records, functions, queues })

    new MessagePartners(this, 'message-partners', { stage, bell, partnerKeys, fn: functions.notices })
    new PaymentPartners(this, 'payment-partners', { stage, bell, partnerKeys, functions, missed: missed.runs })
    new Webhooks(this, 'webhooks-watch', { stage, bell, worker: functions.webhooks, door: functions.operations })
    watchPartners(this, { bell, functions, missed: missed.runs })

    const api = this.openDoor(props, functions)
    new VerdictRule(this, 'verdicts', {
      quarantine: scans.quarantine,
      fn: functions['scan-verdict'],
      missed: missed.verdicts,
    })
    const reader = { table, failures: streamFailures, missed: missed.runs, bell }
    new Outbox(this, 'outbox-door', { ...reader, fn: functions.outbox, sweep: functions['outbox-sweep'] })
    new Counting(this, 'counting-door', { ...reader, fn: functions.counting, sweep: functions['counting-sweep'] })
    deskRuns(this, { bell, records, functions, missed: missed.runs })

    watchFunctions(bell, functions, routes, api)
    const name = stage.shield?.name ?? stage.domain?.name
    const address = name === undefined ? api.apiEndpoint : `https://${name}`
    openFileLinksTo(functions, stage, partnerKeys, address)
    new CfnOutput(this, 'ApiUrl', { value: address })
  }

  /** Behind a shield, whoever serves there knows the word that only the edge says. */
  private openDoor({ stage, records, routes }: DeskStackProps, functions: Functions) {
    if (stage.shield) {
      const word = edgeWord(this)
      const before = edgeWordBefore(this)
      for (const name of new Set(routes.map(({ serves }) => serves))) {
        functions[name].addEnvironment('EDGE_WORD', word)
        functions[name].addEnvironment('EDGE_WORD_BEFORE', before)
      }
    }
    return new HttpDoor(this, 'door', { stage, staff: records.staff, routes, servants: functions }).api
  }
}
