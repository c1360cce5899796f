import type { Limits } from '../../catalogue/offer.ts'
import type { FeeLine, ProcedureVersion } from '../../catalogue/procedure.ts'
import { tellVnd } from '../../dossier/money/vnd.ts'
import type { ProcedureSummary } from '../../ports.ts'
import type { Shown } from '../schemas.ts'

/** A procedure as lists show it. */
export function showSummary(row: ProcedureSummary): Shown<'findProcedures'>['rows'][number] {
  const { code, version, name, competent, committed, online, byPost, onTheSpot, nonTerritorial } = row
  return {
    ...{ code, version, name, online, byPost, onTheSpot, nonTerritorial },
    fields: row.fields.map((field) => ({ code: field.code, name: field.name })),
    levels: [...row.levels],
    channels: [...row.channels],
    limits: showLimits(row.limits),
    committed: committed && showLimits(committed),
    competent: { kind: competent.kind, agency: competent.kind === 'agency' ? competent.agency : undefined },
  }
}

function showLimits(limits: Limits) {
  return Object.entries(limits).map(([channel, { unit, amount }]) => ({
    channel,
    unit,
    amount: unit === 'immediate' ? undefined : amount,
  }))
}

/** Money is whole đồng: a fraction that an import before that rule kept is told in words, as a sum that is not fixed. */
function showFee({ kind, amountVnd, channel, note }: FeeLine) {
  if (amountVnd === null || Number.isSafeInteger(amountVnd)) return { kind, amountVnd, channel, note }
  return { kind, amountVnd: null, channel, note: [tellVnd(amountVnd), note].filter(Boolean).join('; ') }
}

/** A procedure whole: rules, and all that people read of it. */
export function showProcedure(found: ProcedureVersion): Shown<'readProcedure'> {
  const { limitRaw, limitAssumed, committedBy, supplementLimit, validFrom, validTo, decision, source } = found
  const { conditions, receivingAddress, promulgatedBy, decidedOn, effectiveOn, postedOn } = found
  return {
    ...showSummary(found),
    ...{ limitRaw, limitAssumed, committedBy, supplementLimit, validFrom, validTo, decision, source },
    ...{ conditions, receivingAddress, promulgatedBy, decidedOn, effectiveOn, postedOn },
    cases: (found.cases ?? []).map((one) => ({
      id: one.id,
      name: one.name,
      limits: showLimits(one.limits ?? {}),
      committed: showLimits(one.committed ?? {}),
      fees: one.fees?.map(showFee),
      papers: one.papers && [...one.papers],
      requires: one.requires && [...one.requires],
    })),
    fees: found.fees.map(showFee),
    exemptions: (found.exemptions ?? []).map(({ id, who, percent, ground, kinds }) => ({
      ...{ id, who, percent, ground },
      kinds: kinds && [...kinds],
    })),
    papers: found.papers.map(({ id, name, originals, copies, required, code, electronicForm }) => ({
      ...{ id, name, originals, copies, required, code, electronicForm },
    })),
    notes: [...found.notes],
    results: [...found.results],
    subjects: [...(found.subjects ?? [])],
    order: (found.order ?? []).map(({ title, text }) => ({ title, text })),
    forms: (found.forms ?? []).map(({ name, url, paper }) => ({ name, url, paper })),
    clips: (found.clips ?? []).map(({ title, url }) => ({ title, url })),
    legalBases: (found.legalBases ?? []).map(({ number, title }) => ({ number, title })),
    coordinating: [...(found.coordinating ?? [])],
  }
}
