import type { Person } from '../../access/person.ts'
import type { Dossier, DossierFile } from '../../dossier/dossier.ts'
import { standingResults } from '../../dossier/interlinked/member-results.ts'
import { componentsOnHand, isFit, isKept, type PaperOnHand, resultsGiven } from '../../dossier/papers/papers-on-hand.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import type { Page } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { isCorrected } from '../dossiers/is-corrected.ts'
import { logRead } from '../dossiers/log-read.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'

/** A paper as its owner is shown it, with the name that the procedure gives it. */
export interface ListedPaper extends PaperOnHand {
  procedure: { code: string; name: string }
  name?: string
}

type Needs = Pick<Desk, 'dossiers' | 'scans'>
type Listing = Needs & Pick<Desk, 'digests' | 'catalogue' | 'readLog' | 'now'>

/** Dossiers that one page reads at most: each is a question to the table of its own. */
const dossiersAtOnce = 10

/**
 * Giấy tờ của tôi: newest dossier first, and of each what it gave back before what was handed in. A page may be short, or
 * empty, while there is a next one. Logged as shown before it is. Throws Outage.
 */
export async function listPapers(
  desk: Listing,
  person: Person,
  limit: number,
  occasion: Occasion,
  after?: string,
): Promise<Page<ListedPaper>> {
  const ownerRef = ownerRefOf(desk, person)
  if (ownerRef === undefined) return { rows: [] }
  const place = placeOf(after)
  const page = await desk.dossiers.ofOwner(ownerRef, dossiersAtOnce, place.dossiers)
  const files = await Promise.all(page.rows.filter(isKept).map(({ id }) => desk.dossiers.load(id)))
  const owned = files.filter((file) => file !== undefined)
  const all = (await Promise.all(owned.map((file) => papersOnHand(desk, file)))).flat()
  // Past the last one shown; were it gone meanwhile, these dossiers are shown from their first paper on rather than one too few.
  const rest = all.slice(all.findIndex((paper) => nameOf(paper) === place.shown) + 1)
  const shown = rest.slice(0, limit)
  const last = rest.length > limit ? shown.at(-1) : undefined
  const next = last ? await placeAt(desk, ownerRef, place, page.rows, last) : page.next && { dossiers: page.next }
  const from = owned.filter(({ dossier }) => shown.some((paper) => paper.dossier === dossier.id))
  const rows = (await Promise.all(from.map((file) => named(desk, file, shown)))).flat()
  // Not in one transaction: an owner who asks twice at once writes the same rows.
  await Promise.all(from.map(({ dossier }) => logRead(desk, person, dossier, { what: 'papers' }, occasion)))
  return { rows, ...(next && { next: JSON.stringify(next) }) }
}

/** What of one dossier its owner may use again. Throws Outage. */
export async function papersOnHand(desk: Needs, file: DossierFile): Promise<readonly PaperOnHand[]> {
  return [...(await given(desk, file)), ...componentsOnHand(file)]
}

/** Results lie with the part of a liên thông that made them; only a group's are told by its history. */
async function given(desk: Needs, { dossier, plan, scans }: DossierFile): Promise<readonly PaperOnHand[]> {
  const { id, code, result, returnedAt } = dossier
  if (code === undefined || result === undefined || returnedAt === undefined) return []
  const isGroup = plan?.steps.some(({ member }) => member !== undefined) ?? false
  const results = standingResults(dossier, isGroup ? await desk.dossiers.history(id) : [])
  const rows = resultsGiven(dossier, { results, isCorrected: await isCorrected(desk, dossier) })
  const found = await Promise.all(
    rows.map(async (row) => {
      const { dossier: maker, scan: n, number } = row.result
      const scan = maker === id ? scans.find((one) => one.n === n) : await desk.scans.find(maker, n)
      const paper = { kind: 'result', dossier: id, file: row.file, code, at: returnedAt, number } as const
      return scan && isFit(scan) ? [{ ...paper, scan }] : []
    }),
  )
  return found.flat()
}

async function named(desk: Listing, { dossier }: DossierFile, shown: readonly PaperOnHand[]): Promise<ListedPaper[]> {
  const own = shown.filter((paper) => paper.dossier === dossier.id)
  const asked = own.some(({ kind, scan }) => kind === 'component' && scan.paper !== undefined)
  const version = asked ? await desk.catalogue.procedure(dossier.procedure, dossier.procedureVersion) : undefined
  return own.map((paper) => {
    const name = version?.papers.find(({ id }) => id === paper.scan.paper)?.name
    const procedure = { code: dossier.procedure, name: dossier.procedureName }
    return { ...paper, procedure, ...(paper.kind === 'component' && name ? { name } : {}) }
  })
}

interface Place {
  dossiers?: string
  shown?: string
}

const nameOf = ({ dossier, file }: PaperOnHand): string => `${dossier}/${file}`

/** Amid the papers of one dossier: it is the first that the next page reads, so that newer ones move nobody's place. */
async function placeAt(
  desk: Needs,
  ownerRef: string,
  { dossiers }: Place,
  read: readonly Pick<Dossier, 'id'>[],
  last: PaperOnHand,
): Promise<Place> {
  const before = read.findIndex(({ id }) => id === last.dossier)
  const next = before > 0 ? (await desk.dossiers.ofOwner(ownerRef, before, dossiers)).next : dossiers
  return { ...(next !== undefined && { dossiers: next }), shown: nameOf(last) }
}

/** Where the last page ended, as it said itself: the door has looked at its seal. */
function placeOf(after: string | undefined): Place {
  if (after === undefined) return {}
  const { dossiers, shown }: { dossiers?: unknown; shown?: unknown } = Object(JSON.parse(after))
  return {
    ...(typeof dossiers === 'string' && { dossiers }),
    ...(typeof shown === 'string' && { shown }),
  }
}
