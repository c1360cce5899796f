import * as z from 'zod'
import type {} from 'zod-openapi'
import { isDay } from '../../calendar/day.ts'
import { readIdentityNumber } from '../../dossier/people/identity-number.ts'
import { isPhone, plainPhone } from '../../dossier/people/phone.ts'
import { checkTaxCode, isBusinessCode, plainTaxCode } from '../../dossier/people/tax-code.ts'
import { lazily } from './lazily.ts'
import { line, prose } from './lines.ts'
import { businessName, fileName, fileNamed, personName, personNameSays } from './names.ts'

/** Text of one exact form. */
function formed(form: RegExp, says: string, max = 200) {
  return z.string().max(max).regex(form, { error: says })
}

/** Số định danh cá nhân (Luật Căn cước 2023, Điều 12): 12 digits. */
const identityNumber = lazily(() =>
  formed(/^\d{12}$/, 'Số định danh cá nhân gồm đúng 12 chữ số.').refine(
    (text) => !/^\d{12}$/.test(text) || readIdentityNumber(text) !== undefined,
    { error: 'Ba chữ số đầu của số định danh không phải mã tỉnh hoặc quốc gia nơi đăng ký khai sinh.' },
  ),
)

/** Mã số thuế, kept without spaces and dots. */
const taxCode = lazily(() =>
  z
    .string()
    .max(30)
    .overwrite(plainTaxCode)
    .refine((text) => checkTaxCode(text) !== 'wrong', {
      error:
        'Mã số thuế gồm 10 chữ số có chữ số kiểm tra đúng, hoặc thêm -001 đến -999 cho đơn vị phụ thuộc, hoặc là số định danh 12 chữ số của cá nhân.',
    })
    .meta({ override: { type: 'string', pattern: '^[0-9]{10}(-?[0-9]{3})?$|^[0-9]{12}$' } }),
)

/** Mã số thuế của doanh nghiệp; a household that goes by a person's own number is that person. */
const businessCode = lazily(() =>
  taxCode()
    .refine((text) => checkTaxCode(text) === 'wrong' || isBusinessCode(text), {
      error:
        'Mã số thuế của doanh nghiệp gồm 10 chữ số, hoặc thêm -001 đến -999; ai dùng số định danh làm mã số thuế thì nộp bằng chính tên mình.',
    })
    .meta({ override: { type: 'string', pattern: '^[0-9]{10}(-?[0-9]{3})?$' } }),
)

/** Số điện thoại di động hoặc cố định, kept as `+84...`. */
const phone = lazily(() =>
  z
    .string()
    .max(30)
    .overwrite(plainPhone)
    .refine(isPhone, { error: 'Số điện thoại phải có dạng 0xxxxxxxxx hoặc +84xxxxxxxxx (cố định: 02xxxxxxxxx).' })
    .meta({ override: { type: 'string', pattern: '^(\\+84|84|0)([35789][0-9]{8}|2[0-9]{9})$' } }),
)

const email = lazily(() =>
  formed(
    /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/,
    'Địa chỉ thư điện tử không đúng dạng.',
    254,
  ),
)

const sha256 = lazily(() => formed(/^[0-9a-f]{64}$/, 'SHA-256 gồm 64 chữ số thập lục phân viết thường.'))

const day = lazily(() =>
  z
    .string()
    .refine(isDay, {
      error: ({ input }) =>
        /^00\d\d-/.test(String(input)) ? 'Năm phải từ 0100 trở đi.' : 'Ngày phải có thật và có dạng YYYY-MM-DD.',
    })
    .meta({ override: { type: 'string', format: 'date' } }),
)

const instant = lazily(() =>
  formed(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+07:00$/,
    'Thời điểm phải có dạng YYYY-MM-DDTHH:mm:ss+07:00.',
  ).meta({ override: { type: 'string', format: 'date-time' } }),
)

