import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Claims } from '../../shared/access/claims.ts'
import { workArchive } from '../../shared/desk/audit/work-archive.ts'
import { enterSearchWords } from '../../shared/desk/dossiers/enter-search-words.ts'
import { receiptSecret } from '../../shared/desk/dossiers/look-up.ts'
import { workSheets } from '../../shared/desk/sheets/work-sheets.ts'
import type { ShownThing } from '../../shared/dossier/people/data-read.ts'
import { partiesClasses, partyClasses, scanClasses } from '../../shared/dossier/people/personal-data.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { shapeOf } from '../../shared/http/schemas.ts'
import { Outage } from '../../shared/outage.ts'
import { tuesday, ward } from '../given.ts'
import { linkToken } from '../memory/file-links.ts'
import { citizenClaims, type Knock, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const personal = [partyClasses, partiesClasses, scanClasses]
  .flatMap((classes) => Object.entries(classes))
  .flatMap(([field, one]) => (one === 'none' || field === 'name' ? [] : [field]))

/** What an answer may carry: a field that is classed as personal, text that people write as they like, or a link to a file. */
const telling = new Set([...personal, 'note', 'reason', 'detail', 'question', 'url'])

function fieldsOf(schema: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const one of schema) fieldsOf(one, into)
  else if (typeof schema === 'object' && schema !== null)
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(Object(value))) into.add(name)
      fieldsOf(value, into)
    }
  return into
}

const tells = (id: RouteId): string[] => {
  const schema = z.toJSONSchema(shapeOf(id).answer, { io: 'input', unrepresentable: 'any' })
  return [...fieldsOf(schema)].filter((field) => telling.has(field))
}

/** Doors that show somebody's data, and as what each look stands in the log. */
const logged: Partial<Record<RouteId, ShownThing>> = {
  readDossier: 'whole',
  downloadScan: 'scan',
  searchDossiers: 'search',
  downloadSheet: 'sheet',
  printSheet: 'print',
  reprintSheet: 'print',
  printRegister: 'register',
  downloadArchive: 'archive',
  readFeedback: 'feedback',
  readMine: 'whole',
  listMyPapers: 'papers',
  downloadMyScan: 'scan',
  downloadMySheet: 'sheet',
  downloadMyArchive: 'archive',
  fetchToldFile: 'scan',
}

const masked = 'the applicant is masked'
const history = 'the act itself stands in the history with its actor, and answers with what it was told'
const ownFile = 'answers with the file that the same person has just announced'
const catalogue = 'of procedures, not of people'
const offices = 'how an agency is reached'
const officers = 'why an officer is away; of no dossier'

/** Doors that show such a field and are not logged, each with why. */
const excused: Partial<Record<RouteId, string>> = {
  listMine: masked,
  listWork: masked,
  listOpinions: masked,
  findByCode: masked,
  openOnline: history,
  openAtDesk: history,
  act: history,
  actOnMine: history,
  explainMine: 'a line of the clock and its answer',
  explainDossier: 'a line of the clock and its answer',
  reserveMyScan: ownFile,
  confirmMyScan: ownFile,
  reuseMyPaper: 'a file of the owner’s own, logged in the dossier it came from before it stands',
  reserveScan: ownFile,
  confirmScan: ownFile,
  listSheets: 'names, numbers and reasons of prints; the sheet itself is logged',
  listMySheets: 'names, numbers and reasons of prints; the sheet itself is logged',
  listUnits: offices,
  listChanges: offices,
  announceChange: offices,
  listStandIns: officers,
  letStandIn: officers,
  endStandIn: officers,
  subscribeWebhook: 'addresses of systems; no dossier',
  listWebhooks: 'addresses of systems; no dossier',
  endWebhook: 'addresses of systems; no dossier',
  listAllWebhooks: 'addresses of systems; no dossier',
  endWebhookOf: 'addresses of systems; no dossier',
  downloadFigures: 'sums; no applicant',
  listIndices: 'criteria, and what each leaves out',
  putIndexSet: 'criteria, and what each leaves out',
  downloadIssue: 'sums; no applicant',
  downloadImpact: 'sums, and what the law asks; no applicant',
  downloadCorrections: 'sums and codes; no applicant',
  downloadReportJob: 'whoever stands in a list was logged as read when it was made, before any link',
  readIndex: 'shares, and what an indicator leaves out',
  downloadIndex: 'shares; no applicant',
  listHandEntries: 'figures of an agency, and why one was replaced; no applicant',
  enterByHand: 'figures of an agency, and why one was replaced; no applicant',
  reserveEvidence: ownFile,
  readRating: 'points of an agency, and what was said of them; no applicant',
  actOnRating: 'points of an agency, and what was said of them; no applicant',
  downloadRatings: 'points of agencies; no applicant',
  listEvidence: 'names and verdicts of an agency’s own reports; no applicant',
  downloadEvidence: 'an agency’s own report; no dossier lies behind it',
  downloadReconciliation: 'sums, codes and references of payments; no applicant',
  downloadOverdue: 'codes, steps and officers; no applicant',
  downloadDifferences: 'codes and states; no applicant',
  moveFeedback: 'the masked text, and what the heads themselves wrote',
  listSetAsides: 'why a message was set aside; a message says which history to read',
  readSetAside: 'why a message was set aside; a message says which history to read',
  redriveSetAside: 'why a message was set aside; a message says which history to read',
}
const ofCatalogue = [
  ...(['readProcedure', 'postingSheet', 'processDocument', 'readVersion', 'announceImport', 'listImports'] as const),
  ...(['readImport', 'startImport', 'readQuarantine', 'downloadImportReport'] as const),
]
const ofWorkflows = ['readWorkflow', 'putWorkflow'] as const
for (const id of [...ofCatalogue, ...ofWorkflows]) excused[id] = catalogue

