import type { ShipmentOrder } from '../messages/messages.ts'
import { Outage } from '../outage.ts'
import type { Credentials } from '../partner-ports.ts'
import type { Post } from '../ports.ts'
import { openPartner, type Partner, type PartnerOptions, type Reading, readJson, type Said } from './partner.ts'
import { keepSession } from './session.ts'
import { cancelAnswer, orderAnswer, settlementAnswer, tokenAnswer, trackingAnswer } from './vnpost-answers.ts'
import { cancelAnswerOf, flagOfKind, isTrouble, provinceOfCommune, yes } from './vnpost-codes.ts'

export interface VnpostOptions extends Omit<PartnerOptions, 'name'> {
  customerCode: string
  credentials: Credentials<{ key: string; secret: string }>
  nowMs: () => number
}

const name = 'post'

/**
 * Bưu chính công ích (VNPost). The waybill is the `ItemCode` of the post's answer, else the one that the order named; the same
 * order number asked twice is one order with one waybill. Throws Outage for silence, errors of the line and answers it cannot read.
 */
export function createVnpost(options: VnpostOptions): Post {
  const { customerCode } = options
  const post = authorised(openPartner({ ...options, name }), options)
  return {
    async order(order) {
      const answer = await post.send('/order/post', { json: orderFields(order, customerCode) }, readJson(orderAnswer))
      if (isTrouble(answer.Status)) throw new Outage(name, new Error('it has trouble of its own'))
      if (answer.Status !== yes) return { refused: `mã ${answer.Status}` }
      const waybill = answer.ItemCode ?? order.itemCode
      if (!waybill) throw new Outage(name, new Error('an order was taken without a waybill'))
      return { waybill }
    },
    async cancel(orderNumber, waybill) {
      const json = { CustomerCode: customerCode, OrderNumber: orderNumber, ItemCode: waybill }
      const { Status } = await post.send('/order/cancel', { json }, readJson(cancelAnswer))
      const answer = cancelAnswerOf(Status)
      // Whether the parcel still goes out is not to be guessed: it is asked for again.
      if (!answer) throw new Outage(name, new Error('an answer to a recall that nobody knows'))
      return answer
    },
    async track(lastId) {
      const rows = await post.ask(`/tracking?lastId=${lastId}`, {}, readJson(trackingAnswer))
      return inOrder(rows, lastId)
    },
    async settlements(lastId) {
      const rows = await post.ask(`/cod/settlement?lastId=${lastId}`, {}, readJson(settlementAnswer))
      return inOrder(rows, lastId)
    },
  }
}

/** Past the last one seen, in order; what has no number comes before those that have. */
function inOrder<Row extends { id?: number }>(rows: readonly Row[], lastId: number): readonly Row[] {
  const placeOf = ({ id }: Row) => id ?? lastId
  return rows.filter(({ id }) => id === undefined || id > lastId).sort((a, b) => placeOf(a) - placeOf(b))
}

/** VNPost's own field names; districts are gone since 1/7/2025; without an `ItemCode` the post gives its own. Money to be collected from the receiver goes in whole đồng. */
export function orderFields(order: ShipmentOrder, customerCode: string) {
  const { sender, receiver } = order
  return {
    CustomerCode: customerCode,
    OrderNumber: order.orderNumber,
    ...(order.itemCode !== undefined && { ItemCode: order.itemCode }),
    CODAmount: order.codVnd,
    SenderName: sender.name,
    SenderTel: sender.phone,
    SenderAddress: sender.detail,
    SenderEmail: sender.email ?? '',
    SenderDistrict: '',
    SenderProvince: provinceOfCommune(sender.communeCode),
    SenderDesc: order.papers?.join('; ') ?? order.contents,
    Description: order.contents,
    ReceiverName: receiver.name,
    ReceiverTel: receiver.phone,
    ReceiverAddress: receiver.detail,
    ReceiverEmail: receiver.email ?? '',
    ReceiverDistrict: '',
    ReceiverProvince: provinceOfCommune(receiver.communeCode),
    FlagConfig: flagOfKind[order.kind],
  }
}

/** The partner under a token of its own. */
function authorised(partner: Partner, { credentials, nowMs }: VnpostOptions): Partner {
  const session = keepSession({
    partner: name,
    credentials,
    nowMs,
    login: ({ key, secret }) => {
      const form = { grant_type: 'client_credentials', client_id: key, client_secret: secret }
      return partner.send('/token', { form }, (told) => {
        if (told.status === 400 || told.status === 401) return 'refused'
        const { access_token: token, expires_in: seconds } = readJson(tokenAnswer)(told)
        return { token, seconds }
      })
    },
  })
  const under =
    (verb: 'send' | 'ask') =>
    <T>(path: string, said: Said, reading: Reading<T>): Promise<T> =>
      session<T>((token) => {
        const headers = { ...said.headers, authorization: `Bearer ${token}` }
        return partner[verb]<T | 'refused'>(path, { ...said, headers }, (told) =>
          told.status === 401 ? 'refused' : reading(told),
        )
      })
  return { send: under('send'), ask: under('ask') }
}
