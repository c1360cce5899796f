import * as z from 'zod'
import { lazily } from './lazily.ts'
import { t } from './texts.ts'

export const party = lazily(() =>
  z.strictObject({
    name: t.personName,
    identityNumber: t.identityNumber,
    taxCode: t.taxCode.exactOptional(),
    sex: z.enum(['male', 'female']).exactOptional(),
    phone: t.phone.exactOptional(),
    email: t.email.exactOptional(),
    address: t.line(300).exactOptional(),
    birthDate: t.day.exactOptional(),
  }),
)

export const postalAddress = lazily(() =>
  z.strictObject({
    name: t.personName,
    phone: t.phone,
    detail: t.line(300),
    communeCode: t.communeCode,
  }),
)
