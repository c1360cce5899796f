import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { Desk } from '../../desk/desk.ts'
import { enterByHand } from '../../desk/indices/enter-by-hand.ts'
import { evidenceOf, linkToEvidence, mayJudge, reserveEvidence } from '../../desk/indices/keep-evidence.ts'
import { putIndexSet } from '../../desk/indices/put-index-set.ts'
import { type IndexNeeds, runIndex } from '../../desk/indices/run-index.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import { brokenEntries, standing } from '../../reports/indices/hand-entries.ts'
import type { IndexSet } from '../../reports/indices/index-set.ts'
import { everySet } from '../../reports/indices/index-sets.ts'
import { refuse } from '../problems.ts'
import { showEntry, showIndex } from '../views/indices.ts'
import { showScan, showSlot } from '../views/scan.ts'
import type { Answers } from './answer.ts'

export type IndicesDesk = IndexNeeds &
  Pick<Desk, 'scans' | 'limits' | 'pause' | 'chance' | 'province'> & { objects: ScanLinks }
type Officer = Extract<Person, { kind: 'officer' }>

/** Bộ chỉ số: what an agency is measured by, what is entered by hand for it, and on what evidence. */
export const reckoned = {
  listIndices: async (_, desk) => ({ sets: everySet(await desk.ratings.sets()).map(plain) }),

  putIndexSet: async ({ body }, desk) => {
    const put = await putIndexSet(desk, body)
    return isObjection(put) ? put : { set: plain(put) }
  },

  readIndex: async ({ person, path, query }, desk) => {
    const wish = wishOf(person, path.index, query)
    if (!(await mayJudge(desk, person, wish.agency, wish))) return refuse('not-your-agency')
    const run = await runIndex(desk, path.index, wish.agency, { from: query.from, to: query.to })
    return run && showIndex(run, { directory: await directory(desk) })
  },

  listHandEntries: async ({ person, path, query }, desk) => {
    const wish = wishOf(person, path.index, query)
    if (!(await mayJudge(desk, person, wish.agency, wish))) return refuse('not-your-agency')
    const entries = await desk.ratings.entries(wish.agency, wish)
    const [stand, scene] = [standing(entries), { directory: await directory(desk) }]
    const rows = entries.toSorted((a, b) => (a.code === b.code ? a.n - b.n : a.code < b.code ? -1 : 1))
    return {
      rows: rows.map((entry) => showEntry(entry, stand.get(entry.code)?.n === entry.n, scene)),
      broken: [...brokenEntries(entries)],
    }
  },

  enterByHand: async ({ person, path, body, key }, desk) => {
    const entry = await enterByHand(desk, person, path.index, body, key)
    if (isObjection(entry)) return entry
    return { entry: showEntry(entry, entry.value.kind !== 'none', { directory: await directory(desk) }) }
  },

  reserveEvidence: async ({ person, path, body }, desk) => {
    const { from, to, ...file } = body
    if (file.size > desk.limits.scanMaxBytes) {
      const detail = `Tệp lớn hơn ${desk.limits.scanMaxBytes} byte.`
      return { faults: [{ where: 'body.size', code: 'too-big' as const, detail }] }
    }
    const reserved = await reserveEvidence(desk, person, { index: path.index, from, to }, file)
    if (isObjection(reserved)) return reserved
    return showSlot(reserved)
  },

  listEvidence: async ({ person, path, query }, desk) => {
    const wish = wishOf(person, path.index, query)
    if (!(await mayJudge(desk, person, wish.agency, wish))) return refuse('not-your-agency')
    return { rows: (await evidenceOf(desk, wish.agency, wish)).map(showScan) }
  },

  downloadEvidence: ({ person, path, query }, desk) => {
    const { agency, ...period } = wishOf(person, path.index, query)
    return linkToEvidence(desk, person, agency, period, path.n)
  },
} satisfies Omit<Answers<'indices', IndicesDesk>, 'actOnRating' | 'readRating' | 'listRatings'>

export function wishOf(
  person: Officer,
  index: string,
  { agency, from, to }: { agency?: string | undefined; from: string; to: string },
) {
  return { index, agency: agency ?? agencyOf(person.unit), from, to }
}

/** Lists that may be added to, as the answer's shape has them. */
function plain(set: IndexSet) {
  return {
    ...set,
    levels: set.levels && [...set.levels],
    grades: set.grades && [...set.grades],
    groups: set.groups.map(({ criteria, ...group }) => ({
      ...group,
      criteria: criteria.map(({ formula, ...criterion }) => ({
        ...criterion,
        formula:
          formula.kind === 'steps'
            ? { ...formula, rows: formula.rows.map(({ points, when }) => ({ points, when: [...when] })) }
            : formula,
      })),
    })),
  }
}
