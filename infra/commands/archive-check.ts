import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import * as z from 'zod'
import { proofsOfJson } from '../../shared/aws/buckets/bills.ts'
import type { DossierEvent } from '../../shared/dossier/dossier.ts'
import { isProved } from '../../shared/dossier/history/bill.ts'
import { breaksOf, tellBreak } from '../../shared/dossier/history/chain-breaks.ts'

const manifest = z.object({
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
})

export interface ArchiveCounts {
  files: number
  events: number
  proofs: number
  /** The newest event that a signed bill vouches for, by dossier. */
  provedTo: ReadonlyMap<string, number>
}

/** Checks one dossier's archive against its manifest, its own chains and the bills' proofs; one file in memory at a time. */
export async function checkArchive(
  path: string,
  publicKeyPem: string,
  found: (says: string) => void,
): Promise<ArchiveCounts> {
  const file = await open(path)
  try {
    const entries = await directoryOf(file)
    const listed = manifest.parse(JSON.parse((await bytesOf(file, entries, 'manifest.json')).toString('utf8'))).files
    for (const { name, size, sha256 } of listed) {
      if (!entries.has(name)) found(`Tệp ${name}: có trong manifest, không có trong bản trích xuất.`)
      else if (!isAnnounced(await bytesOf(file, entries, name), size, sha256)) found(`Tệp ${name}: nội dung đã bị sửa.`)
    }
    const names = new Set([...listed.map(({ name }) => name), 'manifest.json'])
    for (const name of entries.keys())
      if (!names.has(name)) found(`Tệp ${name}: không có trong manifest, được thêm vào.`)
    return await checkHalves(file, entries, publicKeyPem, found)
  } finally {
    await file.close()
  }
}

async function checkHalves(file: FileHandle, entries: Entries, publicKeyPem: string, found: (says: string) => void) {
  const provedTo = new Map<string, number>()
  let [events, proofs] = [0, 0]
  for (const name of entries.keys()) {
    const [id = '', part] = name.split('/')
    if (part !== 'head.json' && part !== 'shown.jsonl') continue
    const json = async (own: string) => (await bytesOf(file, entries, `${id}/${own}`)).toString('utf8')
    const history = rowsOf(await json(part === 'head.json' ? 'history.jsonl' : part))
    if (part === 'head.json') {
      const rows = history.map((event, at) => ({ place: at + 1, event }))
      for (const broken of breaksOf(id, JSON.parse(await json(part)), rows)) found(tellBreak(broken))
    } else for (const says of looseLinks(id, history)) found(says)
    for (const proof of proofsOfJson(await json('proofs.json'))) {
      const [of, n, digest] = proof.line
      const event = history[n - 1]
      if (!isProved(publicKeyPem, proof) || of !== id)
        found(`Hồ sơ ${id}: bằng chứng của bảng kê số ${proof.statement.n} không đúng.`)
      else if (event?.digest !== digest)
        found(`Hồ sơ ${id}, vị trí ${n}: không còn là sự kiện mà bảng kê số ${proof.statement.n} đã ghi.`)
      else provedTo.set(id, Math.max(n, provedTo.get(id) ?? 0))
      proofs += 1
    }
    events += history.length
  }
  return { files: entries.size, events, proofs, provedTo }
}

const rowsOf = (text: string): DossierEvent[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** An owner's events are told in part, so that only their numbers and links can be held against each other. */
function looseLinks(id: string, history: readonly DossierEvent[]): string[] {
  return history.flatMap(({ n, previous }, at) =>
    n === at + 1 && previous === (history[at - 1]?.digest ?? '')
      ? []
      : [`Hồ sơ ${id}, vị trí ${at + 1}: sự kiện không nối với sự kiện trước.`],
  )
}

function isAnnounced(bytes: Buffer, size: number, sha256: string): boolean {
  return bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256
}

type Entries = Map<string, { at: number; size: number }>

/** The directory at the end of a zip that `zipOf` wrote; of any other, a fault. */
async function directoryOf(file: FileHandle): Promise<Entries> {
  const { size } = await file.stat()
  const end = await readAt(file, Math.max(0, size - 22), 22)
  if (end.length < 22 || end.readUInt32LE(0) !== 0x06054b50)
    throw new Error('tệp không phải bản trích xuất của hệ thống')
  const directory = await readAt(file, end.readUInt32LE(16), end.readUInt32LE(12))
  const entries: Entries = new Map()
  for (let at = 0; at < directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    const name = directory.toString('ascii', at + 46, at + 46 + nameLength)
    entries.set(name, { at: directory.readUInt32LE(at + 42) + 30 + nameLength, size: directory.readUInt32LE(at + 24) })
    at += 46 + nameLength
  }
  return entries
}

async function bytesOf(file: FileHandle, entries: Entries, name: string): Promise<Buffer> {
  const entry = entries.get(name)
  if (!entry) throw new Error(`bản trích xuất thiếu ${name}`)
  return readAt(file, entry.at, entry.size)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
