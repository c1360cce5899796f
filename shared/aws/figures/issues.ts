import type { Issue, Issues } from '../../reports/figures/issue.ts'
import { contentOf } from '../table/items.ts'
import { readAll, readOne, type Table, writeOne } from '../table/table.ts'

const issueKey = (agency: string, month: string, report: string) => ({
  pk: `ISSUES#${agency}`,
  sk: `${month}#${report}`,
})

/** An item an issue: some dozens of rows of numbers, far below what an item takes. */
export function createIssues(table: Table): Issues {
  const find = async (agency: string, month: string, report: string) => {
    const item = await readOne(table, issueKey(agency, month, report))
    return item && contentOf<Issue>(item)
  }
  return {
    async keep(issue) {
      const { agency, month, report } = issue
      const absent = { ConditionExpression: 'attribute_not_exists(pk)' }
      const key = issueKey(agency, month, report.definition.id)
      if (await writeOne(table, { ...key, d: issue }, absent)) return issue
      return (await find(agency, month, report.definition.id)) ?? issue
    },
    async finish(issue) {
      const key = issueKey(issue.agency, issue.month, issue.report.definition.id)
      await writeOne(table, { ...key, d: { ...issue, isDrawn: true } })
    },
    find,
    async ofMonth(agency, month) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :agency AND begins_with(sk, :month)',
        ExpressionAttributeValues: { ':agency': `ISSUES#${agency}`, ':month': `${month}#` },
      })
      return items.map((item) => contentOf<Issue>(item))
    },
  }
}
