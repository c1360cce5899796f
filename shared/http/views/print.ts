import type * as z from 'zod'
import type { Person } from '../../access/person.ts'
import type { Directory } from '../../agencies/directory.ts'
import { type Print, printId } from '../../forms/print.ts'
import { templates } from '../../forms/templates.ts'
import type { printRow } from '../schemas/printing.ts'

/** A print with its name and mark; which officer asked for it is told inside the house only. */
export function showPrint(
  print: Print & { superseded?: boolean },
  units: Directory,
  reader: Person['kind'],
): z.input<ReturnType<typeof printRow>> {
  const template = templates[print.sheet].find(({ version }) => version === print.template)
  const isInside = reader !== 'citizen'
  const { by } = print
  const name = by.kind === 'officer' ? units.officer(by.id)?.name : undefined
  return {
    id: printId(print),
    sheet: print.sheet,
    title: template?.title ?? print.sheet,
    form: template?.form,
    event: print.event,
    revision: print.revision,
    number: print.number,
    at: print.at,
    by: isInside ? { kind: by.kind, id: by.id, name } : undefined,
    reason: print.reason,
    superseded: print.superseded === true ? true : undefined,
    sha256: print.drawn?.sha256,
  }
}
