import { createMail } from '../shared/aws/sending/mail.ts'
import { settings } from './wiring.ts'

export function mail() {
  return createMail({ from: settings.mailFrom, events: settings.mailEvents })
}
