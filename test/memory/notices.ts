import type { OutgoingMessage } from '../../shared/messages/outgoing.ts'
import type { Notice, Notices, NoticeWishes } from '../../shared/notices/notice.ts'
import { Outage } from '../../shared/outage.ts'
import type { Messenger } from '../../shared/partner-ports.ts'
import { copy } from './copy.ts'

type Place = Pick<Notice, 'dossier' | 'n' | 'channel'>
const nameOf = ({ dossier, n, channel }: Place) => `${dossier}#${String(n).padStart(6, '0')}#${channel}`

export function memoryNotices(): Notices {
  const kept = new Map<string, Notice>()
  const wished = new Map<string, NoticeWishes>()
  const sorted = () => [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice)
  return {
    async keep(notice) {
      if ((kept.get(nameOf(notice))?.revision ?? 0) !== notice.revision - 1) return false
      kept.set(nameOf(notice), copy(notice))
      return true
    },
    notice: async (dossier, n, channel) => copy(kept.get(nameOf({ dossier, n, channel }))),
    of: async (dossier) => copy(sorted().filter((notice) => notice.dossier === dossier)),
    async toRing(by, limit) {
      return sorted()
        .filter(({ ringAt }) => ringAt !== undefined && ringAt <= by)
        .toSorted((a, b) => ((a.ringAt ?? '') < (b.ringAt ?? '') ? -1 : 1))
        .slice(0, limit)
        .map(({ dossier, n, channel }) => ({ dossier, n, channel }))
    },
    wishes: async (ownerRef) => copy(wished.get(ownerRef)),
    async keepWishes(ownerRef, wishes) {
      if (wishes.n !== (wished.get(ownerRef)?.n ?? 0) + 1) return false
      wished.set(ownerRef, copy(wishes))
      return true
    },
  }
}

export interface MemoryMessenger extends Messenger {
  taken: OutgoingMessage[]
  /** While set, it is silent. */
  silent: boolean
  /** While set, it takes the message and its answer is lost. */
  answerLost: boolean
  refuses: string | undefined
  /** What its reports say, by identity; nothing yet, when left out. */
  told: Map<string, 'delivered' | { undelivered: string }>
}

/** A carrier that knows a message by its identity, however often it is sent. */
export function memoryMessenger(): MemoryMessenger {
  const messenger: MemoryMessenger = {
    taken: [],
    silent: false,
    answerLost: false,
    refuses: undefined,
    told: new Map(),
    async reportOf(identity) {
      if (messenger.silent) throw new Outage('the carrier', new Error('silent'))
      return messenger.told.get(identity) ?? 'pending'
    },
    async send(message) {
      if (messenger.silent) throw new Outage('the carrier', new Error('silent'))
      if (messenger.refuses !== undefined) return { refused: messenger.refuses }
      if (!messenger.taken.some(({ identity }) => identity === message.identity)) messenger.taken.push(message)
      if (messenger.answerLost) throw new Outage('the carrier', new Error('no answer'))
      return 'taken'
    },
  }
  return messenger
}
