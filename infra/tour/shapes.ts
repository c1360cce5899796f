/** The parts of the API's answers that the story reads. */
export interface Place {
  id: string
  name: string
}

export interface DossierShown {
  id: string
  version: number
  code?: string
  status: { code: string; term: string }
  clock: string
  delivery: { code: string; term: string }
  holder: Place
  receivingUnit: Place
  child?: string
  step?: number
  lastStep?: number
  dueAt?: string
  remaining?: string
  waybill?: string
  class?: string
  transferAcknowledgedAt?: string
  result?: { dossier: string; number: string }
}

export interface ScanShown {
  n: number
  paper?: string
  fileName: string
  size: number
  sha256: string
  state: { code: string; term: string }
}

export interface WholeShown {
  dossier: DossierShown
  scans: ScanShown[]
  steps?: { n: number; name: string; role: string; room: Place; agency: Place }[]
  history: { n: number; at: string; act: { code: string; term: string }; agency?: Place; by: { term: string } }[]
  kin?: DossierShown[]
  receipt?: { code: string; secret?: string; dueAt?: string }
}

export interface DoneShown {
  dossier: DossierShown
  receipt?: WholeShown['receipt']
}

export interface ProcedureShown {
  code: string
  name: string
  limitRaw: string
  papers: { id: string; name: string; required: boolean }[]
  competent: { kind: string; agency?: string }
}

export interface SlotShown {
  scan: ScanShown
  upload: { url: string; headers: Record<string, string> }
}
