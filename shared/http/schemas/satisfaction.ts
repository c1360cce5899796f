import * as z from 'zod'
import { commentFlags } from '../../satisfaction/comments.ts'
import { feedbackActs, feedbackKinds, feedbackStates } from '../../satisfaction/feedback.ts'
import { surveyWays } from '../../satisfaction/survey.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder } from './periods.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = z.string()
const factor = lazily(() =>
  z
    .string()
    .overwrite((said) => said.trim().toUpperCase())
    .max(40)
    .regex(/^([2-9A-HJ-NP-Z]{6}|[2-9A-HJ-NP-Z]{12})$/, {
      error: 'Mã gồm 6 ký tự in trên giấy tiếp nhận, hoặc 12 ký tự trong tin nhắn mời khảo sát.',
    })
    .meta({ description: `${t.secretLock} Mã 12 ký tự trong tin nhắn mời khảo sát cũng được nhận.` }),
)
const proof = () => ({ code: t.dossierCode, factor: factor() })
const month = lazily(() =>
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Tháng phải có dạng YYYY-MM.' })
    .meta({ override: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' } }),
)
const feedbackId = lazily(() =>
  z
    .string()
    .max(100)
    .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,59}:\d{14}:[0-9a-f]{8}$/, {
      error: 'Số hiệu phản ánh là `id` ở tellFeedback, followFeedback.',
    }),
)
const questionnaireIds = ['three-level', 'sipas'] as const
const value = lazily(() => z.string().max(40))

const questionnaire = named({ id: 'Questionnaire', description: 'Phiếu khảo sát, một phiên bản' }, () =>
  z.strictObject({
    id: z.enum(questionnaireIds),
    version: z.int(),
    title: text,
    source: text,
    questions: z.array(
      z.strictObject({
        id: text,
        factor: text,
        text,
        required: z.boolean(),
        options: z.array(z.strictObject({ value: text, text })),
      }),
    ),
    reasons: z.array(z.strictObject({ value: text, text })),
  }),
)

const openSurvey = () => z.strictObject({ questionnaires: z.array(questionnaire()), isAnswered: z.boolean() })

const answering = () => ({
  questionnaire: z.enum(questionnaireIds),
  answers: z.record(value(), value()),
  reasons: z.array(value()).max(20).default([]),
  comment: t.prose(2000).exactOptional(),
})

const answered = named({ id: 'SurveyAnswered', description: 'Đã nhận phiếu trả lời' }, () =>
  z.strictObject({
    questionnaire: z.enum(questionnaireIds),
    version: z.int(),
    way: z.enum(surveyWays),
    at: t.instant,
    feedback: text.optional().meta({ description: 'Số hiệu phản ánh mà lời góp ý đã trở thành' }),
  }),
)

const state = () => z.strictObject({ code: z.enum(shown.namesOf(feedbackStates)), term: text })
const kind = () => z.strictObject({ code: z.enum(shown.namesOf(feedbackKinds)), term: text })

const followed = named({ id: 'FeedbackFollowed', description: 'Phản ánh, kiến nghị như người gửi được xem' }, () =>
  z.strictObject({
    id: text,
    kind: kind(),
    at: t.instant,
    state: state(),
    dueAt: t.instant.optional(),
    answer: text.optional(),
    refusedBecause: text.optional(),
    asked: text.optional().meta({ description: 'Nội dung cơ quan đề nghị bổ sung' }),
    rated: z.enum(['satisfied', 'not-satisfied']).optional(),
  }),
)

const published = named({ id: 'FeedbackPublished', description: 'Phản ánh, kiến nghị và trả lời đã công khai' }, () =>
  z.strictObject({ id: text, kind: kind(), procedure: text, at: t.instant, text, answer: text, lateStages: z.int() }),
)

const line = () => ({
  id: text,
  version: z.int(),
  agency: shown.place(),
  dossier: text,
  code: text,
  procedure: text,
  kind: kind(),
  from: z.enum(['survey', 'direct']),
  at: t.instant,
  state: state(),
  dueAt: t.instant.optional(),
  isOverdue: z.boolean(),
  lateStages: z.int(),
  flags: z.array(z.strictObject({ code: z.enum(shown.namesOf(commentFlags)), term: text })),
  isRead: z.boolean().meta({ description: 'Nội dung bị đánh dấu đã có người đọc' }),
  text: text.meta({ description: 'Đã che thông tin cá nhân' }),
})
const feedbackLine = named({ id: 'FeedbackLine', description: 'Phản ánh, kiến nghị trong danh sách' }, () =>
  z.strictObject(line()),
)
const feedbackWhole = named({ id: 'Feedback', description: 'Phản ánh, kiến nghị với quá trình xử lý' }, () =>
  z.strictObject({
    ...line(),
    said: text.optional().meta({ description: 'Nguyên văn, chỉ lãnh đạo và Ban Giám sát được xem' }),
    answer: text.optional(),
    refusedBecause: text.optional(),
    rated: z.enum(['satisfied', 'not-satisfied']).optional(),
    history: z.array(z.strictObject({ at: t.instant, by: text, act: text, note: text.optional() })),
  }),
)

