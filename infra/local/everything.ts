import { join, resolve } from 'node:path'
import { type BusEvent, openBus } from './bus.ts'
import type { HeardCall } from './calls.ts'
import { type Clock, createClock } from './clock.ts'
import { holdFolder } from './data-lock.ts'
import { toldTo } from './environment.ts'
import { loadFirstSample } from './first-sample.ts'
import type { DemoAccount } from './identity/accounts.ts'
import { startIssuer } from './identity/issuer.ts'
import { type DemoMachine, keepMachine } from './identity/machine.ts'
import { startMail } from './partners/mail.ts'
import { createScanner, scanBeside } from './partners/malware.ts'
import { startMorePartners } from './partners/more-partners.ts'
import { startVnpost } from './partners/vnpost.ts'
import { anyPorts, type Ports } from './ports.ts'
import { keepSecrets, serveSecrets } from './secrets.ts'
import { keepSigningKey, serveSigning } from './signing.ts'
import { type Endpoints, type RunningStack, startStack } from './stack.ts'
import { startDynoxide } from './stores/dynoxide.ts'
import { startFauxqsProcess } from './stores/fauxqs.ts'
import { openS3Door } from './stores/s3-door.ts'
import { synthesise } from './synthesis.ts'
import { writeWhole } from './write-whole.ts'

export interface EverythingOptions {
  dataDir: string
  /** Free ones when left out. */
  ports?: Ports
  /** A ready assembly; otherwise one is made when the sources changed. */
  assemblyDir?: string
  accounts?: readonly DemoAccount[]
  /** Whether a new data folder gets the sample; it does when left out. */
  sample?: boolean
  clock?: Clock
  log?: (line: string) => void
  environment?: Record<string, string>
  maxWorkers?: number
  retrySeconds?: number
  /** Nothing runs by itself. */
  isStill?: boolean
  /** Whether partners' books stand over a restart; they do when left out. Writing long ones takes the partners' time. */
  keepBooks?: boolean
  /** Schedules run when they are fired only. */
  areSchedulesByHand?: boolean
  /** Functions that no stream wakes. */
  streamsByHand?: readonly string[]
  /** For whoever measures: every call of a function, and the method of every request at the object store. */
  heardCall?: (call: HeardCall) => void
  heardObject?: (method: string) => void
}

/** Where everything answers, as told to people and to `places.json` in the data folder. */
export interface Places {
  api: string
  control: string
  citizenIssuer: string
  staffIssuer: string
  vnpost: string
  mail: string
  payments: string
  messages: string
  portals: string
  offices: string
}

export interface Everything {
  stack: RunningStack
  endpoints: Endpoints
  places: Places
  accounts: readonly DemoAccount[]
  machine: DemoMachine
  clock: Clock
  dataDir: string
  stop(): Promise<void>
}

