import { directory } from '../desk/surroundings.ts'
import type { Place } from '../place.ts'
import type { Listing } from './admit.ts'
import type { Fault } from './problems.ts'

/** Cơ quan được nêu tên: `agency` means the same in every query and body. One that never was is no agency without figures, but a mistake. */
export async function unknownAgency(
  asked: { query: unknown; body: unknown },
  desk: () => Promise<Listing>,
): Promise<readonly Fault[]> {
  const named = (['query', 'body'] as const).flatMap((part) => agencyIn(asked[part], `${part}.agency`))
  if (named.length === 0) return []
  const { catalogue, now } = await desk()
  if (!catalogue || !now) throw new Error('a desk without a directory is asked for an agency')
  const units = await directory({ catalogue, now })
  return named
    .filter(({ agency }) => units.unit(agency)?.kind !== 'agency')
    .map(({ where }) => ({ where, code: 'not-offered', detail: 'Danh bạ không có cơ quan nào mang mã này.' }))
}

function agencyIn(part: unknown, where: Place): readonly { where: Place; agency: string }[] {
  const agency: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'agency') : undefined
  return typeof agency === 'string' && agency !== 'all' ? [{ where, agency }] : []
}
