import * as z from 'zod'
import { isBusinessCode } from '../../dossier/people/tax-code.ts'
import { lazily } from './lazily.ts'
import { beside } from './periods.ts'
import { t } from './texts.ts'

export const party = lazily(() =>
  z
    .strictObject({
      name: t.businessName.meta({ description: 'Họ tên; tên có chữ số, dấu & và / là của doanh nghiệp, kèm taxCode' }),
      identityNumber: t.identityNumber.meta({
        description: 'Số định danh cá nhân, 12 chữ số; của doanh nghiệp là số của người đại diện theo pháp luật',
      }),
      taxCode: t.taxCode.exactOptional(),
      sex: z.enum(['male', 'female']).exactOptional(),
      phone: t.phone.exactOptional(),
      email: t.email.exactOptional(),
      address: t.line(300).exactOptional(),
      birthDate: t.day.exactOptional(),
    })
    .refine(({ name, taxCode }) => isBusinessCode(taxCode) || t.personName.safeParse(name).success, {
      path: ['name'],
      error: `${t.personNameSays} Tên doanh nghiệp phải kèm mã số thuế 10 chữ số của doanh nghiệp.`,
      ...beside('name'),
    }),
)

/** Whom a signed-in citizen files for as its legal representative: their own number stands for them. */
export const business = lazily(() => z.strictObject({ name: t.businessName, taxCode: t.businessCode }))

export const postalAddress = lazily(() =>
  z.strictObject({
    // A parcel may be for a business.
    name: t.businessName.max(100),
    phone: t.phone,
    detail: t.line(300),
    communeCode: t.communeCode,
    communeName: t.line(100).exactOptional(),
  }),
)
