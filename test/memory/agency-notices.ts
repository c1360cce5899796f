import type { AgencyNotice, AgencyNotices, Digest } from '../../shared/notices/agency-notice.ts'
import { copy } from './copy.ts'

const nameOf = ({ dossier, n }: Pick<AgencyNotice, 'dossier' | 'n'>) => `${dossier}#${String(n).padStart(6, '0')}`
const digestName = ({ sendAt, agency }: Digest) => `${sendAt}#${agency}`

export function memoryAgencyNotices(): AgencyNotices {
  const kept = new Map<string, AgencyNotice>()
  const sorted = () => [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice)
  const waiting = () => sorted().filter(({ state }) => state === 'waiting')
  return {
    async join(notice) {
      if (kept.has(nameOf(notice))) return false
      kept.set(nameOf(notice), copy(notice))
      return true
    },
    notice: async (dossier, n) => copy(kept.get(nameOf({ dossier, n }))),
    of: async (dossier) => copy(sorted().filter((notice) => notice.dossier === dossier)),
    async settle(notice) {
      if (kept.get(nameOf(notice))?.state === 'waiting') kept.set(nameOf(notice), copy(notice))
    },
    async *digestsDue(by) {
      const names = [...new Set(waiting().map(digestName))].sort()
      for (const name of names) {
        const [sendAt = '', agency = ''] = name.split('#')
        if (sendAt <= by) yield { sendAt, agency }
      }
    },
    waitingFor: async (digest, limit) =>
      copy(
        waiting()
          .filter((notice) => digestName(notice) === digestName(digest))
          .slice(0, limit),
      ),
  }
}
