import { expect, it } from 'vitest'
import { citizenClaims, house, wish } from './given.ts'

const file = { type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }

async function draft() {
  const home = await house()
  const { json } = await home.knock('openOnline', citizenClaims, { body: wish })
  const path = { id: String(Object(json.dossier).id) }
  return (fileName: string) => home.knock('reserveMyScan', citizenClaims, { path, body: { ...file, fileName } })
}

it.each([
  ['a way out of its folder', '../../a.pdf'],
  ['one by the other stroke', '..\\a.pdf'],
  ['a place from the top', '/etc/a.pdf'],
  ['dots alone', '..'],
  ['a stream beside it', 'a.pdf:x'],
  ['three hundred letters', `${'a'.repeat(296)}.pdf`],
  ['letters that turn round', 'hop-dong\u202efdp.exe.pdf'],
  ['a mark that turns what follows', 'a\u2067.pdf'],
  ['a line of a header', 'a.pdf\r\nSet-Cookie: x=1'],
  ['a line in the middle', 'a\nb.pdf'],
  ['NUL', 'a.pdf\u0000.exe'],
  ['half a character', 'a\ud800.pdf'],
  ['nothing that is seen', '\u200b\u3164'],
  ['blanks', '   '],
  ['the ending of another type', 'a.html'],
  ['a second ending', 'a.pdf.exe'],
])('a file is not announced under %s, and its place is named', async (_, fileName) => {
  const { status, json } = await (await draft())(fileName)
  expect([status, [...new Set(json.faults?.map(({ where }) => where))]]).toEqual([400, ['body.fileName']])
})

it.each([
  ['marks in pieces', 'Đơn đề nghị.pdf'.normalize('NFD'), 'Đơn đề nghị.pdf'],
  ['blanks around it', '  a.pdf ', 'a.pdf'],
  ['what a sheet would reckon', '=1+1.pdf', '=1+1.pdf'],
  ['no ending', 'giay khai sinh', 'giay khai sinh'],
])('a file with %s has one name, in NFC', async (_, said, kept) => {
  const { status, json } = await (await draft())(said)
  expect([status, Object(json.scan).fileName]).toEqual([201, kept])
})
