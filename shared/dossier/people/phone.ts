const mobile = /^\+84[35789]\d{8}$/
/** Area code 2xx and seven digits. */
const landline = /^\+842\d{9}$/

/** Số điện thoại to one form: `0912 345 678`, `84912345678` and `+84912345678` are `+84912345678`. */
export function plainPhone(text: string): string {
  const digits = text.replace(/[\s.()-]/g, '')
  if (digits.startsWith('+')) return digits
  if (/^84\d{9,10}$/.test(digits)) return `+${digits}`
  return digits.startsWith('0') ? `+84${digits.slice(1)}` : digits
}

/** A Vietnamese mobile or landline number in its one form. */
export function isPhone(plain: string): boolean {
  return mobile.test(plain) || landline.test(plain)
}