const share = lazily(() =>
  z
    .strictObject({ count: z.int(), of: z.int(), percent: z.number().optional(), isSmall: z.boolean() })
    .meta({ id: 'Share', description: 'Tỷ lệ luôn kèm mẫu số; mẫu số nhỏ bị đánh dấu, quá nhỏ thì không có tỷ lệ' }),
)

const page = <S extends z.ZodType>(row: S) => z.strictObject({ rows: z.array(row), next: text.optional() })
const byFeedback = () => z.strictObject({ feedback: feedbackId() })
const moving = () => ({ version: z.int().min(1) })
const list = () => ({ limit: t.limit, after: t.cursor })

/** Khảo sát, phản ánh, kiến nghị. */
export const satisfactionSchemas = {
  startSurvey: door(() => ({ body: z.strictObject(proof()), status: 200, answer: openSurvey() })),
  answerSurvey: door(() => ({
    body: z.strictObject({ ...proof(), ...answering(), at: z.enum(['link', 'kiosk']).default('link') }),
    status: 201,
    answer: answered(),
  })),
  readMySurvey: door(() => ({ path: z.strictObject({ id: t.dossierId }), status: 200, answer: openSurvey() })),
  answerMySurvey: door(() => ({
    path: z.strictObject({ id: t.dossierId }),
    body: z.strictObject(answering()),
    status: 201,
    answer: answered(),
  })),
  tellFeedback: door(() => ({
    body: z.strictObject({ ...proof(), kind: z.enum(shown.namesOf(feedbackKinds)), text: t.prose(2000) }),
    status: 201,
    answer: followed(),
  })),
  followFeedback: door(() => ({
    body: z.strictObject(proof()),
    status: 200,
    answer: z.strictObject({ rows: z.array(followed()) }),
  })),
  replyToFeedback: door(() => ({
    body: z.discriminatedUnion('act', [
      z
        .strictObject({ ...proof(), feedback: feedbackId(), act: z.literal('supplement'), note: t.prose(2000) })
        .meta({ description: 'Bổ sung nội dung khi cơ quan đề nghị' }),
      z
        .strictObject({
          ...proof(),
          feedback: feedbackId(),
          act: z.literal('rate'),
          rated: z.enum(['satisfied', 'not-satisfied']),
          note: t.prose(2000).exactOptional(),
        })
        .meta({ description: 'Đánh giá trả lời, một lần' }),
    ]),
    status: 200,
    answer: followed(),
  })),
  publishedFeedback: door(() => ({
    query: z.strictObject({ agency: t.agencyId, ...list() }),
    status: 200,
    answer: page(published()),
  })),
  listFeedback: door(() => ({
    query: z.strictObject({
      agency: t.agencyId.optional(),
      state: z.enum(shown.namesOf(feedbackStates)).optional(),
      late: z.enum(['true']).optional(),
      ...list(),
    }),
    status: 200,
    answer: page(feedbackLine()),
  })),
  readFeedback: door(() => ({ path: byFeedback(), status: 200, answer: feedbackWhole() })),
  moveFeedback: door(() => ({
    path: byFeedback(),
    body: z.discriminatedUnion('act', [
      z
        .strictObject({
          act: z.enum(feedbackActs).extract(['refuse', 'ask-supplement', 'answer']),
          ...moving(),
          note: t.prose(4000),
        })
        .meta({ description: 'Phải có lời: lý do, nội dung cần bổ sung, câu trả lời' }),
      z.strictObject({
        act: z.enum(feedbackActs).extract(['read-flagged', 'take-on', 'publish']),
        ...moving(),
        note: t.prose(4000).exactOptional(),
      }),
    ]),
    status: 200,
    answer: feedbackWhole(),
  })),
  surveyResults: door(() => ({
    query: inOrder({
      agency: t.agencyId.optional(),
      from: month(),
      to: month(),
      by: z.enum(['agency', 'desk', 'officer']).default('agency'),
    }),
    status: 200,
    answer: z.strictObject({
      from: text,
      to: text,
      rows: z.array(
        z
          .strictObject({
            agency: shown.place(),
            desk: shown.place().optional(),
            officer: z.strictObject({ id: text, name: text.optional() }).optional(),
            answerCount: z.int(),
            satisfied: share(),
            notSatisfied: share(),
            confirmed: z
              .strictObject({ answerCount: z.int(), satisfied: share(), notSatisfied: share() })
              .meta({ description: 'Chỉ tính trả lời qua đường dẫn gửi riêng cho người nộp hoặc khi họ đăng nhập' }),
            audit: z.strictObject({ flagged: z.int(), replaced: z.int(), contradicted: z.int() }).meta({
              description:
                'Trả lời bằng mã trên giấy tiếp nhận: số cần xem lại, số đã được trả lời xác nhận thay thế, trong đó số trái ngược',
            }),
            counts: z.record(text, z.int()),
          })
          .meta({ id: 'SurveyResult' }),
      ),
    }),
  })),
  surveyDossiers: door(() => ({
    path: z.strictObject({ month: month() }),
    query: z.strictObject({ agency: t.agencyId.optional(), ...list() }),
    status: 200,
    answer: page(
      z.strictObject({ dossier: text, at: t.instant, verdict: z.enum(['satisfied', 'neutral', 'not-satisfied']) }),
    ),
  })),
} as const
