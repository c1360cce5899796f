import type { Code } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { AlarmBell } from './alarm-bell.ts'
import { DeadLetters } from './dead-letters.ts'
import { DeskFunction } from './function.ts'
import { SetAside } from './set-aside.ts'

/** Every way in except `set-aside`, which stands behind all of them: what it does, its memory and its time. */
const ways = {
  intake: { does: 'Opens dossiers, gives upload slots, carries what citizens do', memoryMb: 1024, seconds: 25 },
  processing: { does: 'Carries what officers do; work lists, dossiers, downloads', memoryMb: 1024, seconds: 25 },
  lookup: { does: 'Public look-up by code and second factor', memoryMb: 512, seconds: 15 },
  catalogue: { does: 'Procedures and the API documentation, open to everybody', memoryMb: 512, seconds: 15 },
  reports: { does: 'Overdue reports and notices, for officers', memoryMb: 512, seconds: 25 },
  keeping: { does: 'Imports and the life of procedures, for administrators', memoryMb: 512, seconds: 25 },
  imports: { does: 'Takes a file of procedures through quarantine into the catalogue', memoryMb: 1769, seconds: 840 },
  operations: { does: 'Dead letters sent again; days declared', memoryMb: 512, seconds: 25 },
  printing: { does: 'Prints on demand, reprints, registers and the links to them', memoryMb: 1769, seconds: 25 },
  'scan-verdict': { does: 'Decides on each uploaded scan', memoryMb: 1536, seconds: 120, missed: 'verdicts' },
  outbox: { does: 'Rings the queues for events that want something sent', memoryMb: 512, seconds: 60 },
  'outbox-sweep': { does: 'Rings for what the stream lost', memoryMb: 512, seconds: 120, missed: 'runs' },
  counting: { does: 'Counts what happened into figures', memoryMb: 1024, seconds: 60 },
  'counting-sweep': { does: 'Counts what the stream lost, each night', memoryMb: 1024, seconds: 900, missed: 'runs' },
  transfers: { does: 'Notice and acknowledgement of transfers between agencies', memoryMb: 512, seconds: 60 },
  'postal-returns': { does: 'Shipment orders and their tracking', memoryMb: 512, seconds: 60 },
  'postal-tracking': { does: 'Asks the post what moved', memoryMb: 512, seconds: 120, missed: 'runs' },
  sheets: { does: 'Draws the sheets that acts call for', memoryMb: 1769, seconds: 60 },
  notices: { does: 'Notices to applicants, and to agencies by mail', memoryMb: 512, seconds: 60 },
  paying: { does: 'Where to pay, what became of it, and the gateways’ own calls', memoryMb: 512, seconds: 25 },
  payments: { does: 'Book of payments, electronic receipts, refunds', memoryMb: 512, seconds: 60 },
  'payment-queries': {
    does: 'Asks gateways about payments whose call never came; reconciles each night',
    memoryMb: 1024,
    seconds: 600,
    missed: 'runs',
  },
  'overdue-report': {
    does: 'What is overdue or falls due, each working day',
    memoryMb: 1024,
    seconds: 600,
    missed: 'runs',
  },
  'supplement-deadlines': {
    does: 'Notes which requests for papers have run out and which parcels are lost, each night',
    memoryMb: 512,
    seconds: 600,
    missed: 'runs',
  },
  'care-for-files': {
    does: 'Reads stored files again and removes those nobody names, a slice each night',
    memoryMb: 1024,
    seconds: 600,
    missed: 'runs',
  },
  'calendar-recount': {
    does: 'Reckons due moments anew when days are declared after the fact',
    memoryMb: 512,
    seconds: 600,
    missed: 'runs',
  },
  'audit-bill': {
    does: 'Signs the digests of the day before and locks them away',
    memoryMb: 1024,
    seconds: 900,
    missed: 'runs',
  },
  're-home': {
    does: 'Brings open dossiers to whoever took over from a unit or officer, by decision',
    memoryMb: 512,
    seconds: 600,
    missed: 'runs',
  },
  archives: { does: 'Packs one dossier with its files and proofs for whoever asked', memoryMb: 1024, seconds: 840 },
  reporting: {
    does: 'Makes the files that were asked for, and keeps the reports of each month',
    memoryMb: 1769,
    seconds: 840,
  },
  organisation: { does: 'Decisions about units, officers and workflows', memoryMb: 512, seconds: 25 },
  'partner-answers': {
    does: 'Asks partners outside after what they have of dossiers',
    memoryMb: 512,
    seconds: 300,
    missed: 'runs',
  },
  portal: { does: 'Tells the national portal, and compares what it shows', memoryMb: 512, seconds: 60 },
  'portal-watch': {
    does: 'Measures what the national portal is owed; rings the daily comparison',
    memoryMb: 512,
    seconds: 300,
    missed: 'runs',
  },
  webhooks: { does: 'Tells front ends that subscribed what happened', memoryMb: 512, seconds: 90 },
  satisfaction: {
    does: 'Surveys of applicants, their feedback and its answers',
    memoryMb: 512,
    seconds: 25,
  },
  indices: { does: 'Indices of agencies, entries by hand and their evidence', memoryMb: 512, seconds: 25 },
  search: { does: 'Enters dossiers under the words of their people', memoryMb: 512, seconds: 60 },
} as const

