import type { Unit } from '../agencies/unit.ts'
import { dayOf, formatDay, formatInstant, parseInstant } from '../calendar/day.ts'
import type { Dossier, DossierEvent, DossierFile, ReturnWay } from '../dossier/dossier.ts'
import type { Obligation } from '../dossier/money/money-book.ts'
import { tellVnd } from '../dossier/money/vnd.ts'
import type { OutgoingMessage } from '../messages/outgoing.ts'
import { identityOf, type Notice } from './notice.ts'
import { frameOn, type NoticeCase, type NoticeTemplate } from './templates.ts'

const ways = {
  counter: 'mời đến quầy nhận',
  post: 'được gửi qua bưu chính',
  online: 'xem được trên cổng',
} as const satisfies Record<ReturnWay, string>

export interface Reaching {
  event: DossierEvent
  to: string
  lookUpAddress: string
  /** Nơi nhận hồ sơ: whom to ask; only mails name it. */
  office?: Pick<Unit, 'name' | 'address' | 'phone'> | undefined
  /** Mã khảo sát; it stands in the link's fragment, which a browser sends to nobody. */
  surveySecret: string
}

/** A correction is judged with what it corrects. */
export function invitesTo({ corrects }: Pick<Dossier, 'corrects'>, template: NoticeTemplate | undefined): boolean {
  return template?.invites !== undefined && corrects === undefined
}

/**
 * A notice in words. It names the dossier by its code (before reception by the day it was filed) and points to where it is
 * looked up, or without a code to where its owner signs in: no name, no number of a person, no reason, on no channel.
 */
export function writeNotice(
  notice: Notice,
  template: NoticeTemplate,
  { dossier, money }: Pick<DossierFile, 'dossier' | 'money'>,
  { event, to, lookUpAddress, office, surveySecret }: Reaching,
): OutgoingMessage {
  const { code, submittedAt, createdAt, returnBy } = dossier
  const called =
    code === undefined ? `hồ sơ nộp ngày ${formatDay((submittedAt ?? createdAt).slice(0, 10))}` : `hồ sơ ${code}`
  const row = money?.find(({ n }) => n === event.detail?.obligation)
  // One demand may be refunded several times: each news tells its own sum.
  const said = event.detail?.amountVnd
  const amountVnd = notice.kind === 'refunded' && typeof said === 'number' ? said : (row?.totalVnd ?? 0)
  const link =
    code === undefined ? new URL(lookUpAddress).origin : lookUpAddress.replace('{code}', encodeURIComponent(code))
  const fields: Record<string, string> = {
    dossier: called,
    Dossier: called.replace('h', 'H'),
    due: event.dueAt === undefined ? 'theo giấy tiếp nhận' : formatInstant(event.dueAt),
    until: untilOf(event),
    answerBy: answerByOf(dossier),
    payBy: row?.dueOn === undefined ? '' : `, hạn nộp ${formatDay(row.dueOn)}`,
    office: officeOf(office),
    amount: tellVnd(amountVnd),
    way: ways[returnBy],
    link,
    survey: `${link}#khao-sat=${surveySecret}`,
  }
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole)
  const special = caseOf(notice, row, event, dossier)
  const words = { ...template, ...(special && template.cases?.[special]) }
  const { due = '', amount = '', survey = '' } = fields
  const invites = invitesTo(dossier, template) ? `\n${template.invites}` : ''
  const frame = frameOn(dayOf(event.at))
  const closing = code === undefined ? frame?.closingWithoutCode : frame?.closing
  const mail = `${frame?.opening ?? ''}${words.mail}${invites}\n\n${closing ?? ''}`
  return {
    identity: identityOf(notice),
    to,
    subject: fill(words.subject),
    text: fill(notice.channel === 'mail' ? mail : words.short),
    template: {
      id: words.chat,
      fields: { dossier: called, due, amount, link, ...(notice.kind === 'survey-offered' ? { survey } : {}) },
    },
  }
}

/** As it stands when the notice goes: a postman may have been charged with the money since it was asked for. */
function caseOf(
  { kind }: Notice,
  row: Obligation | undefined,
  { act, detail }: DossierEvent,
  { returnBy }: Pick<Dossier, 'returnBy'>,
): NoticeCase | undefined {
  if (kind === 'fee-asked' && row?.codOrder !== undefined) return 'by-postman'
  if (kind === 'paid' && row?.notice !== undefined) return 'to-the-treasury'
  if (kind === 'supplement-asked' && detail?.stage === 'reception') return 'at-reception'
  if (kind === 'result-ready' && returnBy === 'counter') return 'at-counter'
  if (act === 'void-delivery') return 'given-to-another'
  if (kind === 'papers-not-carried') return caseOfPapers(detail)
  // No row of tracking tells of it: recalled before it was collected, or refused.
  return kind === 'parcel-back' && detail?.tracking === 0 ? 'never-left' : undefined
}

/** What the post had not taken, or brought back, is where it was; of what it had taken and tells nothing of, nobody knows. */
function caseOfPapers(detail: DossierEvent['detail']): NoticeCase | undefined {
  const { tracking, reached, to } = detail ?? {}
  if (to === 'applicant')
    return tracking === undefined && reached !== 'ordered' ? 'sent-home-and-silent' : 'sent-home-and-back'
  if (reached !== 'collected') return undefined
  return tracking === undefined ? 'fetched-and-silent' : 'fetched-and-back'
}

/** The last moment to answer, by the request itself; in histories of before it was kept there, by its sheet. */
function untilOf({ detail }: DossierEvent): string {
  const until = typeof detail?.answerBy === 'string' ? parseInstant(detail.answerBy) : undefined
  return until === undefined ? 'theo ngày ghi trong phiếu yêu cầu' : formatInstant(until)
}

/** Until when papers that are waited for may still come; before anybody asks for them there is no such day. */
function answerByOf({ status, supplementDueAt }: Dossier): string {
  const isAsked = status === 'supplement-requested' && supplementDueAt !== undefined
  return isAsked ? `, chậm nhất ${formatInstant(supplementDueAt)}` : ''
}

function officeOf(office: Reaching['office']): string {
  const { name = 'quầy một cửa', address, phone } = office ?? {}
  return [name, address, phone === undefined ? undefined : `điện thoại ${phone}`].filter(Boolean).join(', ')
}
