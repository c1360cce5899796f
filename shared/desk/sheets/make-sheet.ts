import { createHash } from 'node:crypto'
import type { Actor } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import type { DossierEvent } from '../../dossier/dossier.ts'
import type { SheetName } from '../../dossier/history/sheets.ts'
import type { Facts } from '../../forms/facts.ts'
import { type Page, pageDigest } from '../../forms/page.ts'
import { type Print, printId, seriesOf } from '../../forms/print.ts'
import { pageOf } from '../../forms/sheets.ts'
import { type Template, templateOn } from '../../forms/templates.ts'
import type { Desk } from '../desk.ts'
import { receiptSecret } from '../dossiers/look-up.ts'
import type { Whole } from '../dossiers/read-whole.ts'
import { directory } from '../surroundings.ts'

export type SheetNeeds = Pick<
  Desk,
  'dossiers' | 'catalogue' | 'objects' | 'prints' | 'digests' | 'draw' | 'lookUpAddress' | 'now'
>

export interface Wish {
  dossier: string
  sheet: SheetName
  event: DossierEvent
  revision?: { n: number; at: Instant; reason: string; by: Actor; request: string }
}

/**
 * Makes a sheet: number, page, drawing, store, record. Asked again for the same event and revision, it is the same print with
 * the same number; what a crash left half done is taken up where it stopped. `undefined` when no such sheet existed on that
 * day. Throws Outage.
 */
export async function makeSheet(desk: SheetNeeds, whole: Whole, wish: Wish): Promise<Print | undefined> {
  const { event, sheet, revision } = wish
  const procedure = await desk.catalogue.procedure(whole.file.dossier.procedure, whole.file.dossier.procedureVersion)
  const fields = (procedure?.fields ?? []).map(({ name }) => name)
  const template = templateOn(sheet, dayOf(event.at), fields)
  if (!template) return undefined
  const agency = issuingAgency(sheet, whole, event)
  const first = await firstOf(desk, wish)
  const begun = await desk.prints.begin(
    {
      ...draftOf(wish, template),
      ...promisedIn(wish, whole),
      ...(first?.number === undefined ? {} : { number: first.number }),
    },
    revision ? undefined : seriesOf(sheet, template.suffix, agency, event.at),
  )
  if (begun.drawn) return begun
  const facts = await factsOf(desk, whole, wish, template, begun)
  const page = pageOf(sheet, { ...facts, papers: procedure?.papers ?? [] })
  return keep(desk, begun, page)
}

function draftOf({ dossier, sheet, event, revision }: Wish, template: Template): Print {
  const base = { dossier, sheet, event: event.n, template: template.version }
  if (!revision) return { ...base, revision: 0, at: event.at, by: event.by }
  const { n, at, reason, by, request } = revision
  return { ...base, revision: n, at, reason, by, request }
}

/** A draft says which due moment stands in it, so that it is known when the dossier has another. */
function promisedIn({ sheet }: Wish, { file }: Whole): Pick<Print, 'promised'> {
  const { dueAt } = file.dossier
  return sheet === 'apology-draft' && dueAt !== undefined ? { promised: dueAt } : {}
}

export interface Again {
  reason: string
  by: Actor
  at: Instant
  /** What asked for it: asked again, it is the same reprint. */
  request: string
}

/** The next revision of a first print, or the one this request has made already. Throws Outage. */
export async function makeRevision(
  desk: SheetNeeds,
  whole: Whole,
  first: Print,
  again: Again,
): Promise<Print | undefined> {
  const event = whole.history.find(({ n }) => n === first.event)
  if (!event) return undefined
  const all = await desk.prints.ofDossier(first.dossier)
  const before = all.filter(({ sheet, event: n }) => sheet === first.sheet && n === first.event)
  const begun = before.find(({ request }) => request === again.request)
  const { dossier, sheet } = first
  for (let n = begun?.revision ?? before.length; ; n += 1) {
    const revision = { ...again, at: begun?.at ?? again.at, n }
    const print = await makeSheet(desk, whole, { dossier, sheet, event, revision })
    // Two at once: whoever finds the other's print under its number takes the next one.
    if (print === undefined || print.request === again.request) return print
  }
}

/** A reprint bears the number of the first print. */
async function firstOf(desk: SheetNeeds, { dossier, sheet, event, revision }: Wish): Promise<Print | undefined> {
  if (!revision) return undefined
  const prints = await desk.prints.ofDossier(dossier)
  return prints.find((print) => printId(print) === printId({ sheet, event: event.n, revision: 0 }))
}

/** Whose series the number is of. */
function issuingAgency(sheet: SheetName, { file }: Whole, event: DossierEvent): string {
  if (sheet === 'apology-draft') return agencyOf(file.dossier.holder)
  const handling = sheet === 'handover' || sheet === 'apology'
  return agencyOf(handling ? (event.by.unit ?? event.holder) : file.dossier.receivingUnit)
}

async function factsOf(
  desk: SheetNeeds,
  { file, history, kin }: Whole,
  { event, revision }: Wish,
  template: Template,
  print: Print,
): Promise<Facts> {
  const { code, id } = file.dossier
  const replaced = await replacedBy(desk, print)
  return {
    template,
    ...(replaced === undefined ? {} : { replaced }),
    ...(print.number === undefined ? {} : { number: print.number }),
    event,
    at: event.at,
    file,
    history,
    kin,
    units: await directory(desk),
    papers: [],
    secret: receiptSecret(desk.digests, id),
    ...(code === undefined ? {} : { lookUpAddress: desk.lookUpAddress.replace('{code}', encodeURIComponent(code)) }),
    ...(revision ? { revision: { n: revision.n, at: revision.at, reason: revision.reason } } : {}),
  }
}

/** The moment in the draft that this one takes the place of. */
async function replacedBy(desk: SheetNeeds, { dossier, sheet, promised }: Print): Promise<Instant | undefined> {
  if (sheet !== 'apology-draft') return undefined
  const drafts = (await desk.prints.ofDossier(dossier)).filter((one) => one.sheet === sheet && one.drawn)
  return drafts.findLast((one) => one.promised !== promised)?.promised
}

/** The drawing, which carries the data that made it, under a name that tells nobody anything. */
async function keep(desk: SheetNeeds, begun: Print, page: Page): Promise<Print> {
  const bytes = await desk.draw(page)
  const digest = pageDigest(page)
  // Keyed, so that nobody finds out by guessing what stands on the sheet.
  const key = desk.digests.ofLookupFactor(begun.dossier, `${printId(begun)}#${digest}`)
  const of = { dossier: begun.dossier, print: printId(begun) }
  await desk.objects.putSheet(`${key}.pdf`, bytes, 'application/pdf', of)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return desk.prints.finish(begun, { key, sha256, pageDigest: digest })
}
