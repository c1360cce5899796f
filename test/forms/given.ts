import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { directoryOf } from '../../shared/agencies/directory.ts'
import type { Unit } from '../../shared/agencies/unit.ts'
import type { Paper, ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../shared/dossier/dossier.ts'
import type { SheetName } from '../../shared/dossier/history/sheets.ts'
import type { Facts } from '../../shared/forms/facts.ts'
import { type Fonts, fontFiles } from '../../shared/forms/fonts.ts'
import { templateOn } from '../../shared/forms/templates.ts'
import { dossier, handler, homePlan, receptionist, scan, units, ward } from '../given.ts'

/** Sheets to look at and to test with. Everybody here is invented. */
const find = createRequire(import.meta.url)
const read = (file: string) => new Uint8Array(readFileSync(find.resolve(`@expo-google-fonts/noto-serif/${file}`)))

export const fonts: Fonts = {
  regular: read(fontFiles.regular),
  bold: read(fontFiles.bold),
  italic: read(fontFiles.italic),
}

const city: Unit = {
  id: 'H57',
  name: 'Ủy ban nhân dân thành phố Huế',
  level: 'province',
  kind: 'agency',
  agency: 'H57',
  validFrom: '2025-07-01',
  predecessors: [],
  successors: [],
}
export const named = units.map((unit) =>
  unit.id === ward
    ? { ...unit, name: 'Ủy ban nhân dân phường Thử Nghiệm', phone: '0234 3000 000', email: 'thu-nghiem@hue.example' }
    : unit,
)
export const directory = directoryOf(
  [...named, city],
  [
    { ...receptionist, name: 'Nguyễn Thị Tiếp Nhận' },
    { ...handler, name: 'Trương Quỳnh Thẩm Định' },
  ],
)

export const applicant = {
  name: 'Nguyễn Đỗ Quỳnh Ngữ',
  identityNumber: '046190000017',
  phone: '+84905123456',
  email: 'ngu@vi-du.example',
  address: '12 đường Thử, phường Thử Nghiệm, thành phố Huế',
}

export function paper(id: string, name: string, change: Partial<Paper> = {}): Paper {
  return { id, name, originals: 1, copies: 0, required: true, electronicForm: false, ...change }
}

export const papers = [paper('giay-1', 'Tờ khai đăng ký khai sinh theo mẫu'), paper('giay-2', 'Giấy chứng sinh')]

export const received: Dossier = dossier({
  status: 'accepted',
  clock: 'running',
  channel: 'direct',
  code: 'H57.40-261110-0007',
  version: 2,
  procedureName: 'Đăng ký khai sinh',
  submittedAt: '2026-11-10T08:30:00+07:00',
  acceptedAt: '2026-11-10T09:05:00+07:00',
  dueAt: '2026-11-13T09:05:00+07:00',
  step: 1,
})

export function fileWith(change: Partial<DossierFile> = {}): DossierFile {
  return {
    dossier: received,
    parties: { applicant, summary: 'Đăng ký cho con sinh ngày 01/11/2026' },
    ledger: [],
    plan: homePlan,
    scans: [scan({ n: 1, paper: 'giay-1' }), scan({ n: 2, paper: 'giay-2', fileName: 'chung-sinh.pdf' })],
    ...change,
  }
}

export function eventWith(change: Partial<DossierEvent> = {}): DossierEvent {
  return {
    dossier: 'hs',
    n: 2,
    at: '2026-11-10T09:05:00+07:00',
    act: 'accept',
    by: { kind: 'officer', id: receptionist.id, unit: receptionist.unit },
    key: 'k',
    body: 'b',
    from: 'registered',
    to: 'accepted',
    holder: receptionist.unit,
    dueAt: '2026-11-13T09:05:00+07:00',
    detail: { code: 'H57.40-261110-0007', scans: [{ n: 1 }, { n: 2 }] },
    previous: '',
    digest: 'd',
    ...change,
  }
}

export function facts(sheet: SheetName, change: Partial<Facts> = {}): Facts {
  const event = change.event ?? eventWith()
  const template = templateOn(sheet, event.at.slice(0, 10), ['Trồng trọt'])
  if (!template) throw new Error(`no template of ${sheet} on ${event.at}`)
  return {
    template,
    number: template.suffix === undefined ? '7' : `7/${template.suffix}`,
    event,
    at: event.at,
    file: fileWith(),
    history: [event],
    kin: [],
    units: directory,
    papers,
    ...change,
  }
}

export const procedure: ProcedureVersion = {
  code: '1.001193',
  version: 3,
  name: 'Đăng ký khai sinh',
  fields: [{ code: 'HT', name: 'Hộ tịch' }],
  levels: ['commune'],
  limits: { direct: { unit: 'immediate', amount: 0 }, online: { amount: 1.5, unit: 'working_day' } },
  limitRaw: 'Ngay trong ngày làm việc',
  fees: [
    { kind: 'charge', amountVnd: 0, channel: 'online' },
    {
      kind: 'charge',
      amountVnd: 8000,
      channel: 'direct',
      note: 'Miễn cho người thuộc gia đình có công, hộ nghèo, người khuyết tật',
    },
  ],
  papers,
  notes: ['Trẻ chưa đủ 60 ngày tuổi thì không nộp lệ phí.'],
  channels: ['direct', 'online', 'postal'],
  results: ['Giấy khai sinh'],
  competent: { kind: 'receiving-commune' },
  workflow: 'thu',
  policy: { afterSupplement: 'add', dueAt: 'same-hour' },
  validFrom: '2026-01-01',
  decision: '2175/QĐ-UBND',
  state: 'published',
  source: 'kiểm thử',
  supplementLimit: 1,
}
