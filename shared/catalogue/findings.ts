/**
 * What a finding means for whoever edits: `refuse` cannot be carried out, `explain` is told and kept. Published tables
 * do hold faults of the second kind: they are told, not mended.
 */
export const severities = {
  'no-steps': 'refuse',
  'numbering-gap': 'refuse',
  'dangling-next': 'refuse',
  'turns-back': 'refuse',
  'unreachable-step': 'refuse',
  'deciding-step-missing': 'refuse',
  'owner-missing': 'refuse',
  'over-legal-limit': 'refuse',
  'leaves-wrong': 'refuse',
  'unknown-procedure': 'refuse',
  'steps-do-not-add-up': 'explain',
  'over-case-limit': 'explain',
  'role-missing': 'explain',
} as const satisfies Record<string, 'refuse' | 'explain'>

export interface Finding {
  code: keyof typeof severities
  severity: 'refuse' | 'explain'
  says: string
}

export function finding(code: Finding['code'], says: string): Finding {
  return { code, severity: severities[code], says }
}
