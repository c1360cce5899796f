import type { ActOf } from './acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from './circumstances.ts'
import { pause, resume } from './clock.ts'
import { reckoned } from './clocks.ts'
import type { DossierFile } from './dossier.ts'
import { type Objection, object } from './objections.ts'
import { scanProofs, unfinishedUploads } from './reception.ts'

/** Yêu cầu bổ sung: at reception no clock runs; at appraisal it pauses, for the part and its parent alike. */
export function askSupplement(act: ActOf<'ask-supplement'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const detail = { papers: act.papers }
  if (dossier.status === 'registered') {
    const next = advance(dossier, c.at, {
      status: 'supplement-requested',
      supplementStage: 'reception',
      answerDueAt: undefined,
    })
    return {
      changes: [
        { next, event: { act: 'ask-supplement', reason: act.reason, detail: { ...detail, stage: 'reception' } } },
      ],
    }
  }
  const whole = dossier.parent ? c.kin : c.file
  const allowed = c.file.plan?.supplementLimit ?? 1
  if ((whole?.dossier.supplementCount ?? 0) >= allowed) return object('supplement-used-up')
  const changes = kinOf(c).map((file): ChangeDraft => {
    const next = advance(file.dossier, c.at, {
      status: 'supplement-requested',
      supplementStage: 'appraisal',
      clock: 'paused',
      supplementCount: file.dossier.supplementCount + 1,
    })
    return {
      next,
      ledger: [...file.ledger, pause(c.at, 'supplement')],
      event: { act: 'ask-supplement', reason: act.reason, detail: { ...detail, stage: 'appraisal' } },
    }
  })
  return { changes }
}

/** Nộp bổ sung: back to where it was, the due moment reckoned anew. */
export function supplement(act: ActOf<'supplement'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.parent) return object('not-now')
  const unfinished = unfinishedUploads(c)
  if (unfinished.length > 0) return object('components-not-ready', unfinished)
  const note = act.note === undefined ? {} : { note: act.note }
  const event = { act: 'supplement', ...note, detail: { scans: scanProofs(c.file.scans) } } as const
  if (dossier.supplementStage === 'reception') {
    // The answer is owed anew from here: eight hours of the whole application.
    const next = advance(dossier, c.at, { status: 'registered', supplementStage: undefined, stageFrom: c.at })
    return { changes: [{ next: reckoned(next, c.file, c), event }] }
  }
  return { changes: kinOf(c).map((file) => ({ ...resumed(file, c), event })) }
}

function resumed(file: DossierFile, c: Circumstances): Omit<ChangeDraft, 'event'> {
  const ledger = [...file.ledger, resume(c.at, 'supplement')]
  const running = advance(file.dossier, c.at, { status: 'in-progress', supplementStage: undefined, clock: 'running' })
  return { next: reckoned(running, { ...file, ledger }, c), ledger }
}

/** The dossier and, when a part is out or this is one, its other half. */
function kinOf(c: Circumstances): readonly DossierFile[] {
  return c.kin ? [c.file, c.kin] : [c.file]
}
