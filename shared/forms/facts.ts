import type { Directory } from '../agencies/directory.ts'
import { agencyOf } from '../agencies/unit.ts'
import { dayOf, formatDay, type Instant } from '../calendar/day.ts'
import type { Paper } from '../catalogue/procedure.ts'
import type { DossierEvent, DossierFile, Party } from '../dossier/dossier.ts'
import type { SheetName } from '../dossier/history/sheets.ts'
import { type Block, composed, type Field, type Page, type Signature } from './page.ts'
import { formLine, type Template } from './templates.ts'
import { blank, channelTerms, officerName, placeAndDay, unitName } from './wording.ts'

/** All that a sheet of one dossier is written from; gathered beforehand, nothing is read while writing. */
export interface Facts {
  template: Template
  /** "12/PXL": given once for the act, the same on every reprint. */
  number?: string
  /** The act that calls for it; of a sheet on demand the newest one. */
  event: DossierEvent
  /** The act's own moment, or that of the print. */
  at: Instant
  file: DossierFile
  history: readonly DossierEvent[]
  /** The other halves of a liên thông. */
  kin: readonly { file: DossierFile; history: readonly DossierEvent[] }[]
  units: Directory
  papers: readonly Paper[]
  /** Mã tra cứu, on the receipt alone. */
  secret?: string
  /** Where its code is looked up, by the second QR code. */
  lookUpAddress?: string
  revision?: Revision
  /** Of a draft: the due moment in the one it takes the place of. */
  replaced?: Instant
}

/** Bản in lại: which one it is, when and why. */
export interface Revision {
  n: number
  at: Instant
  reason: string
}

type Parts = Pick<Page, 'issuer' | 'blocks'> & { unit: string; under?: string }

/** The frame that all sheets of a dossier share: annex, number, place and day, title, revision mark. */
export function sheetOf(sheet: SheetName, facts: Facts, { unit, issuer, under, blocks }: Parts): Page {
  const { template, at, units, number, revision } = facts
  const form = formLine(template)
  return composed({
    template: { id: sheet, version: template.version },
    layout: 'portrait',
    ...(form === undefined ? {} : { form }),
    issuer: issuer.map((line) => line.toLocaleUpperCase('vi')),
    ...(number === undefined ? {} : { number: `Số: ${number}` }),
    placeAndDay: placeAndDay(units, unit, dayOf(at)),
    title: template.title.toLocaleUpperCase('vi'),
    ...(under === undefined ? {} : { under }),
    ...(revision === undefined ? {} : { revision: revisionLine(revision) }),
    blocks,
    at: revision?.at ?? at,
  })
}

function revisionLine({ n, at, reason }: Revision): string {
  return `BẢN IN LẠI LẦN ${n}, ngày ${formatDay(dayOf(at))}. Lý do: ${reason}`
}

export function codeLine({ file }: Pick<Facts, 'file'>): string {
  return `Mã hồ sơ: ${file.dossier.code ?? blank}`
}

/** Who handed it in, and how to reach them. */
export function applicantFields({ file }: Pick<Facts, 'file'>): readonly Field[] {
  const { parties, dossier } = file
  const { applicant, owner } = parties
  return [
    { label: 'Người nộp hồ sơ', value: applicant.name },
    { label: 'Số định danh cá nhân', value: applicant.identityNumber },
    ...taxCodeField(applicant),
    ...reachFields(applicant),
    { label: 'Hình thức nộp', value: channelTerms[dossier.channel] },
    ...(owner
      ? [
          { label: 'Chủ hồ sơ', value: owner.name },
          ...taxCodeField(owner),
          { label: 'Địa chỉ chủ hồ sơ', value: owner.address ?? blank },
        ]
      : [{ label: 'Chủ hồ sơ', value: applicant.name }]),
  ]
}

export function taxCodeField({ taxCode }: Party): readonly Field[] {
  return taxCode === undefined ? [] : [{ label: 'Mã số thuế', value: taxCode }]
}

export function reachFields({ address, phone, email }: Party): readonly Field[] {
  return [
    { label: 'Địa chỉ', value: address ?? blank },
    {
      label: 'Số điện thoại',
      value: phone === undefined ? blank : phone.replace(/^\+84/, '0'),
      beside: { label: 'Email', value: email ?? blank },
    },
  ]
}

/** Nội dung yêu cầu giải quyết: the procedure, and what the applicant said of it. */
export function requestField({ file }: Pick<Facts, 'file'>): Field {
  const { dossier, parties } = file
  const summary = parties.summary === undefined ? '' : `. ${parties.summary}`
  return { label: 'Nội dung yêu cầu giải quyết', value: `${dossier.procedureName} (${dossier.procedure})${summary}` }
}

/** The officer of the act signs; a citizen's or a job's act leaves the line open. */
export function officerSigns(title: string, { event, units }: Facts): Signature {
  const name = event.by.kind === 'officer' ? officerName(units, event.by.id) : undefined
  return { title, how: '(Ký và ghi rõ họ tên)', ...(name === undefined ? {} : { name }) }
}

/** Guide officer, and where to ask: the desk, or the officer's own agency when another one appraises it. */
export function guideFields({ file, event, units }: Facts, office: string): readonly Field[] {
  const desk = agencyOf(file.dossier.receivingUnit)
  const agency = agencyOf(event.by.unit ?? desk)
  const unit = units.unit(agency)
  const guide = event.by.kind === 'officer' ? officerName(units, event.by.id) : undefined
  return [
    { label: 'Cán bộ hướng dẫn', value: guide ?? blank },
    {
      label: 'Nơi hướng dẫn',
      value: agency === desk ? `${office}, ${unitName(units, desk)}` : unitName(units, agency),
    },
    { label: 'Điện thoại, thư điện tử', value: [unit?.phone, unit?.email].filter(Boolean).join('; ') || blank },
  ]
}

export const fields = (...rows: readonly Field[]): Block => ({ kind: 'fields', rows })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const heading = (text: string): Block => ({ kind: 'heading', text })
export const note = (text: string): Block => ({ kind: 'note', text })
export const signatures = (...columns: readonly Signature[]): Block => ({ kind: 'signatures', columns })

/** A text of an event's detail; nothing where it says something else. */
export function textIn(detail: DossierEvent['detail'], name: string): string | undefined {
  const value = detail?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function countIn(detail: DossierEvent['detail'], name: string): number | undefined {
  const value = detail?.[name]
  return typeof value === 'number' ? value : undefined
}
