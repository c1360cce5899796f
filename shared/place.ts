/** Of what was sent. */
export type PartOfRequest = 'body' | 'query' | 'path' | 'header'

/** What the request is about, as it stands here. */
export type KeptThing = 'dossier' | 'rating' | 'feedback' | 'procedure'

/**
 * Chỗ sai. Names from the outside in, parted by dots, places of a list by their number from 0: `body.papers.0.name`. What was sent right
 * and fails for what is kept begins with that thing, its scans and steps by their own number, papers and criteria by their code.
 */
export type Place = PartOfRequest | `${PartOfRequest}.${string}` | `${KeptThing}.${string}`

/** One place and what is wrong there, in Vietnamese. */
export interface PlacedFault {
  where: Place
  why: string
}
