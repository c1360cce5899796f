import type { Level, UnitId } from '../agencies/unit.ts'
import type { ProcedureVersion } from './procedure.ts'
import { searchKey } from './search-key.ts'

export { searchKey } from './search-key.ts'

export interface ProcedureQuestion {
  /** Words of name, field or code; each must begin some word. */
  text?: string
  /** Name or code of a field, in any spelling. */
  field?: string
  level?: Level
  /** The deciding agency; a commune finds what every commune decides. */
  agency?: UnitId
}

type Searched = Pick<ProcedureVersion, 'code' | 'name' | 'fields' | 'levels' | 'competent'>

/** Tra cứu thủ tục: those that answer every part of the question, those whose name begins with the text first. */
export function searchProcedures<P extends Searched>(list: readonly P[], question: ProcedureQuestion): readonly P[] {
  const asked = searchKey(question.text ?? '')
  const words = asked.split(' ').filter((word) => word !== '')
  const field = searchKey(question.field ?? '')
  const found = list.filter(
    (procedure) =>
      hasWords(procedure, words) &&
      (field === '' ||
        procedure.fields.some((one) => searchKey(one.name) === field || searchKey(one.code ?? '') === field)) &&
      (question.level === undefined || procedure.levels.includes(question.level)) &&
      (question.agency === undefined || isDecidedBy(procedure, question.agency)),
  )
  const rank = (procedure: P) =>
    procedure.code === question.text?.trim() ? 0 : searchKey(procedure.name).includes(asked) ? 1 : 2
  return words.length === 0 ? found : [...found].sort((a, b) => rank(a) - rank(b))
}

function hasWords(procedure: Searched, words: readonly string[]): boolean {
  const own = searchKey([procedure.code, procedure.name, ...procedure.fields.map((one) => one.name)].join(' ')).split(
    ' ',
  )
  return words.every((word) => own.some((one) => one.startsWith(word)))
}

function isDecidedBy({ competent, levels }: Searched, agency: UnitId): boolean {
  return competent.kind === 'agency' ? competent.agency === agency : levels.includes('commune')
}
