import type { Dossier } from './dossier.ts'
import { type Objection, object } from './objections.ts'
import { deliveryTerms } from './terms.ts'

/** The place of the dossier that stands otherwise than the act needs, and how it stands. */
export function notNow(place: string, why: string): Objection {
  return object('not-now', [{ where: `dossier.${place}`, why }])
}

/** Where the result is, and where it would have to be. */
export function resultNotThere({ delivery }: Dossier, wanted: string): Objection {
  return notNow('delivery', `Việc trả kết quả đang ở: “${deliveryTerms[delivery]}”. ${wanted}`)
}

/** Phần liên thông: what is done with the whole alone; its other half is named by the dossier. */
export function onlyOfWhole(): Objection {
  return notNow('parent', 'Đây là phần liên thông: thao tác này chỉ thực hiện trên hồ sơ gốc (dossier.parent).')
}

/** A word on an order of papers that is not under way. */
export function otherCarriage({ carriage }: Dossier, number: string): Objection {
  const stands = carriage ? `Chuyến đang ghi: ${carriage.number}, ${carriage.state}.` : 'Không có chuyến nào.'
  return notNow('carriage', `Không áp dụng được cho chuyến ${number}. ${stands}`)
}

/** A word on something sent out that is not waited for, or was said before. */
export function otherErrand({ errand, finishedAt }: Dossier, number: string): Objection {
  if (finishedAt !== undefined) return notNow('errand', `Hồ sơ đã kết thúc: không còn chờ trả lời cho ${number}.`)
  const stands = errand ? `Đang chờ: ${errand.number}, ${errand.state}.` : 'Không có việc nào đang gửi ra ngoài.'
  return notNow('errand', `Không áp dụng được cho ${number}. ${stands}`)
}
