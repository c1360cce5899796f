import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { listPapers } from '../../desk/scans/list-papers.ts'
import { type ReuseInput, reusePaper } from '../../desk/scans/reuse-paper.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { turnPage } from '../cursors.ts'
import { showPaper } from '../views/paper.ts'
import { showScan } from '../views/scan.ts'

type Needs = Pick<Desk, 'dossiers' | 'scans' | 'catalogue' | 'digests' | 'readLog' | 'now' | 'limits'>
type Citizen = Extract<Person, { kind: 'citizen' }>

const usual = 20

/** Giấy tờ của tôi, a page sealed to this person. */
export async function papersOnPage(
  desk: Needs,
  person: Citizen,
  query: { limit?: number | undefined; after?: string | undefined },
  occasion: Occasion,
) {
  const bond = { person: `citizen:${person.id}`, route: 'listMyPapers', query: '' }
  const page = await turnPage(desk.digests, bond, query.after, (after) =>
    listPapers(desk, person, query.limit ?? usual, occasion, after),
  )
  return 'faults' in page ? page : { rows: page.rows.map(showPaper), next: page.next }
}

export async function reuse(
  desk: Needs,
  person: Citizen,
  id: string,
  body: ReuseInput,
  key: string,
  occasion: Occasion,
) {
  const reused = await reusePaper(desk, person, id, body, key, occasion)
  return reused === undefined || isObjection(reused) ? reused : { scan: showScan(reused.scan) }
}
