/** Chapter `lives`: a dossier's whole life, priced. */
import { toOfficeHours } from '../local/office-hours.ts'
import { atMost, type Figure, median } from './figure.ts'
import { assumed, type LifeLine, lifeLines, lifeOf, phoneFirst, timesInALife } from './life-cost.ts'
import { liveOnce } from './lived.ts'
import { pricesOf } from './prices.ts'
import { overSpending, type Spending, type Spent } from './spending.ts'

const kindsShown = 12
/** What goes to others, by the name of the deed that sends it. */
const sent = ['transfer', 'shipment', 'payment'] as const

/** Units and messages of what goes to others, and what 1,000 dossiers cost from opening to their applicants' hands. */
export async function measureLives(): Promise<Figure[]> {
  const spending = await overSpending(async (stack, measure, warm) => {
    // At night no SMS goes, and its notice is written once more for the morning.
    toOfficeHours(stack.clock)
    // The first life warms the functions; its decision and its return at home are what the second does not have.
    await liveOnce(stack, measure, 'home')
    warm()
    await liveOnce(stack, measure, 'interlinked')
  }, median)
  const { life, calls } = lifeOf(spending, timesInALife)
  const lines = lifeLines(spending)
  const byPhone = lifeLines(spending, timesInALife, undefined, phoneFirst)
  const perLife = (name: string, value: number, unit: string): Figure => ({ name: `a life, ${name}`, value, unit })
  const calledOften = [...calls].filter(([, count]) => count >= 1).sort(([, a], [, b]) => b - a)
  return [
    ...sent.flatMap((name) => unitsOf(name, spending.parts.get(name))),
    ...noticeOf(life, calls.get('notices') ?? 0),
    ...Object.entries(timesInALife).map(([name, often]) => perLife(`assumed: ${name}`, often, 'times')),
    perLife('write units', life.writeUnits, 'units'),
    ...Object.entries(timesInALife).map(([name, often]) =>
      perLife(`write units of ${name}`, often * (spending.parts.get(name)?.writeUnits ?? 0), 'units'),
    ),
    ...[...kindsOf(spending)].map(([kind, units]) => perLife(`write units on ${kind}`, units, 'units')),
    perLife('read units', life.readUnits, 'units'),
    ...ofDeeds(spending, 'readUnits').map(([name, units]) => perLife(`read units of ${name}`, units, 'units')),
    ...ofDeeds(spending, 'objectWrites').map(([name, count]) =>
      perLife(`objects written by ${name}`, count, 'requests'),
    ),
    ...ofDeeds(spending, 'mails').map(([name, count]) => perLife(`mails of ${name}`, count, 'mails')),
    perLife('requests over HTTP', life.requests, 'requests'),
    perLife('messages over queues', life.messages, 'messages'),
    perLife('runs of stream readers', life.streamCalls, 'runs'),
    ...calledOften.map(([name, count]) =>
      perLife(
        `calls of ${name} (${Math.round(spending.msOf(name))} ms here at ${spending.memoryMbOf(name)} MB)`,
        count,
        'calls',
      ),
    ),
    ...Object.entries(assumed).map(([name, value]) => ({ name: 'assumed', value, unit: name })),
    ...lines.map(({ what, usd, isApart }) => ({
      name: `1,000 lives, ${what}${isApart ? ' (apart)' : ''}`,
      value: usd * 100,
      unit: 'US cents',
    })),
    {
      name: `1,000 lives, all without malware scanning, SMS, storage and WAF (${pricesOf})`,
      value: sumOf(lines),
      unit: 'USD',
      ...atMost(0.35),
    },
    {
      name: '1,000 lives, the same without mail, which is paid by the message as SMS are',
      value: lines.reduce((sum, { what, usd, isApart }) => sum + (isApart || what === 'mail' ? 0 : usd), 0),
      unit: 'USD',
      ...atMost(0.35),
    },
    { name: '1,000 lives, their SMS where everyday news goes by mail first', value: usdIn(lines, 'SMS'), unit: 'USD' },
    { name: '1,000 lives, the whole where a city has it go by SMS first', value: sumOf(byPhone), unit: 'USD' },
    { name: '1,000 lives, their SMS then', value: usdIn(byPhone, 'SMS'), unit: 'USD' },
  ]
}

const sumOf = (lines: readonly LifeLine[]) => lines.reduce((sum, { usd, isApart }) => sum + (isApart ? 0 : usd), 0)
const usdIn = (lines: readonly LifeLine[], name: string) => lines.find(({ what }) => what === name)?.usd ?? 0

/** How much of one thing each deed takes in a life; those that take none of it are left away. */
function ofDeeds({ parts }: Spending, of: 'objectWrites' | 'mails' | 'readUnits'): [string, number][] {
  return Object.entries(timesInALife).flatMap(([name, often]): [string, number][] => {
    const count = often * (parts.get(name)?.[of] ?? 0)
    return count > 0 ? [[name, count]] : []
  })
}

/** What is written most, by the kind of what comes first in a call, dearest first. */
function kindsOf({ parts }: Spending): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [name, often] of Object.entries(timesInALife))
    for (const [kind, units] of Object.entries(parts.get(name)?.unitsByKind ?? {}))
      sums.set(kind, (sums.get(kind) ?? 0) + often * units)
  return new Map([...sums].sort(([, a], [, b]) => b - a).slice(0, kindsShown))
}

function unitsOf(name: string, spent: Spent | undefined): Figure[] {
  if (!spent) return []
  const { writeUnits, readUnits, messages, batches, streamCalls, calls } = spent
  const runs = Object.values(calls).reduce((sum, count) => sum + count, 0)
  return [
    { name: `${name}, write units with all workers behind it`, value: writeUnits, unit: 'units' },
    { name: `${name}, read units with all workers behind it`, value: readUnits, unit: 'units' },
    { name: `${name}, messages sent`, value: messages, unit: 'messages' },
    { name: `${name}, batches received`, value: batches, unit: 'batches' },
    { name: `${name}, runs of functions (of them ${streamCalls} by the stream)`, value: runs, unit: 'runs' },
  ]
}

function noticeOf({ noticeUnits, mails, texts }: Omit<Spent, 'calls' | 'unitsByKind'>, runs: number): Figure[] {
  const notices = mails + texts
  if (notices === 0) return [{ name: 'notices that went out', value: 0, unit: 'notices' }]
  return [
    { name: 'notice, write units of its own state', value: noticeUnits / notices, unit: 'units' },
    { name: 'notice, runs of its worker, one a batch of messages', value: runs / notices, unit: 'runs' },
    { name: 'a life, notices by mail', value: mails, unit: 'notices' },
    { name: `a life, notices by SMS and chat`, value: texts, unit: 'notices' },
  ]
}
