import type { FormFile, PublishedTexts } from './published-texts.ts'
import type { ProcedureRow } from './row.ts'

/** What people read of a procedure: whom it is for, its order, forms, legal grounds and dates. */
export function textsOf(raw: ProcedureRow, forms: readonly FormFile[]): PublishedTexts {
  const order = raw.steps.map(({ title, text }) => ({ ...(title ? { title } : {}), text }))
  const legalBases = raw.legal_basis.flatMap(({ number, title }) =>
    number || title ? [{ ...(number ? { number } : {}), title: title ?? number ?? '' }] : [],
  )
  const { subjects, clips, coordinating_agencies: coordinating } = raw
  return {
    ...(subjects.length > 0 && { subjects }),
    ...(order.length > 0 && { order }),
    ...(forms.length > 0 && { forms }),
    ...(clips.length > 0 && { clips }),
    ...(legalBases.length > 0 && { legalBases }),
    ...(coordinating.length > 0 && { coordinating }),
    ...(raw.conditions && { conditions: raw.conditions }),
    ...(raw.receiving_address && { receivingAddress: raw.receiving_address }),
    ...(raw.promulgating_agency && { promulgatedBy: raw.promulgating_agency }),
    ...(raw.decided_on && { decidedOn: raw.decided_on }),
    ...(raw.effective_on && { effectiveOn: raw.effective_on }),
    ...(raw.posted_on && { postedOn: raw.posted_on }),
    ...(raw.text_abridged && { abridged: true }),
  }
}
