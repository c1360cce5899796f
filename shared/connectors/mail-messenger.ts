import type { Messenger } from '../partner-ports.ts'
import type { Mail } from '../ports.ts'

/** Thư điện tử as one more messenger. The mail service has no identity to tell: after a crash a mail may come twice. */
export function createMailMessenger(mail: Mail): Messenger {
  return {
    async send({ to, subject, text }) {
      await mail.send(to, subject, text)
      return 'taken'
    },
  }
}
