const marks = /\p{M}/gu
/** A syllable that is one consonant and i: `quí` and `quý`, `sĩ` and `sỹ`, `kĩ` and `kỹ` are one word in two spellings. */
const iOrY = /^(qu|[hklmstv])i$/

/** What two spellings of one name share: no tone or letter marks, lower case, single spaces. `Thuận Hoá` = `thuan hoa` = `Thuận Hóa`. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(marks, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase()
    .split(/[^\p{L}\p{N}.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, '').replace(iOrY, '$1y'))
    .filter((word) => word !== '')
    .join(' ')
}
