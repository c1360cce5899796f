import { addDays, dayOf } from '../../shared/calendar/day.ts'
import { askReport } from '../../shared/desk/reports/ask-report.ts'
import { findReportJob } from '../../shared/desk/reports/report-jobs.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { issueFormats, issueKey } from '../../shared/reports/figures/issue.ts'
import type { Counts } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, communes, home, officerIn, ringOnly } from './people.ts'
import { recordsSince, type Story } from './story.ts'

/** What happened at the home commune today, kind by kind; counted on top of what stood there. */
async function figuresOf({ world }: Lab, day: string): Promise<Counts> {
  const counts: Record<string, number> = {}
  for (const { flows } of await world.counters.lines(home, { from: day, to: day }))
    for (const [name, count] of Object.entries(flows)) counts[name] = (counts[name] ?? 0) + count
  return counts
}

async function received(lab: Lab): Promise<{ id: string; books: () => Promise<Counts> }> {
  const day = dayOf(lab.world.now())
  const before = await figuresOf(lab, day)
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  const books = async () => {
    const now = await figuresOf(lab, day)
    const marks = await lab.world.counters.counted([id])
    const grown = Object.entries(now).map(([name, count]) => [`figure ${name}`, count - (before[name] ?? 0)])
    return { ...Object.fromEntries(grown), 'events counted': marks.get(id)?.through ?? 0 }
  }
  return { id, books }
}

/** The stream's records of a dossier, for whoever counts. */
export async function counted(lab: Lab): Promise<Story> {
  const records = await recordsSince(lab)
  const { id, books } = await received(lab)
  return { dossier: id, event: await records(), books }
}

/** A dossier that the stream lost; all others are counted. */
export async function countedLate(lab: Lab): Promise<Story> {
  await lab.warm('counting-sweep')({ time: lab.world.now() })
  const { id, books } = await received(lab)
  return { dossier: id, event: { time: lab.world.now() }, books }
}

let asked = 0

/** The register of a commune was asked for as a file. */
export async function reportAsked(lab: Lab): Promise<Story> {
  const { world } = lab
  const id = await acceptOne(world)
  await ringOnly(world, [id])
  const to = dayOf(world.now())
  asked += 1
  const wish = { kind: 'register', agency: home, from: addDays(to, -30), to, format: 'xlsx' } as const
  const job = await askReport(world, officerIn(`${home}/leaders`, 'leader'), wish, { key: `report-${asked}` })
  if (isObjection(job)) throw new Error(job.objection)
  const state = async () => (await findReportJob(world, job.id))?.state
  return { books: async () => ({ [`report ${await state()}`]: 1 }), waits: async () => (await state()) === 'queued' }
}

const others = communes.filter(({ id }) => id !== home)

/** A month has ended, and an agency's reports of it are due. */
export async function monthEnded(lab: Lab): Promise<Story> {
  const { world } = lab
  asked += 1
  const agency = others[asked % others.length]?.id ?? home
  const month = `${2019 + Math.floor(asked / others.length)}-0${1 + (asked % 9)}`
  await world.doorbells.ringIssues(agency, month, `ring-${asked}`)
  const books = async () => {
    const issues = await world.issues.ofMonth(agency, month)
    const files = issues.flatMap((issue) => issueFormats.map((format) => issueKey(issue, format)))
    const links = await Promise.all(files.map((key) => world.objects.reportLink(key, 'x')))
    const drawn = issues.filter(({ isDrawn }) => isDrawn)
    return { issues: issues.length, drawn: drawn.length, files: links.filter((link) => link !== undefined).length }
  }
  return { books }
}
