import { holdsRole, type Person } from '../../access/person.ts'
import { commentFlags, filterComment } from '../../satisfaction/comments.ts'
import { type Feedback, feedbackKinds, feedbackStates } from '../../satisfaction/feedback.ts'
import { isOverdue } from '../../satisfaction/feedback-clocks.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'

const stateOf = ({ state }: Feedback) => ({ code: state, term: feedbackStates[state] })
const kindOf = ({ kind }: Feedback) => ({ code: kind, term: feedbackKinds[kind] })

/** As its sender sees it, without anything they said. */
export function showFollowed(feedback: Feedback) {
  const { id, at, dueAt, answer, refusal, rated, state, history } = feedback
  const asked = state === 'supplement-asked' ? history.findLast(({ act }) => act === 'ask-supplement')?.note : undefined
  return {
    id,
    kind: kindOf(feedback),
    at,
    state: stateOf(feedback),
    dueAt,
    answer,
    refusedBecause: refusal,
    asked,
    rated,
  }
}

/** As everybody sees it: masked, with its answer. */
export function showPublished(feedback: Feedback) {
  const { id, at, procedure, masked, answer = '', publicAnswer, late } = feedback
  const said = publicAnswer ?? filterComment(answer).masked
  return { id, kind: kindOf(feedback), procedure, at, text: masked, answer: said, lateStages: late.length }
}

export function showLine(feedback: Feedback, scene: Pick<Scene, 'directory' | 'at'>) {
  const { id, version, dossier, code, procedure, from, at, dueAt, flags, readBy, masked, late } = feedback
  return {
    id,
    version,
    agency: showUnit(scene, feedback.agency),
    dossier,
    code,
    procedure,
    kind: kindOf(feedback),
    from,
    at,
    state: stateOf(feedback),
    dueAt,
    isOverdue: isOverdue(feedback, scene.at),
    lateStages: late.length,
    flags: flags.map((flag) => ({ code: flag, term: commentFlags[flag] })),
    isRead: readBy !== undefined,
    text: masked,
  }
}

/** What was said word for word only for those who must know it: leaders and supervisors. */
export function showWhole(feedback: Feedback, person: Person | undefined, scene: Pick<Scene, 'directory' | 'at'>) {
  const { said, answer, refusal, rated, history } = feedback
  return {
    ...showLine(feedback, scene),
    said: person && holdsRole(person, ['leader', 'supervisor']) ? said : undefined,
    answer,
    refusedBecause: refusal,
    rated,
    history: history.map(({ at, by, act, note }) => ({
      at,
      by: by.kind === 'officer' ? (showOfficer(scene, by.id).name ?? by.id) : 'Người gửi',
      act,
      note: act === 'supplement' || act === 'ask-supplement' || act === 'refuse' ? note : undefined,
    })),
  }
}
