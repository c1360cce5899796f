/** Con trỏ lạ. A place in a list that no port wrote: somebody made it up. */
export class ForeignCursor extends RangeError {
  override name = 'ForeignCursor'
}