type WayIn = keyof typeof ways
export type FunctionName = WayIn | 'set-aside'
/** Each of them has its file `functions/<name>.ts`. */
export const everyWayIn: readonly string[] = [...Object.keys(ways), 'set-aside']
/** Those that draw: the fonts go beside their bundles. */
export const drawing: readonly string[] = ['sheets', 'printing', 'reporting'] satisfies FunctionName[]
/** The code of each function: its bundle, or a stand-in where only the template matters. */
export type DeskCode = (name: FunctionName) => Code
export interface DeskFunctionsProps {
  stage: Stage
  bell: AlarmBell
  code: DeskCode
}

/** All functions, with the two queues for events that found no working function. */
export function deskFunctions(scope: Construct, { stage, bell, code }: DeskFunctionsProps) {
  const own = (name: FunctionName) => ({ stage, code: code(name) })
  const setAside = new SetAside(scope, 'set-aside', {
    ...own('set-aside'),
    does: 'Moves dead letters with their reason into the table',
    memoryMb: 256,
    seconds: 120,
  })
  const verdicts = new DeadLetters(scope, 'lost-verdicts', {
    bell,
    setAside,
    heading: 'Scan verdicts lost',
    whenItFails: 'A scan stays in quarantine without a verdict, and its dossier cannot be accepted.',
  }).queue
  const runs = new DeadLetters(scope, 'missed-runs', {
    bell,
    setAside,
    heading: 'Scheduled runs missed',
    whenItFails: 'Agencies have no overdue list this morning, or parcels and unsent events are looked at late.',
  }).queue
  setAside.runsEveryTenMinutes(runs, bell)
  const missed = { verdicts, runs }
  const make = (name: WayIn) => {
    const way: { does: string; memoryMb: number; seconds: number; missed?: keyof typeof missed } = ways[name]
    const { missed: into, ...size } = way
    return new DeskFunction(scope, name, { ...own(name), ...size, ...(into ? { missed: missed[into] } : {}) })
  }
  const functions = {
    intake: make('intake'),
    processing: make('processing'),
    lookup: make('lookup'),
    catalogue: make('catalogue'),
    reports: make('reports'),
    keeping: make('keeping'),
    imports: make('imports'),
    operations: make('operations'),
    printing: make('printing'),
    'scan-verdict': make('scan-verdict'),
    outbox: make('outbox'),
    'outbox-sweep': make('outbox-sweep'),
    counting: make('counting'),
    'counting-sweep': make('counting-sweep'),
    transfers: make('transfers'),
    'postal-returns': make('postal-returns'),
    'postal-tracking': make('postal-tracking'),
    sheets: make('sheets'),
    notices: make('notices'),
    paying: make('paying'),
    payments: make('payments'),
    'payment-queries': make('payment-queries'),
    'overdue-report': make('overdue-report'),
    'supplement-deadlines': make('supplement-deadlines'),
    'care-for-files': make('care-for-files'),
    'calendar-recount': make('calendar-recount'),
    'audit-bill': make('audit-bill'),
    're-home': make('re-home'),
    search: make('search'),
    archives: make('archives'),
    reporting: make('reporting'),
    'partner-answers': make('partner-answers'),
    portal: make('portal'),
    'portal-watch': make('portal-watch'),
    webhooks: make('webhooks'),
    organisation: make('organisation'),
    satisfaction: make('satisfaction'),
    indices: make('indices'),
    'set-aside': setAside,
  } satisfies Record<FunctionName, DeskFunction>
  return { functions, setAside, missed }
}

export type Functions = ReturnType<typeof deskFunctions>['functions']
