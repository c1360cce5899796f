import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'

export const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

/** Reception at the desk, whoever handles at the office. */
export function officerIn(room: 'desk' | 'office'): string {
  const role = room === 'desk' ? 'reception' : 'handler'
  const found = hueOfficers.find((row) => row.unit === `${home}/${room}` && row.roles.some((held) => held === role))
  if (!found) throw new Error(`the sample has no ${role} in ${home}/${room}`)
  return found.id
}
