import { agencyOf } from '../../agencies/unit.ts'
import type { Dossier, DossierEvent, Scan } from '../../dossier/dossier.ts'
import { ownersReason } from '../../dossier/history/told-of.ts'
import { papersNamed } from '../../dossier/post/carriages.ts'
import { statusTerms } from '../../dossier/terms.ts'
import type { Print } from '../../forms/print.ts'
import type { ArchiveReader } from './archive-job.ts'

/** The receipt bears the look-up secret: of agencies only its issuer has it, or who has taken over from it; the operator, who names no reader, has all. */
export function holdsReceipt({ receivingUnit }: Dossier, reader: ArchiveReader | undefined): boolean {
  return reader?.kind !== 'agency' || [reader.agency, ...(reader.heritage ?? [])].includes(agencyOf(receivingUnit))
}

/** A result is its owner's once it is decided; an officer's draft of one is not. */
export function isResult({ id, result }: Dossier, n: number): boolean {
  return result?.dossier === id && result.scan === n
}

/** What the owner's door tells of a head: nothing of officers, rooms or steps. */
export function ownersHead(dossier: Dossier) {
  const { id, version, code, procedure, procedureVersion, procedureName, channel, status, clock, money } = dossier
  const { delivery, createdAt, submittedAt, acceptedAt, dueAt, provisional, finishedAt, result, returnBy } = dossier
  return {
    ...{ id, version, code, procedure, procedureVersion, procedureName, case: dossier.case, channel },
    status: { code: status, term: statusTerms[status] },
    ...{ clock, money, delivery, returnBy, createdAt, submittedAt, acceptedAt },
    ...{ dueAt: clock === 'paused' ? undefined : dueAt, provisional, finishedAt, result },
    receivingAgency: agencyOf(dossier.receivingUnit),
    competentAgency: dossier.competentAgency,
  }
}

/** An act as its owner is told it: the reason and the papers asked for, not what officers note; its digests to hold against a bill. */
export function ownersEvent({ dossier, n, at, act, by, from, to, holder, ...event }: DossierEvent) {
  const { dueAt, detail, previous, digest } = event
  const reason = ownersReason({ act, ...event })
  const papers = papersNamed(detail)
  const note = by.kind === 'citizen' ? event.note : undefined
  return {
    ...{ dossier, n, at, act, by: by.kind, agency: agencyOf(by.unit ?? holder), from, to },
    ...{ note, reason, papers, dueAt, previous, digest },
  }
}

/** A file's announcement and verdict, without the keys under which it lies. */
export function ownersScan({ n, role, paper, fileName, type, size, sha256, state, reused }: Scan) {
  const from = reused && { kind: reused.kind, dossier: reused.dossier, file: reused.file, code: reused.code }
  return { n, role, paper, fileName, type, size, sha256, state, reused: from }
}

/** A print without the officer who asked for it. */
export function ownersPrint({ sheet, event, revision, number, at, reason, drawn }: Print) {
  return { sheet, event, revision, number, at, reason, sha256: drawn?.sha256 }
}
