import type { DayRow } from './calendar.ts'
import type { Day } from './day.ts'
import days2020 from './days/2020.json' with { type: 'json' }
import days2021 from './days/2021.json' with { type: 'json' }
import days2022 from './days/2022.json' with { type: 'json' }
import days2023 from './days/2023.json' with { type: 'json' }
import days2024 from './days/2024.json' with { type: 'json' }
import days2025 from './days/2025.json' with { type: 'json' }
import days2026 from './days/2026.json' with { type: 'json' }
import days2027 from './days/2027.json' with { type: 'json' }

/** A day as published: how sure it is, and whether it was only worked out before any notice. */
export interface PublishedDay extends DayRow {
  status: string
  isEstimate: boolean
}

// Marked pure, so that bundles which reckon nothing leave the days out.
/** Ngày nghỉ lễ, nghỉ bù, làm bù of the nation, each with its source. A new year is one file and one line here. */
export const publishedDays: readonly PublishedDay[] = /* @__PURE__ */ readDays()

function readDays(): readonly PublishedDay[] {
  const rows = [...days2020, ...days2021, ...days2022, ...days2023, ...days2024, ...days2025, ...days2026, ...days2027]
  return rows.map(({ on, kind, scope, name, status, source }) => ({
    on,
    kind: kind === 'work' ? 'work' : 'off',
    scope,
    name,
    status,
    source: source.join('; '),
    isEstimate: status.startsWith('projected'),
  }))
}

/** Last day the Government has announced; the days of 2027 are estimates until its notice comes. */
export const publishedUntil: Day = '2026-12-31'
