import { describe, expect, it } from 'vitest'
import { sheetNames } from '../../shared/dossier/history/sheets.ts'
import { printId } from '../../shared/forms/print.ts'
import { ward } from '../given.ts'
import { staffClaims } from './given.ts'
import { registered } from './stories.ts'

describe('the name of a print', () => {
  it.each(sheetNames)('%s may be asked for, first print and reprint', async (sheet) => {
    const { knock, id } = await registered()
    for (const revision of [0, 2]) {
      const path = { id, sheet: printId({ sheet, event: 12, revision }) }
      // No such print is there; what matters is that the name is taken for one.
      const { status } = await knock('downloadSheet', staffClaims(`${ward}/desk`, 'reception'), { path })
      expect([path.sheet, status]).toEqual([path.sheet, 404])
    }
  })
})
