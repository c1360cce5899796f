import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { reckonDue } from '../../calendar/due.ts'
import type { PlacedFault } from '../../place.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { clocksOf, reckoned } from '../clocks/clocks.ts'
import type { DossierFile, Plan, Scan } from '../dossier.ts'
import { closedBook, moneyStateOf } from '../money/money-book.ts'
import { notNow } from '../not-now.ts'
import { numberOf, patternOn, roomOf, serialScope } from '../numbering.ts'
import { type Objection, object, objectAt } from '../objections.ts'
import { broughtInFiles } from '../papers/brought.ts'
import { unknownPapers } from '../papers/named-papers.ts'
import { isHandedIn, isOvertaken, unfinishedUploads, unusableFiles, uploadFault } from '../papers/uploads.ts'
import { withoutCollection } from '../post/carriages.ts'
import { homesNow } from '../system/re-home.ts'

/**
 * Nộp hồ sơ: from here the receiving agency owes an answer. A draft that lay until its procedure changed is made anew, and a
 * citizen learns of a file that nobody can use while it can still be replaced; one without its verdict is not waited for.
 */
export function submit(_act: ActOf<'submit'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (c.isOffered === false) return object('procedure-moved')
  const unfit = c.person.kind === 'citizen' ? unusableFiles(c.file.scans) : []
  const faults = [...unfinishedUploads(c), ...unfit]
  if (faults.length > 0) return object('components-not-ready', faults)
  const submitted = advance(dossier, c.at, {
    status: 'registered',
    submittedAt: c.at,
    stageFrom: undefined,
    // A draft lies on nobody's desk: no job finds it when its agency ends.
    ...homesNow(dossier, c.directory),
  })
  const next = reckoned(submitted, c.file, c)
  return {
    changes: [{ next, event: { act: 'submit', detail: { scans: scanProofs(c.file.scans) }, wants: ['search'] } }],
  }
}

const withoutPlan = objectAt(
  'procedure-closed',
  'dossier.procedure',
  'Phiên bản thủ tục của hồ sơ chưa gắn với quy trình nội bộ nào; quản trị danh mục ban hành quy trình trước.',
)

/** Tiếp nhận: papers complete, code given, clock started. */
export function accept(act: ActOf<'accept'>, c: Circumstances): Outcome | Objection {
  const { dossier, scans } = c.file
  const { plan } = c
  if (!plan) return withoutPlan
  const unknown = unknownPapers(act, c)
  if (unknown) return unknown
  const waived = act.waived ?? []
  const faults = paperFaults(plan, scans, new Set(waived.map((row) => row.paper)))
  if (faults.length > 0) return object('components-not-ready', faults)
  const first = plan.steps[0]
  if (!first) return withoutPlan
  const receiving = agencyOf(dossier.receivingUnit)
  const day = dayOf(c.at)
  const scope = serialScope(receiving, day)
  const serial = c.nextSerial(scope)
  const pattern = patternOn(c.patterns, 'dossier-code', day)
  const code = numberOf(pattern, receiving, day, serial)
  const accepted = advance(dossier, c.at, {
    status: 'accepted',
    clock: 'running',
    code,
    acceptedAt: c.at,
    stageFrom: c.at,
    step: first.n,
    holder: first.room,
    ...setsOf(act.sets),
  })
  const received = { dossier: accepted, plan, ledger: [] }
  const next = reckoned(accepted, received, c)
  const whole = clocksOf(received, c).find(({ clock }) => clock === 'whole')
  return {
    changes: [
      {
        next,
        ledger: [],
        plan,
        event: {
          act: 'accept',
          detail: {
            code,
            why: whole ? reckonDue(whole.question).why : [],
            scans: scanProofs(scans),
            ...(scans.length > 0 ? { inFiles: broughtInFiles(scans, act.handedIn) } : {}),
            ...(waived.length > 0 ? { waived } : {}),
            ...(act.handedIn?.length ? { handedIn: act.handedIn } : {}),
            ...(act.sets === undefined ? {} : { sets: act.sets }),
            ...(serial > roomOf(pattern) ? { beyondPattern: true } : {}),
          },
        },
      },
    ],
    serials: [{ scope, value: serial }],
  }
}

/** What the head keeps of the number of sets: nothing for the usual single one. */
export function setsOf(sets: number | undefined): { sets?: number | undefined } {
  return sets === undefined ? {} : { sets: sets > 1 ? sets : undefined }
}

/** Từ chối tiếp nhận, always with a reason; also when papers asked for at reception did not come in time. */
export function refuse(act: ActOf<'refuse'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.status === 'supplement-requested' && dossier.supplementStage !== 'reception') {
    return notNow(
      'supplementStage',
      'Hồ sơ đã tiếp nhận, đang chờ bổ sung khi thẩm định: dừng (stop) thay cho từ chối tiếp nhận.',
    )
  }
  const { supplementExpiredAt } = dossier
  const money = closedBook(c.file.money, act.reason, c.at)
  const next = advance(dossier, c.at, {
    status: 'refused',
    clock: 'stopped',
    answerDueAt: undefined,
    supplementDueAt: undefined,
    finishedAt: c.at,
    ...(money ? { money: moneyStateOf(money) } : {}),
  })
  const detail = {
    ...(act.ground === undefined ? {} : { ground: act.ground }),
    ...(supplementExpiredAt === undefined ? {} : { supplementExpiredAt }),
  }
  return {
    changes: [
      {
        next,
        event: withoutCollection(dossier, { act: 'refuse', reason: act.reason, detail }),
        ...(money ? { money } : {}),
      },
    ],
  }
}

/**
 * Which component stands in the way of reception, and why. Of each paper the newest file counts; a file beyond the
 * required ones that is not fit is a fault too, until the officer sets it aside as `#n` with a reason.
 */
function paperFaults(plan: Plan, scans: readonly Scan[], waived: ReadonlySet<string>) {
  const files = scans.filter(isHandedIn)
  const newestOf = (paper: string) => files.findLast((scan) => scan.paper === paper)
  const faults: PlacedFault[] = []
  for (const paper of plan.requiredPapers) {
    const newest = newestOf(paper.id)
    if (newest?.state === 'clean' || (!newest && waived.has(paper.id))) continue
    const why = newest ? uploadFault(newest).why : 'chưa có tệp; hãy tải lên, hoặc nêu ở waived kèm lý do'
    faults.push({ where: `dossier.requiredPapers.${paper.id}`, why: `${paper.name}: ${why}` })
  }
  const required = new Set(plan.requiredPapers.map((paper) => paper.id))
  const others = files.filter((scan) => {
    if (scan.paper === undefined) return !isOvertaken(scan, files)
    return !required.has(scan.paper) && newestOf(scan.paper) === scan
  })
  const unfit = others.filter(
    (scan) => scan.state !== 'clean' && (scan.state === 'uploaded' || !waived.has(`#${scan.n}`)),
  )
  return [...faults, ...unfit.map(uploadFault)]
}

/** What the receipt names: each file with its size and digest, and which paper on hand it is. */
export function scanProofs(scans: DossierFile['scans']) {
  return scans.filter(isHandedIn).map(({ n, size, sha256, state, reused }) => {
    const from = reused && { kind: reused.kind, dossier: reused.dossier, file: reused.file }
    return { n, size, sha256, state, ...(from && { reused: from }) }
  })
}
