import { ForeignCursor } from '../../foreign-cursor.ts'

/** A cursor is the place after which to go on, not a row: rows may move meanwhile and nothing is lost or shown twice. */
export function writeCursor(place: string): string {
  return Buffer.from(JSON.stringify([place])).toString('base64url')
}

/** Throws ForeignCursor for text that no port wrote. */
export function readCursor(cursor: string): string {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw new ForeignCursor('not a cursor')
  }
  const place: unknown = Array.isArray(read) ? read[0] : undefined
  if (typeof place !== 'string') throw new ForeignCursor('not a cursor')
  return place
}
