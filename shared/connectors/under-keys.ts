import { log } from '../log.ts'
import { Outage } from '../outage.ts'
import type { Credentials } from '../partner-ports.ts'

/**
 * Khóa. Calls a partner under its keys; `keys-refused` is said where it would not have them. Then they are read again once, which is how
 * a rotated secret takes effect without a restart. Keys that are refused anew say nothing about what was asked: it is an Outage,
 * tried again until somebody has put the right ones in, and the log names the partner.
 */
export async function underKeys<C, T>(
  partner: string,
  credentials: Credentials<C>,
  use: (keys: C) => Promise<T | 'keys-refused'>,
): Promise<T> {
  const first = await use(await credentials.read())
  const last = first === 'keys-refused' ? await use(await credentials.readAgain()) : first
  if (last !== 'keys-refused') return last
  log({ job: 'connectors', code: partner, outcome: 'keys-refused' })
  throw new Outage(partner, new Error('the keys are refused'))
}
