import type { Day } from '../calendar/day.ts'

/** A form or sample as published: its name, and where it lies when the portal says so. */
export interface FormFile {
  name: string
  url?: string
  /** The paper it belongs to. */
  paper?: string
}

/** Clip hướng dẫn. */
export interface GuideClip {
  title: string
  url: string
}

/** Căn cứ pháp lý. */
export interface LegalBasis {
  number?: string
  title: string
}

/** What people read of a procedure: nothing is decided by it. */
export interface PublishedTexts {
  subjects?: readonly string[]
  conditions?: string
  /** Trình tự thực hiện. */
  order?: readonly { title?: string; text: string }[]
  forms?: readonly FormFile[]
  clips?: readonly GuideClip[]
  legalBases?: readonly LegalBasis[]
  coordinating?: readonly string[]
  receivingAddress?: string
  promulgatedBy?: string
  /** Ngày ban hành, ngày có hiệu lực, ngày công khai of the decision that brought the version. */
  decidedOn?: Day
  effectiveOn?: Day
  postedOn?: Day
  /** A selection of the published facts: a whole row completes it, and makes no new version while the rules agree. */
  abridged?: true
}
