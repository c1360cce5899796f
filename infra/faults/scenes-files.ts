import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { findArchiveJob } from '../../shared/desk/audit/archive-job.ts'
import { askArchive } from '../../shared/desk/audit/ask-archive.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { announceImport, startImport } from '../../shared/desk/keeping/keep-imports.ts'
import { reserveScan } from '../../shared/desk/scans/attach-scan.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { paperFile } from '../tour/paper-files.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, applicant, home, keepResult, officerIn, procedure, ringOnly } from './people.ts'
import type { Story } from './story.ts'

let made = 0
const bytesOf = (text: string) => ({
  text,
  size: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
})

/** A paper lies in quarantine, and the malware service has looked at it. */
export async function verdict(lab: Lab): Promise<Story> {
  const world = { ...lab.world, limits: { scanMaxBytes: 1_000_000, scanMaxCount: 10 } }
  const clerk = officerIn(`${home}/desk`, 'reception')
  made += 1
  const wish = { procedure, channel: 'direct', receivingUnit: home, applicant, returnBy: 'counter' } as const
  const opened = await openDossier(world, clerk, wish, `file-${made}`)
  if (isObjection(opened)) throw new Error(opened.objection)
  const { id } = opened.dossier
  await ringOnly(world, [id])
  const { bytes, ...paper } = paperFile('giay-to.pdf', `${id} ${made}`)
  const slot = await reserveScan(world, clerk, id, { ...paper, role: 'component', size: bytes.length })
  if (slot === undefined || isObjection(slot)) throw new Error('no slot')
  // Past the door of uploads, whose links do not know a clock that is moved.
  const { quarantineBucket: Bucket } = world
  await world.s3.send(new PutObjectCommand({ Bucket, Key: slot.scan.quarantineKey, Body: bytes }))
  const detail = {
    s3ObjectDetails: { bucketName: world.quarantineBucket, objectKey: slot.scan.quarantineKey },
    scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
  }
  return { dossier: id, event: { id: `lab-${made}`, time: world.now(), detail }, books: () => dossierBooks(lab, [id]) }
}

const sample = new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url)

/** A file with one procedure that nobody knows yet. */
export async function importFile(lab: Lab): Promise<Story> {
  const { world } = lab
  made += 1
  const code = `8.${String(made).padStart(6, '0')}`
  const [line = '{}'] = readFileSync(sample, 'utf8').split('\n')
  const { text, ...file } = bytesOf(`${JSON.stringify({ ...JSON.parse(line), code })}\n`)
  const clerk = officerIn(`${home}/desk`)
  const announced = await announceImport(world, clerk, { fileName: 'thu-tuc.jsonl', ...file }, `import-${made}`)
  if (isObjection(announced)) throw new Error(announced.objection)
  const { id } = announced.run
  await world.s3.send(new PutObjectCommand({ Bucket: world.catalogueBucket, Key: `imports/${id}/file`, Body: text }))
  await startImport(world, id)
  return {
    waits: async () => ['queued', 'running'].includes((await world.imports.find(id))?.state ?? ''),
    books: async () => {
      const run = await world.imports.find(id)
      return {
        versions: (await world.catalogue.register(code)).lines.length,
        rows: run?.rowsDone ?? 0,
        [`run ${run?.state}`]: 1,
      }
    },
  }
}

/** A decision's file that is gone from its bucket. */
export async function missingFile(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  await keepResult(lab.world, id)
  return { dossier: id, event: { time: lab.world.now() }, books: () => dossierBooks(lab, [id]) }
}

/** An archive of a dossier was asked for. */
export async function archiveAsked(lab: Lab): Promise<Story> {
  const { world } = lab
  const id = await acceptOne(world)
  await ringOnly(world, [id])
  const job = await askArchive(world, officerIn(`${home}/leaders`, 'leader'), id)
  if (!job || isObjection(job)) throw new Error('the archive was not to be had')
  const state = async () => (await findArchiveJob(world, job.id))?.state
  const books = async () => ({ ...(await dossierBooks(lab, [id])), [`archive ${await state()}`]: 1 })
  return { dossier: id, books, waits: async () => (await state()) === 'queued' }
}
