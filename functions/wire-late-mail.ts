import type { Mail } from '../shared/ports.ts'
import { once } from './wiring.ts'

const mail = once(async () => (await import('./wire-mail.ts')).mail())

/** For those who do much else than write: the client of the mail comes with the first letter. */
export function lateMail(): Mail {
  return { send: async (...said) => (await mail()).send(...said) }
}
