/** Chapter `sheets`: the time a receipt takes to be drawn. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import type { DossierEvent, DossierFile } from '../../shared/dossier/dossier.ts'
import { type Fonts, fontFiles } from '../../shared/forms/fonts.ts'
import type { Page } from '../../shared/forms/page.ts'
import { drawPdf } from '../../shared/forms/pdf.ts'
import { receipt } from '../../shared/forms/receipt.ts'
import { templateOn } from '../../shared/forms/templates.ts'
import { atMost, type Figure, median, quantile } from './figure.ts'
import { applicant, counterRoom, procedure } from './scenes.ts'

const rounds = 30
const find = createRequire(import.meta.url)
const read = (file: string) => new Uint8Array(readFileSync(find.resolve(`@expo-google-fonts/noto-serif/${file}`)))
const at = '2026-11-10T09:05:00+07:00'

/** Milliseconds to draw a receipt of twelve papers, the first time and warm. */
export async function measureSheets(): Promise<Figure[]> {
  const fonts: Fonts = {
    regular: read(fontFiles.regular),
    bold: read(fontFiles.bold),
    italic: read(fontFiles.italic),
  }
  const page = receiptPage(12)
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now()
    bytes = (await drawPdf(page, fonts)).byteLength
    times.push(performance.now() - begun)
  }
  const [first = Number.NaN, ...warm] = times
  return [
    { name: 'sheet, receipt of 12 papers, first', value: first, unit: 'ms' },
    { name: 'sheet, receipt of 12 papers, warm, median', value: median(warm), unit: 'ms', ...atMost(300) },
    { name: 'sheet, receipt of 12 papers, warm, p95', value: quantile(warm, 0.95), unit: 'ms' },
    { name: 'sheet, receipt of 12 papers, size', value: bytes / 1024, unit: 'KB' },
  ]
}

function receiptPage(count: number): Page {
  const template = templateOn('receipt', at.slice(0, 10))
  if (!template) throw new Error('no receipt is valid on that day')
  const papers = Array.from({ length: count }, (_, n) => ({
    id: `giay-${n + 1}`,
    name: `Giấy tờ số ${n + 1} chứng minh quan hệ với liệt sĩ, có xác nhận của cơ quan có thẩm quyền`,
    originals: 1,
    copies: 0,
    required: true,
    electronicForm: false,
  }))
  const event: DossierEvent = {
    dossier: 'do',
    n: 2,
    at,
    act: 'accept',
    by: { kind: 'officer', id: hueOfficers[0]?.id ?? '', unit: counterRoom },
    key: '',
    body: '',
    from: 'registered',
    to: 'accepted',
    holder: counterRoom,
    dueAt: '2026-12-22T09:05:00+07:00',
    detail: { handedIn: papers.map(({ id }) => ({ paper: id, form: 'original', count: 1 })) },
    previous: '',
    digest: '',
  }
  const units = directoryOf(hueUnits, hueOfficers)
  return receipt({
    template,
    number: '7',
    event,
    at,
    file: fileOf(),
    history: [event],
    kin: [],
    units,
    papers,
    secret: '7KQ2MX',
  })
}

function fileOf(): DossierFile {
  return {
    dossier: {
      id: 'do',
      version: 2,
      code: 'H57.34-261110-0007',
      procedure,
      procedureVersion: 1,
      procedureName: 'Giải quyết chế độ trợ cấp thờ cúng liệt sĩ',
      channel: 'direct',
      status: 'accepted',
      clock: 'running',
      money: 'none',
      delivery: 'none',
      sync: 'none',
      receivingUnit: counterRoom,
      competentAgency: counterRoom,
      holder: counterRoom,
      agencies: [],
      supplementCount: 0,
      shipmentCount: 0,
      returnBy: 'counter',
      createdAt: at,
      ownerRef: '',
      applicantMasked: '',
      chain: '',
      updatedAt: at,
    },
    parties: { applicant },
    ledger: [],
    scans: [],
  }
}
