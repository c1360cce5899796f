import * as z from 'zod'
import { type WarningCode, warningTerms } from '../../dossier/people/warnings.ts'
import { lazily, named, namesOf } from './lazily.ts'
import { t } from './texts.ts'

/** People of a dossier as those are shown them who may see it. */

const text = lazily(() => z.string())

const partyShown = lazily(() =>
  z.strictObject({
    name: text(),
    identityNumber: text(),
    taxCode: text().optional(),
    sex: z.enum(['male', 'female']).optional(),
    phone: text().optional(),
    email: text().optional(),
    address: text().optional(),
    birthDate: t.day.optional(),
  }),
)

const postalAddress = lazily(() =>
  z.strictObject({
    name: text(),
    phone: text(),
    detail: text(),
    communeCode: text(),
    communeName: text().optional(),
  }),
)

export const parties = named({ id: 'Parties', description: 'Người nộp, chủ hồ sơ: thông tin cá nhân' }, () =>
  z.strictObject({
    applicant: partyShown(),
    owner: partyShown().optional(),
    summary: text().optional(),
    deliverTo: postalAddress().optional(),
    collectFrom: postalAddress().optional(),
    takenBy: z
      .strictObject({
        kind: z.enum(['owner', 'representative']),
        name: text(),
        identityPaper: text().optional(),
        powerOfAttorney: z.boolean().optional(),
        at: t.instant,
      })
      .optional(),
    errandSaid: z.strictObject({ number: text(), text: text() }).optional(),
  }),
)

/** Cảnh báo: what of the people is to be looked at twice. */
export const warning = lazily(() =>
  z.strictObject({ where: text(), code: z.enum(namesOf<WarningCode>(warningTerms)), detail: text() }),
)
