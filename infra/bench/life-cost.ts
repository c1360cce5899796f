/** Chapter `lives`: what a thousand lives cost, line by line. */
import { hueUnits } from '../../shared/agencies/hue.ts'
import { digestTimes } from '../../shared/notices/digest-times.ts'
import { stageOf } from '../stages.ts'
import { rateOf, usdOf } from './prices.ts'
import type { Spending, Spent } from './spending.ts'

/** Everything behind the digest of what came for an agency. */
export const digestDeed = 'digest of an arrival'

/** How often each measured deed comes in the life of a mean dossier. None of it is measured: each is printed beside the sum. */
export const timesInALife: Readonly<Record<string, number>> = {
  opening: 1,
  file: 3,
  reception: 1,
  payment: 0.5,
  step: 3,
  transfer: 0.5,
  'hand-back': 0.5,
  'file of the result': 1,
  decision: 0.5,
  'decision at home': 0.5,
  shipment: 0.3,
  return: 0.7,
  /** Of a transfer or a hand-back, each counted as if it were alone in its digest: only the mails are shared. */
  [digestDeed]: 1,
  'look-up': 3,
  'work list': 10,
  'dossier read': 10,
}

const dossiersADay = 1_640
const agencyCount = hueUnits.filter(({ kind, email }) => kind === 'agency' && email !== undefined).length
const digestsADay = Math.max(...digestTimes.map(({ at }) => at.length))
/** Transfers and hand-backs of a life. */
const arrivals = 1

/** What the local stack cannot say. */
export const assumed = {
  'dossiers a working day': dossiersADay,
  'agencies that get every digest of every day, which is the most there can be': agencyCount,
  'digests of an agency a working day': digestsADay,
  'share of arrivals that bring a mail, the others being in it': Math.min(
    1,
    (agencyCount * digestsADay) / (dossiersADay * arrivals),
  ),
  'hours of a working day': 8,
  'share of calls that begin cold': 0.02,
  'ms of a cold start': 700,
  'bytes of log Lambda adds to a call': 450,
  'bytes of the access line of a request': 300,
  'KMS requests a life': 3,
  'calls for secrets a life': 0.2,
  /** Asked for by a mail of their own where no mail told of the result. */
  'surveys of a life': 1,
  'MB of a file': 1.5,
  'months of storage': 12,
} as const

export interface LifeLine {
  what: string
  /** For 1,000 lives. */
  usd: number
  isApart?: true
}

/** How applicants are told of everyday news, who left both a mailbox and a telephone: the city's order decides. */
export interface ToldBy {
  mail: number
  sms: number
}
/** As the row that is shipped has it, and as a city would have it that wants telephones first. */
export const mailFirst: ToldBy = { mail: 1, sms: 0 }
export const phoneFirst: ToldBy = { mail: 0, sms: 1 }

type Life = Omit<Spent, 'calls' | 'unitsByKind'>

const lives = 1_000
const million = 1_000_000
const gigabyte = 1024 ** 3

