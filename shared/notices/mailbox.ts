/**
 * Hộp thư của cơ quan, cán bộ: how a mail to one is named to its carrier, whose events tell of it by that name. The carrier takes letters,
 * digits and dashes, so that the id, of a unit or an officer, is written in those.
 */
export const mailboxTag = (owner: string): string => `box-${Buffer.from(owner, 'utf8').toString('base64url')}`

/** Whose mailbox the carrier tells of; `undefined` where it is about something else. */
export function mailboxOwner(tag: string | undefined): string | undefined {
  const [, said] = /^box-([\w-]+)$/.exec(tag ?? '') ?? []
  const owner = said === undefined ? undefined : Buffer.from(said, 'base64url').toString('utf8')
  return owner !== undefined && mailboxTag(owner) === tag ? owner : undefined
}
