import * as z from 'zod'
import type { Level } from '../../agencies/unit.ts'
import { lazily, named } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
export const levels = ['province', 'commune', 'vertical', 'central', 'district'] as const satisfies readonly Level[]
export const states = ['draft', 'published', 'suspended', 'abolished'] as const
const channelOrAny = () => z.enum([...shown.channels, 'any'])
const limit = lazily(() => z.strictObject({ channel: text(), amount: z.number().optional(), unit: text() }))
const field = lazily(() => z.strictObject({ code: text().optional(), name: text() }))

export const summary = () => ({
  code: text(),
  version: z.int(),
  name: text(),
  fields: z.array(field()),
  levels: z.array(z.enum(levels)),
  channels: z.array(z.enum(shown.channels)),
  limits: z.array(limit()).meta({ description: 'Thời hạn theo quy định' }),
  committed: z.array(limit()).optional().meta({ description: 'Thời hạn cam kết, ngắn hơn: hẹn trả tính theo đây' }),
  online: z.enum(['full', 'partial']).optional().meta({ description: 'Trực tuyến toàn trình, một phần' }),
  byPost: z.boolean().optional(),
  onTheSpot: z.boolean().optional().meta({ description: '04 tại chỗ' }),
  nonTerritorial: z.boolean().optional().meta({ description: 'Phi địa giới' }),
  competent: z.strictObject({ kind: z.enum(['receiving-commune', 'agency']), agency: text().optional() }),
})

const paper = lazily(() =>
  z.strictObject({
    id: text(),
    name: text(),
    originals: z.number(),
    copies: z.number(),
    required: z.boolean(),
    code: text().optional(),
    electronicForm: z.boolean(),
  }),
)

const fee = lazily(() =>
  z.strictObject({
    kind: z.enum(['fee', 'charge', 'price']),
    amountVnd: z.int().nullable(),
    channel: channelOrAny(),
    note: text().optional(),
  }),
)

const ownCase = lazily(() =>
  z.strictObject({
    id: text(),
    name: text(),
    limits: z.array(limit()),
    committed: z.array(limit()),
    fees: z.array(fee()).optional(),
    papers: z.array(text()).optional().meta({ description: 'Giấy tờ của trường hợp; vắng thì là mọi giấy tờ' }),
    requires: z.array(text()).optional(),
  }),
)

const exemption = lazily(() =>
  z.strictObject({ id: text(), who: text(), percent: z.number(), ground: text(), kinds: z.array(text()).optional() }),
)

/** Thủ tục whole, as everybody reads it. */
export const procedure = named({ id: 'Procedure', description: 'Thủ tục hành chính' }, () =>
  z.strictObject({
    ...summary(),
    committedBy: text().optional(),
    limitRaw: text(),
    limitAssumed: text().optional(),
    cases: z.array(ownCase()),
    fees: z.array(fee()),
    exemptions: z.array(exemption()),
    papers: z.array(paper()),
    notes: z.array(text()),
    results: z.array(text()),
    subjects: z.array(text()),
    conditions: text().optional(),
    order: z.array(z.strictObject({ title: text().optional(), text: text() })),
    forms: z.array(z.strictObject({ name: text(), url: text().optional(), paper: text().optional() })),
    clips: z.array(z.strictObject({ title: text(), url: text() })),
    legalBases: z.array(z.strictObject({ number: text().optional(), title: text() })),
    coordinating: z.array(text()),
    receivingAddress: text().optional(),
    promulgatedBy: text().optional(),
    supplementLimit: z.int(),
    validFrom: t.day,
    validTo: t.day.optional(),
    decision: text(),
    decidedOn: t.day.optional(),
    effectiveOn: t.day.optional(),
    postedOn: t.day.optional(),
    source: text(),
  }),
)
