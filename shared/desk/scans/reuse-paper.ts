import { randomUUID } from 'node:crypto'
import { actorOf, type Person } from '../../access/person.ts'
import type { Scan } from '../../dossier/dossier.ts'
import { digestOf, keyOf, type Said } from '../../dossier/history/history.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import type { PaperName, PaperOnHand } from '../../dossier/papers/papers-on-hand.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { mayAttach, racers, seen, unknownPaper } from './attach-scan.ts'
import { papersOnHand } from './list-papers.ts'

/** One of the owner's papers, and the paper of the procedure for which it is to stand. */
export interface ReuseInput extends PaperName {
  paper?: string
}

type Needs = Pick<Desk, 'dossiers' | 'scans' | 'catalogue' | 'digests' | 'readLog' | 'now' | 'limits'>
type Answer = { scan: Scan } | Objection

/**
 * Tái sử dụng giấy tờ: a paper handed in or given out earlier stands in this dossier as clean and confirmed. It names the object
 * that was judged then, whose key no other content ever has; no byte moves. Logged in the dossier it came from, before it stands.
 * Throws Outage.
 */
export async function reusePaper(
  desk: Needs,
  person: Person,
  id: string,
  input: ReuseInput,
  key: string,
  occasion: Occasion,
): Promise<Answer | undefined> {
  const file = await seen(desk, person, id)
  if (!file) return undefined
  const said: Said = { key: keyOf(person, key), body: digestOf(input) }
  const before = file.scans.find((scan) => isSaid(scan, said))
  if (before) return again(before, said)
  const refused = mayAttach(person, file.dossier, 'component') ?? (await unknownPaper(desk, file.dossier, input.paper))
  if (refused) return refused
  if (file.scans.filter(({ role }) => role === 'component').length >= desk.limits.scanMaxCount)
    return object('too-many-scans')
  const paper = input.dossier === id ? undefined : await paperNamed(desk, person, input)
  if (!paper) return noSuchPaper()
  const what = paper.kind === 'result' ? ({ what: 'result' } as const) : ({ what: 'scan', scan: paper.scan.n } as const)
  await logRead(desk, person, { id: paper.dossier }, what, occasion)
  const used = file.scans.at(-1)?.n ?? 0
  for (let n = used + 1; n <= used + racers; n += 1) {
    const scan = reusedScan(id, n, paper, input.paper, said, person, desk.now())
    if ((await desk.scans.reserve(id, scan)) === 'reserved') return { scan }
    const there = await desk.scans.find(id, n)
    // The very same request, sent twice at once.
    if (there && isSaid(there, said)) return again(there, said)
  }
  return object('too-many-scans')
}

const noSuchPaper = (): Objection =>
  objectAt('no-such-paper', 'body.file', 'Danh mục giấy tờ của bạn (`listMyPapers`) không có giấy tờ này.')

const isSaid = ({ reused }: Scan, { key }: Said): boolean => reused?.key === key

const again = (scan: Scan, { body }: Said): Answer => (scan.reused?.body === body ? { scan } : object('key-reused'))

/** One that its owner may use again; hidden, gone and never there are the same. */
async function paperNamed(desk: Needs, person: Person, { dossier, file }: PaperName): Promise<PaperOnHand | undefined> {
  const source = await seen(desk, person, dossier)
  return source && (await papersOnHand(desk, source)).find((paper) => paper.file === file)
}

/** Everything of the file as it was judged; only its place, and who put it there when, are of this dossier. */
function reusedScan(
  id: string,
  n: number,
  { kind, dossier, file, code, scan }: PaperOnHand,
  paper: string | undefined,
  { key, body }: Said,
  person: Person,
  at: string,
): Scan {
  const { fileName, type, size, sha256, state, cleanKey } = scan
  return {
    ...{ n, role: 'component', fileName, type, size, sha256, state },
    ...(paper !== undefined && { paper }),
    ...(cleanKey !== undefined && { cleanKey }),
    // Nothing is ever uploaded under it.
    quarantineKey: `${id}/${n}/${randomUUID()}`,
    ...{ by: actorOf(person), at, verdictAt: scan.verdictAt ?? scan.at },
    reused: { kind, dossier, file, code, key, body },
  }
}
