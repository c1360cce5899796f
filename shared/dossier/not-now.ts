import type { ActName } from './acts.ts'
import type { Circumstances } from './circumstances.ts'
import type { Dossier, PlannedStep } from './dossier.ts'
import type { Errand } from './interlinked/errands.ts'
import { type Objection, object, objectAt } from './objections.ts'
import { actsAt } from './step-acts.ts'
import { deliveryTerms, statusTerms } from './terms.ts'
import type { Transition } from './transitions.ts'

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

/** The other agency has the dossier: which one. */
export function partIsOut(act: ActName, { file, kin, directory }: Circumstances): Objection {
  const there = kin && kin.dossier.id === file.dossier.child ? kin.dossier.holder : undefined
  const name = there === undefined ? '' : ` Phần ấy đang ở: ${directory.unit(there)?.name ?? there}.`
  // Who has the part decides whether handling it stops: it is stopped there, or taken back first.
  const how =
    act === 'stop'
      ? 'Cơ quan đang giữ phần liên thông quyết định dừng (stop), hồ sơ gốc dừng theo; hoặc thu hồi (call-back) phần ấy trước rồi dừng.'
      : 'Chờ cơ quan phối hợp trả kết quả (hand-back).'
  return objectAt('part-is-out', 'dossier.child', `${how}${name}`)
}

/** What was sent out is waited for: under which number, and since when. */
export function errandOpen({ number, partner, since }: Errand): Objection {
  const to = partner === 'tax-office' ? 'cơ quan thuế' : 'trục văn bản'
  return objectAt('errand-open', 'dossier.errand', `Đang chờ ${to} trả lời ${number}, gửi lúc ${since}.`)
}

/** The step at which the dossier stands, and what its workflow allows there. */
export function notAtStep(step: PlannedStep | undefined): Objection {
  const may = step ? actsAt(step).join(', ') : ''
  return objectAt('not-at-this-step', 'dossier.step', `Bước ${step?.n} “${step?.name}” cho làm: ${may}.`)
}

/** The state it is in, those in which the act may be done, and what is done instead. */
export function notInState({ status }: Dossier, { from, stays = [], instead }: Transition): Objection {
  const states = [...from, ...stays].map((one) => `“${statusTerms[one]}”`).join(', ')
  const stands = `Hồ sơ đang ở trạng thái “${statusTerms[status]}”; thao tác này chỉ làm khi: ${states}.`
  return notNow('status', instead === undefined ? stands : `${stands} ${instead}`)
}

/** Whose act it is. */
export function notYourAct({ who }: Transition): Objection {
  const roles = who.filter((one) => one !== 'job').map((one) => (one === 'citizen' ? 'chủ hồ sơ' : one))
  return objectAt('not-your-act', 'body.act', `Vai trò được làm: ${roles.join(', ')}.`)
}
