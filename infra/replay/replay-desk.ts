import type { Instant } from '../../shared/calendar/day.ts'
import type { Declaration } from '../../shared/calendar/declarations.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import { lineOf, noRegister } from '../../shared/catalogue/register.ts'
import type { Counted } from '../../shared/counters/cells.ts'
import type { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import type { perform } from '../../shared/desk/dossiers/perform.ts'
import type { Dossier, DossierEvent, DossierFile, Plan, Scan } from '../../shared/dossier/dossier.ts'
import { finalStatuses } from '../../shared/dossier/transitions.ts'
import type { Change } from '../../shared/ports.ts'
import type { FiguresInMemory } from './figures-in-memory.ts'
import { oldWorkflows } from './old-rules.ts'
import type { OldTree } from './old-tree.ts'
import { unaskedCatalogue, unaskedDossiers } from './unasked.ts'

/** What a deed is given: the parts of the world that opening and acting ask for. */
type Asked = Parameters<typeof openDossier>[0] & Parameters<typeof perform>[0]

interface Kept {
  file: DossierFile
  counted?: Counted
}

export interface ReplayWorld {
  tree: OldTree
  procedures: ReadonlyMap<string, ProcedureVersion>
  declarations: readonly Declaration[]
  figures: FiguresInMemory
  /** Told every event with the head after it, for whoever keeps a history. */
  hears?: (event: DossierEvent, head: Dossier) => void
}

/** Bàn làm việc of a replay: the same deeds over memory, which keeps what is open and forgets what has ended. */
export function replayDesk(world: ReplayWorld) {
  const { tree, procedures, declarations, figures } = world
  const open = new Map<string, Kept>()
  const plans = new Map<string, Plan>()
  const serials = new Map<string, number>()
  const clock: { at: Instant } = { at: '' }
  const heard = { events: 0, mostOpen: 0 }
  const workflows = new Map(oldWorkflows.map((workflow) => [workflow.id, workflow]))
  const [noChanges, noPatterns, noStandIns] = [[], [], []]

  function keep({ dossier, event, plan, parties, ledger, money, consultations }: Change): void {
    const before = open.get(dossier.id)
    const pinned = dossier.planRef === undefined ? undefined : (plans.get(dossier.planRef) ?? plan)
    if (pinned && dossier.planRef !== undefined) plans.set(dossier.planRef, pinned)
    const field = procedures.get(dossier.procedure)?.fields[0]?.code ?? ''
    const counted = figures.tell(before?.counted, { event, head: dossier }, field)
    world.hears?.(event, dossier)
    heard.events += 1
    if (finalStatuses.has(dossier.status)) return void open.delete(dossier.id)
    const beside = { money: money ?? before?.file.money, consultations: consultations ?? before?.file.consultations }
    open.set(dossier.id, {
      counted,
      file: {
        dossier,
        parties: parties ?? before?.file.parties ?? nobody,
        ledger: ledger ?? before?.file.ledger ?? [],
        scans,
        ...(pinned ? { plan: pinned } : {}),
        ...(beside.money ? { money: beside.money } : {}),
        ...(beside.consultations ? { consultations: beside.consultations } : {}),
      },
    })
    heard.mostOpen = Math.max(heard.mostOpen, open.size)
  }

  const desk: Asked = {
    now: () => clock.at,
    pause: async () => {},
    chance: () => 0,
    province: 'H57',
    digests: { ofIdentity: (number) => number, ofLookupFactor: (_, factor) => factor },
    dossiers: {
      ...unaskedDossiers,
      load: async (id) => open.get(id)?.file,
      event: async () => undefined,
      history: async () => [],
      serial: async (scope) => serials.get(scope) ?? 0,
      async commit({ changes, serials: taken = [] }) {
        for (const { scope, value } of taken) serials.set(scope, value)
        for (const change of changes) keep(change)
        return 'committed'
      },
    },
    catalogue: {
      ...unaskedCatalogue,
      units: async () => tree.units,
      officers: async () => tree.officers,
      changes: async () => noChanges,
      declarations: async () => declarations,
      numberPatterns: async () => noPatterns,
      standIns: async () => noStandIns,
      register: async (code) => {
        const procedure = procedures.get(code)
        return procedure ? { revision: 1, lines: [lineOf(procedure)] } : noRegister
      },
      procedure: async (code) => procedures.get(code),
      procedureOn: async (code) => procedures.get(code),
      policy: async (code) => procedures.get(code)?.policy,
      workflow: async (id) => workflows.get(id),
    },
  }
  return { desk, clock, heard, fileOf: (id: string) => open.get(id)?.file, openCount: () => open.size }
}

export type ReplayDesk = ReturnType<typeof replayDesk>

const nobody = { applicant: { name: 'Người nộp', identityNumber: '000000000000' } }

/** One paper and one result, as they lie with every dossier of a replay. */
const scans: readonly Scan[] = (['component', 'result'] as const).map((role, at) => ({
  n: at + 1,
  ...(role === 'component' ? { paper: 'to-khai' } : {}),
  role,
  fileName: `${role}.pdf`,
  type: 'application/pdf',
  size: 1024,
  sha256: '0'.repeat(64),
  state: 'clean',
  quarantineKey: `${role}`,
  by: { kind: 'job', id: 'archive' },
  at: '2020-01-01T00:00:00+07:00',
}))
