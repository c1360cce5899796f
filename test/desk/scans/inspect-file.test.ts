import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../../shared/desk/scans/inspect-file.ts'
import { settleVerdict, type Verdict } from '../../../shared/desk/scans/settle-verdict.ts'
import type { Scan } from '../../../shared/dossier/dossier.ts'
import { memoryObjects } from '../../memory/objects.ts'
import { workerDesk } from '../worker-desk.ts'

const pdf = (inside: string) => Buffer.from(`%PDF-1.7\n${inside}\n%%EOF\n`, 'latin1')
const jpeg = Buffer.from('ffd8ffe000104a464946ffd9', 'hex')
const png = Buffer.from('89504e470d0a1a0a0000000049454e44ae426082', 'hex')
const zip = Buffer.from('504b0304140000000800', 'hex')

const seenIn = (bytes: Buffer, type: Scan['type'] = 'application/pdf') =>
  inspectFile(bytes, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), type }).state

describe('what the bytes of a file say', () => {
  it.each<[string, Buffer, Scan['type'], Scan['state']]>([
    ['a PDF', pdf('1 0 obj'), 'application/pdf', 'clean'],
    ['a photo', jpeg, 'image/jpeg', 'clean'],
    ['a picture', png, 'image/png', 'clean'],
    ['nothing', Buffer.alloc(0), 'application/pdf', 'empty'],
    ['a page of HTML', Buffer.from('<html><script>alert(1)</script>%PDF-1.7 %%EOF'), 'application/pdf', 'mismatched'],
    ['a drawing with a script', Buffer.from('<svg onload="alert(1)"/>IEND'), 'image/png', 'mismatched'],
    ['an archive, or a workbook with macros', Buffer.concat([zip, pdf('')]), 'application/pdf', 'mismatched'],
    ['a PDF said to be a photo', pdf(''), 'image/jpeg', 'mismatched'],
    ['a photo said to be a picture', jpeg, 'image/png', 'mismatched'],
    [
      'a PDF with a long archive behind it',
      Buffer.concat([pdf(''), zip, Buffer.alloc(4_000)]),
      'application/pdf',
      'unreadable',
    ],
    ['a photo with an archive behind it', Buffer.concat([jpeg, zip, Buffer.alloc(100)]), 'image/jpeg', 'unreadable'],
    ['a PDF that breaks off', Buffer.from('%PDF-1.7\n1 0 obj'), 'application/pdf', 'unreadable'],
    ['a picture that breaks off', png.subarray(0, 12), 'image/png', 'unreadable'],
    ['a PDF under a password', pdf('trailer << /Encrypt 5 0 R >>'), 'application/pdf', 'encrypted'],
    [
      'one whose trailer bears the lock itself',
      pdf('trailer <</Encrypt<</Filter/Standard/V 2>>>>'),
      'application/pdf',
      'encrypted',
    ],
    ['one with it on the next line', pdf('/Encrypt\r\n<< /Filter /Standard >>'), 'application/pdf', 'encrypted'],
    ['one that speaks of its metadata only', pdf('/EncryptMetadata true'), 'application/pdf', 'clean'],
  ])('%s', (_, bytes, type, state) => {
    expect(seenIn(bytes, type)).toBe(state)
  })

  it('differs from what was announced by one byte more, or by one that is another', () => {
    const bytes = pdf('x')
    const announced = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } as const
    const type = 'application/pdf'
    expect(inspectFile(Buffer.concat([bytes, Buffer.from('\n')]), { ...announced, type }).state).toBe('mismatched')
    expect(inspectFile(pdf('y'), { ...announced, type }).state).toBe('mismatched')
  })
})

describe('a verdict of the malware service', () => {
  const bytes = pdf('1 0 obj')

  async function given() {
    const { desk: plain, clock } = await workerDesk()
    const objects = memoryObjects(() => clock.at)
    const desk = { ...plain, objects }
    const scan: Scan = {
      ...{ n: 1, role: 'component', fileName: 'a.pdf', type: 'application/pdf', size: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...{ state: 'uploaded', quarantineKey: 'hs-1/1/x', by: { kind: 'officer', id: 'cb' }, at: clock.at },
    }
    await desk.scans.reserve('hs-1', scan)
    objects.upload(scan, bytes)
    const told = (result: Verdict['result'], key = scan.quarantineKey) =>
      settleVerdict(desk, key, { result, threats: [] })
    return { desk, told, state: async () => (await desk.scans.find('hs-1', 1))?.state }
  }

  it.each([
    ['NO_THREATS_FOUND', 'clean'],
    ['THREATS_FOUND', 'infected'],
    ['UNSUPPORTED', 'unscannable'],
    ['ACCESS_DENIED', 'unscannable'],
    ['FAILED', 'unscannable'],
  ] as const)('%s is %s, and nothing unscanned is copied among the clean', async (result, state) => {
    const { desk, told } = await given()
    expect(await told(result)).toBe(state)
    expect(desk.objects.clean.size).toBe(state === 'clean' ? 1 : 0)
  })

  it('is settled once: another one, later, moves neither a clean file nor an infected one', async () => {
    for (const [first, other, state] of [
      ['NO_THREATS_FOUND', 'THREATS_FOUND', 'clean'],
      ['THREATS_FOUND', 'NO_THREATS_FOUND', 'infected'],
    ] as const) {
      const { told, state: now } = await given()
      await told(first)
      await told(other)
      expect(await now()).toBe(state)
    }
  })

  it.each(['hs-1/1/y', 'hs-2/1/x', 'hs-1/1', '../hs-1/1/x', '', 'hs-1/1/x/y'])(
    'about the key “%s”, which no scan has, changes nothing',
    async (key) => {
      const { desk, told, state } = await given()
      expect(await told('THREATS_FOUND', key)).toBe('unknown')
      expect([await state(), desk.objects.clean.size]).toEqual(['uploaded', 0])
    },
  )
})
