import { agencyOf } from '../../shared/agencies/unit.ts'
import { registerLine } from '../../shared/aws/dossiers/prints.ts'
import { wordItem } from '../../shared/aws/dossiers/search-words.ts'
import { valueItem } from '../../shared/aws/sending/marks.ts'
import type { Item } from '../../shared/aws/table/items.ts'
import { enterSearchWords } from '../../shared/desk/dossiers/enter-search-words.ts'
import type { ChunkDesk } from './chunk-desk.ts'

/**
 * Sổ tiếp nhận, từ tìm kiếm. What the workers of a running system enter beside a dossier: its line in the register of receptions, and
 * the words under which it is found, by the worker's own rule.
 */
export async function enteredLists({ kept, desk }: ChunkDesk): Promise<Item[]> {
  const items: Item[] = []
  const entering = {
    dossiers: desk.dossiers,
    digests: desk.digests,
    marks: {
      value: async () => undefined,
      setValue: async (name: string, value: string) => void items.push(valueItem(name, value)),
    },
    searchWords: {
      enter: async (rows: Parameters<typeof wordItem>[0][]) => void items.push(...rows.map(wordItem)),
      remove: async () => {},
    },
  }
  for (const [id, { file, events }] of kept) {
    const { parent, receivingUnit } = file.dossier
    if (parent !== undefined) continue
    const accepted = events.find(({ act }) => act === 'accept')
    if (accepted) items.push(registerLine({ agency: agencyOf(receivingUnit), at: accepted.at, dossier: id }))
    await enterSearchWords(entering, { kind: 'doorbell', dossier: id, n: events.length })
  }
  return items
}