/** Starts the whole system on one data folder: stores, issuers, partners, then the runner. All or nothing. */
export async function startEverything(options: EverythingOptions): Promise<Everything> {
  const stops: (() => unknown)[] = []
  const dataDir = resolve(options.dataDir)
  const log = options.log ?? (() => {})
  let ended: Promise<void> | undefined
  const stop = () => {
    ended ??= stopInOrder(stops, log)
    return ended
  }
  const keep = <T extends { stop(): unknown }>(part: T): T => {
    stops.push(() => part.stop())
    return part
  }
  try {
    stops.push(holdFolder(dataDir))
    const clock = options.clock ?? createClock()
    const accounts = options.accounts ?? (await import('./load-sample.ts')).demoAccounts
    const ports = options.ports ?? (await anyPorts())
    const at = (...path: string[]) => join(dataDir, ...path)
    const mailTold: { tell?: TellMail } = {}
    const machine = keepMachine(at('identity', 'machine.json'))
    // Side by side; every one is waited for even when another fails, so that what did start is stopped.
    const [made, dynamodb, fauxqs, around] = await allOrNothing([
      options.assemblyDir ?? synthesise(log),
      startTable(at('dynamodb'), ports.dynamodb, log).then(keep),
      startFauxqsProcess({ folder: at('fauxqs'), port: ports.sqs, log }).then(keep),
      startSurroundings({
        ...{ dataDir, ports, clock, accounts, machine, keep },
        keepBooks: options.keepBooks ?? true,
        tellMail: (...told) => mailTold.tell?.(...told),
      }),
    ] as const)
    const bus = openBus({ file: at('bus.sqlite'), clock })
    stops.push(() => bus.close())
    const s3 = keep(
      await openS3Door({
        ...{ port: ports.s3, behind: fauxqs.url, folder: at('arrivals'), bus, clock },
        heard: options.heardObject,
      }),
    )
    const endpoints: Endpoints = { ...around, dynamodb: dynamodb.url, sqs: fauxqs.url, s3: s3.url }
    const { environment, maxWorkers, retrySeconds, isStill } = options
    const scan = createScanner({
      bus,
      isScanned: (bucket) => bucket.includes('quarantine'),
      fetchObject: (bucket, key) => fetchFrom(fauxqs.url, bucket, key),
    })
    const stack = keep(
      await startStack({
        assemblyDir: made,
        dataDir,
        ports: { http: ports.http, control: ports.control },
        endpoints,
        clock,
        bus: scanBeside(bus, scan),
        log,
        ...(options.sample !== false && {
          prepare: (model) => loadFirstSample({ model, endpoints, markFile: at('sample.json') }),
        }),
        ...(environment && { environment }),
        ...(maxWorkers !== undefined && { maxWorkers }),
        ...(retrySeconds !== undefined && { retrySeconds }),
        ...(isStill && { isStill }),
        areSchedulesByHand: options.areSchedulesByHand,
        streamsByHand: options.streamsByHand,
        heardCall: options.heardCall,
      }),
    )
    const { mailEvents } = stack.model
    mailTold.tell = (set, event) => {
      const type = String(event.detail.eventType).toLowerCase()
      if (mailEvents.some((one) => one.set === set && one.events.includes(type))) bus.publish(event)
    }
    const { citizenIssuer, staffIssuer, vnpost, ses: mail, payments, messages, portals, offices } = around
    const partners = { vnpost, mail, payments, messages, portals, offices }
    const places = { api: stack.httpUrl, control: stack.controlUrl, citizenIssuer, staffIssuer, ...partners }
    writeWhole(at('endpoints.json'), JSON.stringify(storesOf(stack, endpoints), null, 2))
    writeWhole(at('places.json'), JSON.stringify(places, null, 2))
    return { stack, endpoints, places, accounts, machine, clock, dataDir, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Where the stores are and what they hold is called: for commands that write from beside, such as the import. */
function storesOf({ model }: RunningStack, { dynamodb, s3, sqs, signing }: Endpoints) {
  const named = (setting: string) => toldTo(model, setting)
  const catalogueBucket = named('CATALOGUE_BUCKET')
  const cleanBucket = named('CLEAN_BUCKET')
  const audit = { auditBucket: named('AUDIT_BUCKET'), auditKeyId: named('AUDIT_KEY_ID'), signing }
  const queues = Object.fromEntries(
    model.functions.flatMap((fn) => Object.entries(fn.environment).filter(([name]) => name.endsWith('_QUEUE_URL'))),
  )
  return { dynamodb, s3, sqs, queues, tableName: named('TABLE_NAME'), catalogueBucket, cleanBucket, ...audit }
}

type TellMail = (configurationSet: string, event: BusEvent) => void
type Keep = <T extends { stop(): unknown }>(part: T) => T

/** Those around the system: who signs people in, who keeps its keys, who carries its post and mail. */
async function startSurroundings(options: {
  dataDir: string
  ports: Ports
  clock: Clock
  accounts: readonly DemoAccount[]
  machine: DemoMachine
  keep: Keep
  keepBooks: boolean
  tellMail: TellMail
}) {
  const { ports, clock, accounts, machine, keep, keepBooks, tellMail: tell } = options
  const at = (...path: string[]) => join(options.dataDir, ...path)
  const keys = () => {
    const { vnpostKey: key, vnpostSecret: secret } = keepSecrets(at('secrets.json'))
    return { key, secret }
  }
  // Made once, before two ask at the same moment.
  keys()
  const privateKeyPem = keepSigningKey(at('audit-key.pem'))
  const more = startMorePartners({ dataDir: options.dataDir, ports, clock, keepBooks })
  const [vault, signing, citizen, staff, vnpost, mail, payments, messages, portals, offices] = await allOrNothing([
    serveSecrets({ port: ports.secrets, file: at('secrets.json') }).then(keep),
    serveSigning({ port: ports.signing, privateKeyPem }).then(keep),
    startIssuer({ kind: 'citizen', port: ports.citizenIssuer, keyFile: at('identity', 'citizen.json'), accounts }).then(
      keep,
    ),
    startIssuer({
      kind: 'staff',
      port: ports.staffIssuer,
      keyFile: at('identity', 'staff.json'),
      accounts,
      machine,
    }).then(keep),
    startVnpost({ port: ports.vnpost, file: keepBooks ? at('partners', 'vnpost.json') : undefined, keys, clock }).then(
      keep,
    ),
    startMail({ port: ports.mail, file: at('partners', 'mail.jsonl'), clock, tell }).then(keep),
    more.payments.then(keep),
    more.messages.then(keep),
    more.portals.then(keep),
    more.offices.then(keep),
  ] as const)
  return {
    secretsManager: vault.url,
    signing: signing.url,
    citizenIssuer: citizen.url,
    staffIssuer: staff.url,
    vnpost: vnpost.url,
    ses: mail.url,
    payments: payments.url,
    messages: messages.url,
    portals: portals.url,
    offices: offices.url,
  }
}

/** A DynamoDB of one's own stands in where the embedded one does not run. */
async function startTable(
  folder: string,
  port: number,
  log: (line: string) => void,
): Promise<{ url: string; stop(): unknown }> {
  const own = process.env.AWS_ENDPOINT_URL_DYNAMODB
  return own ? { url: own, stop: () => {} } : startDynoxide({ folder, port, log })
}

async function fetchFrom(s3: string, bucket: string, key: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(`${s3}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`)
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`the object could not be read: ${answer.status}`)
  return answer.bytes()
}

async function allOrNothing<const T extends readonly unknown[]>(
  parts: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}

/** The last started is stopped first; one that will not stop does not keep the others. */
async function stopInOrder(stops: readonly (() => unknown)[], log: (line: string) => void): Promise<void> {
  for (const stop of stops.toReversed()) {
    try {
      await stop()
    } catch (error) {
      log(`while stopping: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
