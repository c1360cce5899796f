import type { ArrivedLetter, Letter, UnreadLetter } from '../../shared/messages/offices.ts'
import type { LetterAxis, WhyMissing } from '../../shared/partner-ports.ts'

export interface MemoryLetterAxis extends LetterAxis {
  /** One a number and sender, however often it was sent. */
  sent: Letter[]
  recalled: string[]
  arrived: (ArrivedLetter | UnreadLetter)[]
  /** What the receivers have done with a letter, by its number. */
  states: Map<string, 'received' | { refused: string }>
  refuses?: string
  /** Which files were asked for, and what there is of them. */
  fetched: string[]
  files: Map<string, Uint8Array | { missing: WhyMissing }>
}

export function memoryLetterAxis(): MemoryLetterAxis {
  const axis: MemoryLetterAxis = {
    sent: [],
    recalled: [],
    arrived: [],
    states: new Map(),
    async send(letter) {
      if (axis.refuses !== undefined) return { refused: axis.refuses }
      const isSame = (one: Letter) => one.number === letter.number && one.sender === letter.sender
      if (!axis.sent.some(isSame)) axis.sent.push(letter)
      return 'taken'
    },
    async stateOf({ number }) {
      return axis.recalled.includes(number) ? 'recalled' : (axis.states.get(number) ?? 'sent')
    },
    async recall({ number, sender }) {
      if (!axis.sent.some((one) => one.number === number && one.sender === sender)) return 'unknown'
      if (axis.states.get(number) === 'received') return 'too-late'
      if (!axis.recalled.includes(number)) axis.recalled.push(number)
      return 'recalled'
    },
    arrivedAfter: async (lastId) => axis.arrived.filter(({ id }) => id > lastId),
    fetched: [],
    files: new Map(),
    async fetch({ id }) {
      axis.fetched.push(id)
      return axis.files.get(id) ?? { missing: 'absent' }
    },
  }
  return axis
}
