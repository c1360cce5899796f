import type { OpenOverdue, OverdueReport, OverdueRow, Reports } from '../../ports.ts'
import { remember } from '../remember.ts'
import { generationOf } from '../table/generation.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { readAll, readOne, readPage, type Table, writeOne } from '../table/table.ts'

/** Characters of JSON per item; the table takes 400 KB, and one character may be three bytes. */
const mostCharacters = 100_000

type Row = { list: 'overdue' | 'comingDue'; row: OverdueRow }
type Sheet = Omit<OverdueReport, 'overdue' | 'comingDue'> & { n: number; generation: string; rows: readonly Row[] }

const sheetKey = ({ day, agency, generation, n }: Sheet) => ({
  pk: `OVERDUE#${day}`,
  sk: n === 0 ? `${agency}#0000` : `${agency}#${generation}#${String(n).padStart(4, '0')}`,
})

const newestOpen = { pk: 'OVERDUE-OPEN', sk: 'NEWEST' }
const openKey = (day: string) => `OVERDUE-OPEN#${day}`

export function createReports(table: Table): Reports {
  const open = remember(() => readOpen(table))
  return {
    async keep(report) {
      // The first sheet names the generation of the others, and comes last: the report before stands whole until then.
      for (const sheet of sheetsOf(report).reverse()) await writeOne(table, { ...sheetKey(sheet), d: sheet })
      await writeOne(table, { pk: 'OVERDUE-DAYS', sk: report.day })
    },
    async ofDay(day, agency) {
      const items = await readAll(table, {
        KeyConditionExpression: agency === undefined ? 'pk = :day' : 'pk = :day AND begins_with(sk, :agency)',
        ExpressionAttributeValues: { ':day': `OVERDUE#${day}`, ...(agency && { ':agency': `${agency}#` }) },
        ConsistentRead: true,
      })
      return joinSheets(items.map((item) => contentOf<Sheet>(item)))
    },
    async keepOpen({ rows, ...run }) {
      for (const row of rows) await writeOne(table, { pk: openKey(run.day), sk: row.agency, d: row })
      // Named last: a day is open when all its rows are there.
      await writeOne(table, { ...newestOpen, d: run })
    },
    async open() {
      const known = await open.ask()
      // That there is none yet is not kept: the first run ends it.
      if (!known) open.forget()
      return known
    },
    async days(limit) {
      const question = {
        KeyConditionExpression: 'pk = :days',
        ExpressionAttributeValues: { ':days': 'OVERDUE-DAYS' },
        ScanIndexForward: false,
      }
      const found = await readPage(table, question, limit, dayOfItem)
      return found.items.map(dayOfItem)
    },
  }
}

async function readOpen(table: Table): Promise<OpenOverdue | undefined> {
  const newest = await readOne(table, newestOpen, 'soon')
  if (!newest) return undefined
  const run = contentOf<Omit<OpenOverdue, 'rows'>>(newest)
  const items = await readAll(table, {
    KeyConditionExpression: 'pk = :day',
    ExpressionAttributeValues: { ':day': openKey(run.day) },
  })
  return { ...run, rows: items.map((item) => contentOf<OpenOverdue['rows'][number]>(item)) }
}

const dayOfItem = (item: Item): string => textOf(item, 'sk')

function sheetsOf({ overdue, comingDue, ...head }: OverdueReport): Sheet[] {
  const rows: Row[] = [
    ...overdue.map((row): Row => ({ list: 'overdue', row })),
    ...comingDue.map((row): Row => ({ list: 'comingDue', row })),
  ]
  const pages: Row[][] = [[]]
  let characters = 0
  for (const row of rows) {
    const length = JSON.stringify(row).length
    if (characters + length > mostCharacters) {
      pages.push([])
      characters = 0
    }
    pages.at(-1)?.push(row)
    characters += length
  }
  const generation = generationOf(rows)
  return pages.map((page, n) => ({ ...head, n, generation, rows: page }))
}

function joinSheets(sheets: readonly Sheet[]): OverdueReport[] {
  const byAgency = Map.groupBy(sheets, (sheet) => sheet.agency)
  return [...byAgency.values()].flatMap((all) => {
    const first = all.find(({ n }) => n === 0)
    if (!first) return []
    const rows = all.filter(({ generation }) => generation === first.generation).flatMap((sheet) => sheet.rows)
    const only = (list: Row['list']) => rows.filter((row) => row.list === list).map(({ row }) => row)
    const { day, agency, at } = first
    return [{ day, agency, at, overdue: only('overdue'), comingDue: only('comingDue') }]
  })
}
