import { answerLine } from '../../shared/calendar/due-line.ts'
import type { CitizenAct, DeskAct, Done, Print } from '../../shared/http/client/contract.ts'
import { type Places, UnexpectedAnswer, until, type Voice } from './api.ts'
import { actAs, check, officerOf, untilClean, upload } from './moves.ts'

/** A sheet as it was fetched over HTTP. */
export interface ToldSheet {
  sheet: Print['sheet'] | 'register'
  dossier: string
  print?: Print
  bytes: Uint8Array
}

/** What a story leaves behind: its dossiers' codes by what they are in it, and every sheet that its acts called for. */
export interface Told {
  codes: Readonly<Record<string, string>>
  sheets: readonly ToldSheet[]
}

type Versionless<Act> = Act extends unknown ? Omit<Act, 'version'> : never
type Sheet = Print['sheet']

/** Người kể. Tells a story over HTTP, sheet by sheet and due moment by due moment. */
export class Narrator {
  readonly places: Places
  readonly say: (line: string) => void
  readonly sheets: ToldSheet[] = []
  #chapter = 0

  constructor(places: Places, say: (line: string) => void) {
    this.places = places
    this.say = say
  }

  chapter(line: string): void {
    this.#chapter += 1
    this.say(`${this.#chapter}. ${line}`)
  }

  /** The officer of a room with a role. */
  officer(room: string, role?: string): Promise<Voice> {
    return officerOf(this.places, room, role)
  }

  desk(who: Voice, id: string, act: Versionless<DeskAct>): Promise<Done> {
    return actAs(who, 'desk', id, act)
  }

  citizen(who: Voice, id: string, act: Versionless<CitizenAct>): Promise<Done> {
    return actAs(who, 'citizen', id, act)
  }

  /** Files sent straight to the store, one for each paper, until all are found clean. */
  async papers(who: Voice, door: 'citizen' | 'desk', id: string, papers: readonly [file: string, paper?: string][]) {
    for (const [file, paper] of papers) await upload(who, door, id, file, file, paper)
    await untilClean(who, door, id)
  }

  /** The decision's file and the leader's approval of it. */
  async approve(leader: Voice, id: string): Promise<Done> {
    const resultScan = await upload(leader, 'desk', id, 'ket-qua.pdf', 'Ket qua giai quyet', undefined, 'result')
    await untilClean(leader, 'desk', id)
    return this.desk(leader, id, { act: 'approve', resultScan })
  }

  /** A sheet that an act called for, once the worker has drawn it; of several the newest. */
  async sheet(who: Voice, id: string, sheet: Sheet, wish: { count?: number; revision?: number } = {}): Promise<Print> {
    const { count = 1, revision = 0 } = wish
    const print = await until(`biểu mẫu ${sheet}`, async () => {
      const { rows } = await who.listSheets({ path: { id } })
      const found = rows.filter((row) => row.sheet === sheet && row.revision === revision)
      return found.length >= count ? found.sort((a, b) => a.event - b.event).at(-1) : undefined
    })
    const { url } = await who.downloadSheet({ path: { id, sheet: print.id } })
    this.sheets.push({ sheet, dossier: id, print, bytes: await bytesAt(url) })
    this.say(`   Mẫu ${print.form ?? '(không số)'} "${print.title}"${print.number ? `, số ${print.number}` : ''}.`)
    return print
  }

  /** Sổ theo dõi of the agency for the day, once it names the code. */
  async register(who: Voice, day: string, id: string): Promise<void> {
    const { url } = await who.printRegister({ query: { from: day, to: day } })
    this.sheets.push({ sheet: 'register', dossier: id, bytes: await bytesAt(url) })
    const { url: workbook } = await who.printRegister({ query: { from: day, to: day, format: 'xlsx' } })
    const bytes = await bytesAt(workbook)
    check(Buffer.from(bytes.subarray(0, 2)).toString() === 'PK', 'sổ theo dõi phải tải được ở dạng XLSX')
    this.say('   Mẫu 07 "Sổ theo dõi hồ sơ" của ngày, PDF và XLSX.')
  }

  /** Every clock says how it was reckoned; asked again of `npm run due`, the same line has the same answer. */
  async explained(who: Voice, door: 'citizen' | 'desk', id: string, expected: readonly string[]): Promise<void> {
    const path = { id }
    const { clocks } = door === 'citizen' ? await who.explainMine({ path }) : await who.explainDossier({ path })
    const own = clocks.filter((clock) => clock.dossier === id)
    const names = own.map(({ clock }) => clock.code)
    check(names.join() === expected.join(), `các đồng hồ phải là ${expected.join()}, lại là ${names.join()}`)
    for (const { clock, question, answer, dueAt, remaining, state } of own) {
      check(answer.why.length > 0, `đồng hồ ${clock.code} phải giải thích được hạn`)
      check((answer.dueAt ?? undefined) === dueAt, `đồng hồ ${clock.code} phải nêu đúng hạn đã giải thích`)
      const again = answerLine(JSON.stringify(question))
      check(JSON.stringify(again) === JSON.stringify(sorted(again, answer)), `hạn ${clock.code} hỏi lại phải như cũ`)
      this.say(`   ${clock.term}: ${dueAt ?? 'đang dừng'}${remaining ? `, ${remaining}` : ''} (${state}).`)
      if (clock.code === 'whole' || clock.code === 'answer') for (const line of answer.why) this.say(`     · ${line}`)
    }
  }
}

/** The answer's fields in the order of the line's. */
function sorted(line: object, answer: object): object {
  return Object.fromEntries(
    Object.keys(line).map((name) => [name, Object.entries(answer).find(([k]) => k === name)?.[1]]),
  )
}

async function bytesAt(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new UnexpectedAnswer(`${new URL(url).pathname}: ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
