import { EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

const notice = EventField.fromPath('$.detail.mail.tags.notice')
const aboutNotices = { mail: { tags: { notice: [{ exists: true }] } } }
const queued = { messageGroupId: 'mail-outcomes' }

/**
 * What became of the mails of notices: SES tells the bus, and the bus hands the worker of notices which notice it was and what
 * became of it. Addresses and subjects, which SES tells too, go no further.
 */
export class MailEvents extends Construct {
  readonly configurationSet: ConfigurationSet

  constructor(scope: Construct, id: string, { stage, queue }: { stage: Stage; queue: IQueue }) {
    super(scope, id)
    this.configurationSet = new ConfigurationSet(this, 'set', { configurationSetName: `mot-cua-h57-${stage.name}` })
    this.configurationSet.addEventDestination('told', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'bus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    })
    const said = { kind: 'mail-outcome', notice }
    new Rule(this, 'sent-back', {
      description: 'Mails of notices that came back',
      eventPattern: { source: ['aws.ses'], detailType: ['Email Bounced'], detail: aboutNotices },
      targets: [
        new SqsQueue(queue, {
          ...queued,
          message: RuleTargetInput.fromObject({
            ...said,
            outcome: 'Bounce',
            bounce: EventField.fromPath('$.detail.bounce.bounceType'),
          }),
        }),
      ],
    })
    new Rule(this, 'settled', {
      description: 'Mails of notices that arrived, were complained of or refused',
      eventPattern: {
        source: ['aws.ses'],
        detailType: ['Email Delivered', 'Email Complaint Received', 'Email Rejected'],
        detail: aboutNotices,
      },
      targets: [
        new SqsQueue(queue, {
          ...queued,
          message: RuleTargetInput.fromObject({ ...said, outcome: EventField.fromPath('$.detail.eventType') }),
        }),
      ],
    })
  }
}
