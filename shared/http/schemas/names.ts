import { lazily } from './lazily.ts'
import { line } from './lines.ts'

export const personNameSays = 'Họ tên chỉ gồm chữ cái, dấu cách, dấu chấm, phẩy, nháy đơn, gạch nối và ngoặc.'

/** Họ và tên: letters of any script, marks, spaces, and what names bear. */
export const personName = lazily(() => line(100).regex(/^[\p{L}\p{M} .,'’()-]*$/u, { error: personNameSays }))

/** Tên doanh nghiệp (Luật Doanh nghiệp 2020, Điều 37): digits and signs as well, never in front, where a sheet would reckon. A person's name is one too. */
export const businessName = lazily(() =>
  line(200).regex(/^([\p{L}\p{N}("“'’][\p{L}\p{M}\p{N} .,'’"“”()&/+@#%!–-]*)?$/u, {
    error:
      'Tên bắt đầu bằng chữ cái, chữ số, dấu ngoặc hoặc nháy; ngoài ra chỉ có dấu cách và các dấu . , \' " ( ) & / + @ # % ! -',
  }),
)

/** Tên tệp, as a store of files takes it. */
export const fileName = lazily(() =>
  line(200).regex(/^(?!\.+$)[^/\\:*?"<>|]*$/, {
    error: 'Tên tệp không được có ký tự / \\ : * ? " < > | và không chỉ gồm dấu chấm.',
  }),
)

/** A file's name of one ending; a blank one is told by its length alone. */
export function fileNamed(ending: RegExp, says: string) {
  return fileName().refine((name) => name === '' || ending.test(name), { error: says })
}
