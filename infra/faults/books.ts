import type { Want } from '../../shared/dossier/dossier.ts'
import { brokenAt } from '../../shared/dossier/history/history.ts'
import { asideQueues } from '../../shared/messages/aside.ts'
import type { Places } from '../local/everything.ts'
import type { Lab } from './lab.ts'
import { headOf } from './people.ts'
import type { WorkerName } from './woken.ts'

/** How often each thing stands in somebody's books. */
export type Counts = Readonly<Record<string, number>>

export interface Finding {
  is: 'lost' | 'doubled'
  what: string
}

/** What should be told against what is told: less is lost, more is doubled. What begins with `!` must be nought, with `>=` no less, with `<=` no more. */
export function judge(should: Counts, told: Counts): Finding[] {
  return [...new Set([...Object.keys(should), ...Object.keys(told)])].flatMap((what): Finding[] => {
    const [aim, has] = [should[what] ?? 0, told[what] ?? 0]
    if (what.startsWith('!')) return has > 0 ? [{ is: 'lost', what: `${what}: ${has}` }] : []
    if (has === aim || (what.startsWith('>=') && has > aim) || (what.startsWith('<=') && has < aim)) return []
    return [{ is: has < aim ? 'lost' : 'doubled', what: `${what}: ${has} instead of ${aim}` }]
  })
}

const partners = ['payments', 'messages', 'portals', 'offices'] as const satisfies readonly (keyof Places)[]

/** Everything that anybody keeps about a dossier and its part: history, heads, marks, sheets, mails, partners' own books. */
export async function dossierBooks(
  lab: Lab,
  kin: readonly [string, ...string[]],
  workers: readonly (WorkerName & Want)[] = [],
): Promise<Counts> {
  const [id] = kin
  const { world, places } = lab
  const counts: Record<string, number> = {}
  const add = (what: string, count = 1) => {
    counts[what] = (counts[what] ?? 0) + count
  }
  const { code = id } = await headOf(world, id)
  const marks = await world.outbox.waiting('9999', 1000)
  for (const [place, one] of kin.entries()) {
    const whose = place === 0 ? 'dossier' : `part ${place}`
    const [file, events] = await Promise.all([world.dossiers.load(one), world.dossiers.history(one)])
    for (const event of events) add(`${whose}, event ${event.act}`)
    if (file?.dossier.version !== events.length) add(`!${whose}: head and history differ`)
    if (brokenAt(events) !== undefined) add(`!${whose}: history is broken`)
    add(`!${whose}: marks left`, marks.filter(({ dossier }) => dossier === one).length)
    const prints = await world.prints.ofDossier(one)
    for (const print of prints) add(`${whose}, sheet ${print.sheet}`)
    add(`!${whose}: sheets not drawn`, prints.filter(({ drawn }) => drawn === undefined).length)
    const line = await world.syncLedger.line(one)
    add(`!${whose}: owed to the portal`, line?.unsentSince === undefined ? 0 : 1)
    add(`>=${whose}: told to the portal`, line?.acknowledged?.n ?? 0)
    for (const worker of workers.filter((name) => name !== 'portal'))
      add(`>=${whose}, place of ${worker}`, await world.marks.cursor(one, worker))
    add(`${whose}, notices to agencies`, (await world.agencyNotices.of(one)).length)
    for (const scan of file?.scans ?? []) add(`${whose}, scan ${scan.state}`)
  }
  Object.assign(counts, await mailBooks(lab, code, kin))
  for (const { status } of await postBook(lab, [code, id])) add(`orders at the post, ${status}`)
  for (const partner of partners) add(`rows at ${partner}`, await told(`${places[partner]}/_control/state`, code))
  for (const queue of asideQueues.filter((name) => name !== 'mails')) {
    const { rows } = await world.marks.setAsides(queue, 1000)
    add(
      `set aside from ${queue}`,
      rows.filter(({ body, redriven }) => redriven === undefined && (body.includes(id) || body.includes(code))).length,
    )
  }
  return counts
}

/** Mails that went, never more; and those of which nobody knows whether they went, which count as told of, once, where it is looked at. */
export async function mailBooks({ world, places }: Lab, text: string, names: readonly string[]): Promise<Counts> {
  const went = await told(`${places.mail}/_control/messages`, text)
  const { rows } = await world.marks.setAsides('mails', 1000)
  const unknown = rows.filter(({ body }) => names.some((name) => body.includes(name))).length
  return { '<=mails': went, '>=mails, or set aside as unknown': went + unknown }
}

interface PostOrder {
  OrderNumber: string
  ItemCode: string
  status: string
}

/** Orders in the post's own book that name one of these. */
export async function postBook({ places }: Pick<Lab, 'places'>, names: readonly string[]): Promise<PostOrder[]> {
  const book: PostOrder[] = await (await fetch(`${places.vnpost}/_control/orders`)).json()
  return book.filter((order) => names.some((name) => JSON.stringify(order).includes(name)))
}

/** The rows of a partner's book that name this text; a book is a list, or lists under names. */
export async function told(url: string, text: string): Promise<number> {
  const book: unknown = await (await fetch(url)).json()
  return rowsOf(book).filter((row) => JSON.stringify(row).includes(text)).length
}

function rowsOf(book: unknown): readonly unknown[] {
  if (Array.isArray(book)) return book
  return typeof book === 'object' && book !== null ? Object.values(book).flatMap(rowsOf) : [book]
}