const day = tuesday.slice(0, 10)
const leader = staffClaims(`${ward}/desk`, 'leader')
const watcher = staffClaims(`${ward}/desk`, 'supervisor')
const receptionist = staffClaims(`${ward}/desk`, 'reception')

/** An accepted dossier with a file, a receipt, a control sheet, search words and two archives. */
async function home() {
  const all = await accepted()
  const { id, knock, ports, desk } = all
  const scan = await ports.scans.find(id, 1)
  await ports.objects.keepClean('x', scan?.cleanKey ?? '', new Uint8Array(1), 'application/pdf')
  await workSheets(desk, { kind: 'doorbell', dossier: id, n: 2 })
  await enterSearchWords(desk, { kind: 'doorbell', dossier: id, n: 1 })
  const archives = [
    await knock('askArchive', leader, { path: { id }, body: { purpose: 'complaint' } }),
    await knock('askMyArchive', citizenClaims, { path: { id } }),
  ].map(({ json }) => String(Object(json.archive).id))
  for (const archive of archives) await workArchive(desk, archive)
  const proof = { code: all.code, factor: receiptSecret(ports.digests, id) }
  const told = await knock('tellFeedback', undefined, { body: { ...proof, kind: 'complaint', text: 'Chậm' } })
  const path = { id, n: '1', sheet: 'receipt-2', archive: archives[0] ?? '' }
  const link = (await desk.fileLinks.linker(day))?.({ dossier: id, n: 1 }).split('/').at(-1) ?? ''
  const asked: Partial<Record<RouteId, [Claims | undefined, Knock]>> = {
    readFeedback: [leader, { path: { feedback: String(told.json.id) } }],
    searchDossiers: [receptionist, { body: { name: 'thu tran' } }],
    printSheet: [receptionist, { path, body: { sheet: 'control' } }],
    reprintSheet: [receptionist, { path, body: { reason: 'Mất' } }],
    printRegister: [receptionist, { query: '?from=2026-03-01&to=2026-03-31' }],
    fetchToldFile: [undefined, { path: { link }, headers: { authorization: `Bearer ${linkToken}` } }],
    downloadArchive: [leader, { path }],
    downloadMyArchive: [citizenClaims, { path: { ...path, archive: archives[1] ?? '' } }],
  }
  const ask = (door: RouteId) => {
    const isOwners = routes.find((route) => route.id === door)?.issuer === 'citizen'
    const [claims, said] = asked[door] ?? [isOwners ? citizenClaims : receptionist, { path }]
    return knock(door, claims, said)
  }
  const looks = async () => {
    const { json } = await knock('readsOfDossier', watcher, { path })
    return [...Object(json.rows)].map((row) => [row.what.code, row.purpose.code, row.reader.kind])
  }
  return { ...all, ask, looks }
}

describe('every door', () => {
  it('that may tell of a person is logged, or says why not', () => {
    const doors = routes.map(({ id }) => id).filter((id) => tells(id).length > 0)
    const known = [...Object.keys(logged), ...Object.keys(excused)]
    // A print's row tells its reason only; that it was printed is logged all the same.
    expect([...new Set(known)].sort()).toEqual([...new Set(doors)].sort())
    expect(known).toHaveLength(new Set(known).size)
  })

  it.each(Object.entries(logged) as [RouteId, ShownThing][])(
    '%s is logged as %s, with its purpose',
    async (id, what) => {
      const { ask, looks } = await home()
      expect((await ask(id)).status).toBeLessThan(400)
      const issuer = routes.find((route) => route.id === id)?.issuer
      const isComplaint = id === 'downloadArchive' || id === 'readFeedback'
      const [purpose, kind] =
        issuer === 'citizen'
          ? ['owner', 'citizen']
          : issuer === 'partner'
            ? ['synchronisation', 'job']
            : [isComplaint ? 'complaint' : 'counter', 'officer']
      expect(await looks()).toEqual([[what, purpose, kind]])
    },
  )

  it.each(Object.keys(logged) as RouteId[])('%s stays shut while the log cannot be written', async (id) => {
    const { ask, desk, looks } = await home()
    const { readLog } = desk
    const silent = () => Promise.reject(new Outage('the table', undefined))
    desk.readLog = { ...readLog, keep: silent, keepAll: silent }
    const { status, text } = await ask(id)
    expect(status).toBe(503)
    expect(text).not.toMatch(/046090000001|memory:/)
    desk.readLog = readLog
    expect(await looks()).toEqual([])
  })

  it('takes a purpose that an officer names, for prints and registers too', async () => {
    const { id, knock, looks } = await home()
    const path = { id, sheet: 'receipt-2' }
    await knock('downloadSheet', receptionist, { path, query: '?purpose=complaint' })
    await knock('printSheet', receptionist, { path, body: { sheet: 'control', purpose: 'complaint' } })
    const query = '?from=2026-03-01&to=2026-03-31&purpose=complaint'
    await knock('printRegister', receptionist, { query })
    expect((await looks()).map(([what, purpose]) => [what, purpose]).sort()).toEqual([
      ['print', 'complaint'],
      ['register', 'complaint'],
      ['sheet', 'complaint'],
    ])
  })
})
