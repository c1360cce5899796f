import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { AlarmBell } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'
import type { PartnerKeys } from './partner-keys.ts'
import { watchPartner } from './partner-watch.ts'
import { openMessagesTo } from './partners.ts'
import { WorkedQueue, type WorkedQueueProps } from './worked-queue.ts'

export interface MessagePartnersProps {
  stage: Stage
  bell: AlarmBell
  partnerKeys: PartnerKeys
  fn: DeskFunction
}

/** Who may speak to the carrier of SMS and the chat app, and the alarm when they are silent. */
export class MessagePartners extends Construct {
  constructor(scope: Construct, id: string, { stage, bell, partnerKeys, fn }: MessagePartnersProps) {
    super(scope, id)
    openMessagesTo(fn, stage)
    partnerKeys.openToReading('messages', fn)
    watchPartner('messages-silent', {
      bell,
      partner: 'messages',
      // It calls no other partner: whichever circuit opens there is one of these.
      says: [],
      callers: [fn],
      heading: 'The message carriers are silent',
      whenItFails: 'Applicants are told late by SMS or chat; mails go out.',
    })
  }
}

/** What applicants and agencies are told. */
export function noticesQueue(scope: Construct, worked: Pick<WorkedQueueProps, 'bell' | 'setAside' | 'worker'>) {
  return new WorkedQueue(scope, 'notices-queue', {
    ...worked,
    setting: 'NOTICES_QUEUE_URL',
    maxConcurrency: 4,
    // Four hours of a carrier's silence.
    tries: 40,
    heading: 'Notices set aside',
    whenItFails: 'An applicant is not told what happened to a dossier, or an agency which of its dossiers are overdue.',
  })
}
