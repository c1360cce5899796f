/** Someone who may sign in to the local stack without a password: an officer or a citizen of the sample. */
export interface DemoAccount {
  id: string
  name: string
  issuer: 'staff' | 'citizen'
  unit?: string
  roles?: readonly string[]
  /** Số định danh cá nhân, 12 digits. */
  identityNumber?: string
  /** `YYYY-MM-DD`. */
  birthDate?: string
  phone?: string
}

/** What a token says of its bearer: as Cognito says it of staff, as the national identity says it of citizens. */
export function claimsOf(account: DemoAccount): Record<string, string> {
  const claims: Record<string, string | undefined> =
    account.issuer === 'staff'
      ? {
          name: account.name,
          'cognito:username': account.id,
          'custom:unit': account.unit,
          'custom:roles': account.roles?.join(','),
        }
      : {
          name: account.name,
          identity_number: account.identityNumber,
          birth_date: account.birthDate,
          phone_number: account.phone,
        }
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