/** USD of 1,000 dossiers' lives, one line a service. */
export function lifeLines(
  spending: Spending,
  times = timesInALife,
  { watched } = stageOf('prod'),
  told = mailFirst,
): LifeLine[] {
  const isClose = watched === 'close'
  const { life, calls, digestMails } = lifeOf(spending, times)
  const allCalls = [...calls.values()].reduce((sum, count) => sum + count, 0)
  const seconds = [...calls].reduce((sum, [name, count]) => {
    const ms = spending.msOf(name) + assumed['share of calls that begin cold'] * assumed['ms of a cold start']
    return sum + (count * ms * spending.memoryMbOf(name)) / 1024 / 1000
  }, 0)
  const logged =
    life.logBytes +
    (isClose ? allCalls * assumed['bytes of log Lambda adds to a call'] : 0) +
    life.requests * assumed['bytes of the access line of a request']
  const files = (times.file ?? 0) + (times['file of the result'] ?? 0)
  const fileGb = (files * assumed['MB of a file']) / 1024
  const line = (what: string, usd: number): LifeLine => ({ what, usd: usd * lives })
  const apart = (what: string, usd: number): LifeLine => ({ ...line(what, usd), isApart: true })
  return [
    line('DynamoDB writes', (life.writeUnits / million) * usdOf('table-write-million')),
    line('DynamoDB reads', (life.readUnits / million) * usdOf('table-read-million')),
    line('Lambda calls', (allCalls / million) * usdOf('lambda-million')),
    line('Lambda time', seconds * usdOf('lambda-gb-second')),
    // Each message is sent by itself; a batch is one receive and one delete.
    line('SQS', ((life.messages + 2 * life.batches) / million) * usdOf('sqs-fifo-million')),
    line(
      'S3 requests',
      (life.objectWrites * usdOf('bucket-write-thousand') + life.objectReads * usdOf('bucket-read-thousand')) / 1_000,
    ),
    line('API Gateway', (life.requests / million) * usdOf('http-million')),
    line('logs', (logged / gigabyte) * usdOf('log-gb')),
    line('X-Ray', isClose ? ((allCalls * tracedShare(allCalls)) / million) * usdOf('xray-million') : 0),
    line('KMS requests', (assumed['KMS requests a life'] / 10_000) * usdOf('kms-ten-thousand')),
    line('Secrets Manager calls', (assumed['calls for secrets a life'] / 10_000) * usdOf('secret-calls-ten-thousand')),
    line(
      'mail',
      ((digestMails + life.mails * told.mail + assumed['surveys of a life'] * told.sms) / 1_000) *
        usdOf('mail-thousand'),
    ),
    // The distribution in front takes its first ten million requests a month for nothing, whichever stage they are of.
    apart('WAF requests', (life.requests / million) * usdOf('waf-million')),
    apart('malware scanning', (files / 1_000) * usdOf('malware-objects-thousand') + fileGb * usdOf('malware-gb')),
    apart('SMS', (life.texts + life.mails * told.sms) * usdOf('text-message')),
    apart('storage', fileGb * assumed['months of storage'] * usdOf('storage-gb-month')),
  ]
}

/** Of the calls of a day, the first of each second is traced, and a share of the others. */
export function tracedShare(callsInALife: number): number {
  const calls = callsInALife * assumed['dossiers a working day']
  if (calls === 0) return 0
  const first = Math.min(calls, assumed['hours of a working day'] * 3_600)
  return (first + rateOf('traced-share') * (calls - first)) / calls
}

/** Every deed as often as it comes; mails to agencies apart, of which many arrivals share one. */
export function lifeOf({ parts }: Pick<Spending, 'parts'>, times: Readonly<Record<string, number>>) {
  const life: Life = {
    ...{ writeUnits: 0, readUnits: 0, noticeUnits: 0, requests: 0, messages: 0, batches: 0, streamCalls: 0 },
    ...{ objectWrites: 0, objectReads: 0, logBytes: 0, mails: 0, texts: 0 },
  }
  const calls = new Map<string, number>()
  let digestMails = 0
  for (const [name, often] of Object.entries(times)) {
    const part = parts.get(name)
    if (!part) throw new Error(`nothing was measured of ${name}`)
    const { calls: own, ...rest } = part
    for (const [fn, count] of Object.entries(own)) calls.set(fn, (calls.get(fn) ?? 0) + often * count)
    life.writeUnits += often * rest.writeUnits
    life.readUnits += often * rest.readUnits
    life.noticeUnits += often * rest.noticeUnits
    life.requests += often * rest.requests
    life.messages += often * rest.messages
    life.batches += often * rest.batches
    life.streamCalls += often * rest.streamCalls
    life.objectWrites += often * rest.objectWrites
    life.objectReads += often * rest.objectReads
    life.logBytes += often * rest.logBytes
    if (name === digestDeed)
      digestMails += often * rest.mails * assumed['share of arrivals that bring a mail, the others being in it']
    else life.mails += often * rest.mails
    life.texts += often * rest.texts
  }
  return { life, calls, digestMails }
}