const dossierId = lazily(() =>
  formed(
    /^[0-9A-Za-z_-]{8,64}$/,
    'Số hiệu hồ sơ là `dossier.id` do hệ thống cấp, 8 đến 64 chữ và số; không phải mã hồ sơ.',
  ),
)
const dossierCode = lazily(() =>
  z
    .string()
    .overwrite((text) => text.trim().toUpperCase())
    .max(60)
    .regex(/^[0-9A-Z][0-9A-Z.-]{7,59}$/, { error: 'Mã hồ sơ như in trên giấy tiếp nhận, ví dụ H57.40-260310-0001.' }),
)
const procedureCode = lazily(() =>
  formed(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, 'Mã thủ tục như trong danh mục, ví dụ 1.001193.'),
)
const unitId = lazily(() =>
  formed(/^[0-9A-Za-z][0-9A-Za-z._/-]{0,99}$/, 'Mã đơn vị là mã cơ quan, phòng trong danh bạ, ví dụ H57.40/desk.'),
)
const agencyId = lazily(() =>
  formed(/^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$/, 'Mã cơ quan là `id` ở listUnits, ví dụ H57.40.'),
)
const officerId = lazily(() =>
  formed(/^[0-9A-Za-z][0-9A-Za-z._:@-]{0,127}$/, 'Mã cán bộ là `id` ở whoAmI, listOfficers, ví dụ cb-mot-cua-1.'),
)
const communeCode = lazily(() =>
  formed(/^\d{5}$/, 'Mã xã, phường gồm 5 chữ số; cấp huyện (mã 3 chữ số) đã kết thúc ngày 30/6/2025.').refine(
    // The statistics office numbers communes from 00004 (Ba Đình) to below 33000; which of them stand today only the province's own list tells.
    (code) => !/^\d{5}$/.test(code) || (code >= '00004' && code < '33000'),
    { error: 'Không có xã, phường nào mang mã này.', params: { fault: 'not-offered' } },
  ),
)
const paperId = lazily(() => line(100))
/** A list in which nothing is named twice; the second naming is the fault, at `field` where the name stands in one. */
function once<S extends z.ZodType>(row: S, nameOf: (row: z.output<S>) => string, field?: string) {
  return z.array(row).check(({ value, issues }) => {
    const said = new Set<string>()
    for (const [n, one] of value.entries()) {
      const name = nameOf(one)
      if (!said.has(name)) {
        said.add(name)
        continue
      }
      const path = field === undefined ? [n] : [n, field]
      const say = { params: { fault: 'repeated' }, message: 'Đã nêu ở trên.' }
      // The list is one still: whatever else is asked of it, or of what it lies in, is told too.
      issues.push({ code: 'custom', input: name, path, ...say, continue: true })
    }
  })
}

/** What whoever asks with a secret has to know of it and of its lock (`tries.ts`). */
const secretLock =
  'Mã tra cứu: `receipt.secret` của hồ sơ, 6 ký tự in trên giấy tiếp nhận. Năm lần sai trong một giờ với một mã hồ sơ thì mọi lần thử mã đó, kể cả đúng, được trả lời 404 như mã không có cho đến hết giờ; chủ hồ sơ đã đăng nhập không bị ảnh hưởng. 429: một địa chỉ sai quá 30 lần một phút.'

/** A whole number written in a path or query. */
function count(min: number, max: number) {
  return z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/, { error: `Phải là số nguyên từ ${min} đến ${max}.` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `Phải là số nguyên từ ${min} đến ${max}.` })
    .meta({ override: { type: 'integer', minimum: min, maximum: max } })
}

const limit = lazily(() => count(1, 100).optional())
const cursor = lazily(() =>
  formed(
    /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/,
    'Con trỏ trang là `next` của trang trước, giữ nguyên; trang đầu thì bỏ trống.',
    3000,
  ).optional(),
)

/** Khóa chống trùng: the client's name for one wish; said again, it gives the first answer again. */
const idempotencyKey = lazily(() =>
  z.string().regex(/^[\x21-\x7e]{8,128}$/, { error: 'Idempotency-Key gồm 8 đến 128 ký tự ASCII nhìn thấy được.' }),
)

/** Texts by what they say; each is built at its first use, so that a fresh instance pays for those of the door knocked at. */
export const t = {
  line,
  prose,
  count,
  once,
  fileNamed,
  secretLock,
  personNameSays,
  get personName() {
    return personName()
  },
  get businessName() {
    return businessName()
  },
  get identityNumber() {
    return identityNumber()
  },
  get taxCode() {
    return taxCode()
  },
  get businessCode() {
    return businessCode()
  },
  get phone() {
    return phone()
  },
  get email() {
    return email()
  },
  get sha256() {
    return sha256()
  },
  get day() {
    return day()
  },
  get instant() {
    return instant()
  },
  get dossierId() {
    return dossierId()
  },
  get dossierCode() {
    return dossierCode()
  },
  get procedureCode() {
    return procedureCode()
  },
  get unitId() {
    return unitId()
  },
  get agencyId() {
    return agencyId()
  },
  get officerId() {
    return officerId()
  },
  get communeCode() {
    return communeCode()
  },
  get paperId() {
    return paperId()
  },
  get fileName() {
    return fileName()
  },
  get limit() {
    return limit()
  },
  get cursor() {
    return cursor()
  },
  get idempotencyKey() {
    return idempotencyKey()
  },
}
