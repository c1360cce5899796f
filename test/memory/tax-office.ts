import type { LandSlip, TaxNotice } from '../../shared/messages/offices.ts'
import type { TaxOffice } from '../../shared/partner-ports.ts'

export interface MemoryTaxOffice extends TaxOffice {
  /** One a number, however often it was sent. */
  slips: LandSlip[]
  notices: TaxNotice[]
  refuses?: string
}

export function memoryTaxOffice(): MemoryTaxOffice {
  const office: MemoryTaxOffice = {
    slips: [],
    notices: [],
    async send(slip) {
      if (office.refuses !== undefined) return { refused: office.refuses }
      if (!office.slips.some(({ number }) => number === slip.number)) office.slips.push(slip)
      return 'taken'
    },
    ask: async (number) => office.notices.find(({ slip }) => slip === number),
  }
  return office
}
