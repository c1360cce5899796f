import { createHash } from 'node:crypto'
import { type Issue, issueKey } from '../../reports/figures/issue.ts'
import type { Desk } from '../desk.ts'
import { type FileNeeds, figuresFile, fileTypes } from '../figures/draw-figures.ts'

/**
 * A link to a file of an issue: those that are kept as they were written, a printed sheet drawn from the kept figures under
 * their day, so that it is the same whenever it is asked for. Throws Outage.
 */
export async function linkToIssue(
  desk: FileNeeds & Pick<Desk, 'issues' | 'objects'>,
  agency: Issue['agency'],
  month: string,
  report: string,
  format: keyof typeof fileTypes,
) {
  const issue = await desk.issues.find(agency, month, report)
  if (!issue) return undefined
  const fileName = `${report}-${agency}-${month}.${format}`
  if (format !== 'pdf') return desk.objects.reportLink(issueKey(issue, format), fileName)
  const bytes = await figuresFile(desk, issue.report, issue, format, issue.madeAt)
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.pdf`
  await desk.objects.putSheet(key, bytes, fileTypes.pdf)
  return desk.objects.sheetLink(key, fileName)
}
