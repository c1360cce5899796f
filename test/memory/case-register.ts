import type { CaseRegister, ToldDossier } from '../../shared/partner-ports.ts'

export interface MemoryCaseRegister extends CaseRegister {
  /** Every telling, in order: code, status, and the events that were new. */
  told: { code: string; status: string; events: readonly number[]; isKnown: boolean; number?: string }[]
  shown: Map<string, { status: ToldDossier['file']['dossier']['status'] | 'unknown'; statusCode: string }>
  lookUp: NonNullable<CaseRegister['lookUp']>
}

export function memoryCaseRegister(): MemoryCaseRegister {
  const told: MemoryCaseRegister['told'] = []
  const shown: MemoryCaseRegister['shown'] = new Map()
  return {
    told,
    shown,
    async tell({ file, history, after, isKnown, number }) {
      const { code = '', status } = file.dossier
      const events = history.filter(({ n }) => n > after).map(({ n }) => n)
      told.push({ code, status, events, isKnown, ...(number === undefined ? {} : { number }) })
      shown.set(code, { status, statusCode: status })
      return 'taken'
    },
    lookUp: async (code) => shown.get(code),
  }
}
