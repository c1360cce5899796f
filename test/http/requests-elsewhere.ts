import type { RouteId } from '../../shared/http/routes.ts'
import type { Knock } from './given.ts'

/** Doors at which an agency may be named and that tell or write what is its own: a whole request each, of that agency's. */
export function requestsElsewhere(agency: string): Partial<Record<RouteId, Knock>> {
  const path = { day: '2026-03-10', month: '2026-02', report: 'II.06a', column: 'open', index: '766', n: '1' }
  const period = { from: '2026-01-01', to: '2026-03-31' }
  const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }
  const asks = (query = ''): Knock => ({ path, query: `?agency=${agency}${query}` })
  const inPeriod = asks(`&from=${period.from}&to=${period.to}`)
  const entry = { code: '1.1', value: { kind: 'share', count: 9, of: 10 }, source: 'Báo cáo số 1', evidence: [1] }
  const impact: Knock = { path: { code: '1.001193' }, query: `?agency=${agency}&year=2026` }

  return {
    overdueOfDay: asks(),
    downloadOverdue: asks(),
    listLate: asks(),
    readFigures: inPeriod,
    downloadFigures: inPeriod,
    traceFigures: inPeriod,
    askReport: { body: { kind: 'register', agency, ...period } },
    listIssues: asks(),
    readIssue: asks(),
    downloadIssue: asks(),
    readCorrections: asks(),
    downloadCorrections: asks(),
    readIndex: inPeriod,
    downloadIndex: inPeriod,
    listHandEntries: inPeriod,
    enterByHand: { path, body: { agency, ...period, ...entry } },
    reserveEvidence: { path, body: { agency, ...period, ...file } },
    listEvidence: inPeriod,
    downloadEvidence: inPeriod,
    readRating: inPeriod,
    actOnRating: { path, body: { agency, ...period, act: 'draw-up', version: 0 } },
    downloadRatings: inPeriod,
    readImpact: impact,
    downloadImpact: impact,
    printRegister: asks('&from=2026-03-01&to=2026-03-31'),
    listFeedback: asks(),
    surveyResults: asks('&from=2026-01&to=2026-03'),
    surveyDossiers: asks(),
  }
}
