/** `npm run verify-audit [-- --dossier ID|CODE] [--export FILE --bills FOLDER --key FILE] [--keep FOLDER] [--logs FILE|FOLDER]` */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { scoreKeyOf } from '../../shared/aws/figures/ratings.ts'
import { readEach } from '../../shared/aws/table/table.ts'
import { keyDigest } from '../../shared/dossier/history/bill.ts'
import { tellBreak } from '../../shared/dossier/history/chain-breaks.ts'
import { checkArchive } from './archive-check.ts'
import { checkAudit } from './audit-check.ts'
import { auditInReach, billsOfBucket, billsOfFolder, type InReach, itemsOfFile, witnessesOf } from './audit-sources.ts'
import { type Chain, chainsOf } from './chains-of.ts'
import { exportTable } from './table-file.ts'

const { values } = parseArgs({
  options: {
    dossier: { type: 'string' },
    export: { type: 'string' },
    bills: { type: 'string' },
    key: { type: 'string' },
    keep: { type: 'string' },
    archive: { type: 'string' },
    logs: { type: 'string' },
  },
})
const { archive } = values
const isOutside =
  values.key !== undefined && (archive !== undefined || (values.export !== undefined && values.bills !== undefined))
const reached = isOutside ? undefined : auditInReach()
if (!isOutside && !reached) {
  console.error(
    'Không có hệ thống nào đang chạy: hãy chạy npm start ở cửa sổ khác, hoặc đặt TABLE_NAME, AUDIT_BUCKET, AUDIT_KEY_ID' +
      ' và AWS_REGION để nối tới AWS, hoặc cho đủ --export TỆP --bills THƯ-MỤC --key TỆP, hay --archive TỆP.zip --key TỆP.',
  )
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'verify-audit-'))
try {
  process.exitCode = archive === undefined ? await verify() : await verifyArchive(archive)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function verify(): Promise<number> {
  const begun = performance.now()
  const publicKeyPem = values.key === undefined ? await given().signer.publicKeyPem() : readFileSync(values.key, 'utf8')
  console.log(`Khóa công khai: ${keyDigest(publicKeyPem)}`)
  let sealBroken = false
  const dossier = values.dossier === undefined ? undefined : await idOf(values.dossier)
  const counts = await checkAudit({
    bills: values.bills === undefined ? kept(given()) : billsOfFolder(values.bills),
    publicKeyPem,
    chains: () =>
      chains(dossier, () => {
        sealBroken = true
      }),
    ...(values.export === undefined && { again: (id: string) => chainOf(given(), id) }),
    ...(values.logs !== undefined && { witnesses: witnessesOf(values.logs) }),
    ...(dossier !== undefined && { dossier }),
    found: (one) => console.log(tellBreak(one)),
  })
  if (values.keep !== undefined) writeFileSync(join(values.keep, 'audit-key.pem'), publicKeyPem)
  if (sealBroken) console.log('Tệp xuất bị cụt hoặc đã bị sửa sau khi xuất: dòng niêm phong không khớp.')
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(
    `${counts.bills} bảng kê, ${counts.lines} dòng, ${counts.witnesses} dòng nhật ký; ${counts.dossiers} hồ sơ, ${counts.scores} chuỗi chấm điểm, ${counts.events} sự kiện; ${seconds} giây.`,
  )
  const wrong = counts.breaks + (sealBroken ? 1 : 0)
  console.log(wrong === 0 ? 'Không có chỗ nào bị sửa.' : `${wrong} chỗ hỏng.`)
  return wrong === 0 ? 0 : 1
}

async function verifyArchive(file: string): Promise<number> {
  const publicKeyPem = values.key === undefined ? await given().signer.publicKeyPem() : readFileSync(values.key, 'utf8')
  console.log(`Khóa công khai: ${keyDigest(publicKeyPem)}`)
  let wrong = 0
  const counts = await checkArchive(file, publicKeyPem, (says) => {
    wrong += 1
    console.log(says)
  })
  console.log(`${counts.files} tệp, ${counts.events} sự kiện, ${counts.proofs} bằng chứng.`)
  for (const [id, n] of counts.provedTo) console.log(`Hồ sơ ${id}: bảng kê đã ký xác nhận đến sự kiện ${n}.`)
  console.log(wrong === 0 ? 'Không có chỗ nào bị sửa.' : `${wrong} chỗ hỏng.`)
  return wrong === 0 ? 0 : 1
}

/** The histories asked for; a whole table goes through a sorted file of its own, readable by nobody else. */
async function* chains(dossier: string | undefined, broken: () => void): AsyncGenerator<Chain> {
  if (values.export === undefined && dossier !== undefined) {
    const chain = await chainOf(given(), dossier)
    if (chain) yield chain
    return
  }
  let file = values.export
  if (file === undefined) {
    file = join(scratch, 'table.jsonl')
    await exportTable(given().table.raw, given().table.name, file)
  }
  for await (const chain of chainsOf(itemsOfFile(file, broken)))
    if (dossier === undefined || chain.dossier === dossier) yield chain
}

async function chainOf({ table }: InReach, dossier: string): Promise<Chain | undefined> {
  const question = {
    KeyConditionExpression: 'pk = :id',
    ExpressionAttributeValues: { ':id': scoreKeyOf(dossier) ?? dossier },
    ConsistentRead: true,
  }
  for await (const chain of chainsOf(readEach(table, question))) if (chain.dossier === dossier) return chain
  return undefined
}

/** A code is looked up; in a file it is searched for. */
async function idOf(asked: string): Promise<string> {
  if (!asked.includes('.')) return asked
  if (values.export === undefined) return (await createDossiers(given().table).idOfCode(asked)) ?? asked
  for await (const item of itemsOfFile(values.export, () => {}))
    if (item.sk === 'HEAD' && item.cPk === `CODE#${asked}`) return String(item.pk)
  return asked
}

async function* kept({ bills }: InReach) {
  const folder = values.keep
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  for await (const file of billsOfBucket(bills)) {
    if (folder !== undefined) writeFileSync(join(folder, `${file.day}.json`), file.json)
    yield file
  }
}

function given(): InReach {
  if (!reached) throw new Error('nothing is in reach')
  return reached
}
