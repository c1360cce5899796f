/** `npm run archive -- ID|CODE FILE.zip --purpose PURPOSE`: one dossier with all its files and proofs. */
import { randomUUID } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createReadLog } from '../../shared/aws/dossiers/read-log.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { packDossier } from '../../shared/desk/audit/pack-dossier.ts'
import { logRead } from '../../shared/desk/dossiers/log-read.ts'
import { findDossier } from '../../shared/desk/dossiers/read-dossier.ts'
import { officersPurposes, purposeTerms } from '../../shared/dossier/people/data-read.ts'
import { zipOf } from '../../shared/reports/files/zip.ts'
import { archiveInReach } from './audit-sources.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { purpose: { type: 'string' } } })
const [asked, file] = positionals
const purpose = officersPurposes.find((name) => name === values.purpose)
const reached = archiveInReach()
if (asked === undefined || file === undefined || purpose === undefined || !reached) {
  const list = officersPurposes.map((name) => `${name} (${purposeTerms[name]})`).join(', ')
  console.error(
    reached
      ? `Cách dùng: npm run archive -- MÃ-HỒ-SƠ TỆP.zip --purpose MỤC-ĐÍCH, là một trong: ${list}`
      : 'Không có hệ thống nào đang chạy: hãy chạy npm start ở cửa sổ khác, hoặc đặt TABLE_NAME, CLEAN_BUCKET, AUDIT_BUCKET, AUDIT_KEY_ID và AWS_REGION.',
  )
  process.exit(2)
}
const dossiers = createDossiers(reached.table)
const operator = { kind: 'job', id: 'archive' } as const
const id = (await dossiers.idOfCode(asked)) ?? asked
const read = await findDossier({ dossiers, digests: { ofIdentity: () => '', ofLookupFactor: () => '' } }, operator, id)
if (!read) {
  console.error(`Không có hồ sơ ${asked}.`)
  process.exit(1)
}
const half = `${file}.${randomUUID()}.half`
try {
  const desk = { readLog: createReadLog(reached.table), now: () => instantOf(new Date()) }
  await logRead(desk, operator, read.file.dossier, { what: 'archive' }, { purpose, requestId: randomUUID() })
  await pipeline(
    Readable.from(zipOf(packDossier({ ...reached, prints: createPrints(reached.table) }, read))),
    createWriteStream(half, { mode: 0o600 }),
  )
  renameSync(half, file)
  console.log(`Đã trích xuất hồ sơ ${asked} vào ${file}; lượt xem được ghi vào nhật ký truy cập.`)
  console.log('Tệp chứa dữ liệu cá nhân: chỉ mình bạn đọc được, hãy giữ như giữ hồ sơ giấy.')
} finally {
  rmSync(half, { force: true })
}
