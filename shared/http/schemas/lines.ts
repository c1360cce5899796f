import * as z from 'zod'

const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same without tab and line breaks
const controlsInProse = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/

/** What stands where bytes were no letter: whoever sent it has lost some. */
const lost = '\ufffd'

/** What may stand in text that people read: no half or lost characters, no control or direction-turning characters. */
function isClean(text: string, forbidden: RegExp): boolean {
  return text.isWellFormed() && !text.includes(lost) && !forbidden.test(text) && !bidi.test(text)
}

const ignorable = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** In NFC and trimmed; what shows nothing to a reader is no text at all. */
function written(text: string): string {
  const kept = text.normalize('NFC').trim()
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(kept.replace(ignorable, ''))
    ? kept
    : kept.replace(/[\s\p{M}]/gu, '').replace(ignorable, '')
}

const unclean = 'Có ký tự không được phép (ký tự điều khiển, ký tự hỏng hoặc đảo chiều chữ).'

/** Text on one line, trimmed and in NFC. */
export function line(max: number, min = 1) {
  return z
    .string()
    .overwrite(written)
    .min(min)
    .max(max)
    .refine((text) => isClean(text, controls), { error: unclean })
}

/** Text with line breaks, trimmed and in NFC. */
export function prose(max: number) {
  return z
    .string()
    .overwrite((text) => written(text.replaceAll('\r\n', '\n')))
    .min(1)
    .max(max)
    .refine((text) => isClean(text, controlsInProse), { error: unclean })
}
