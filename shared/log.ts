/** One line per request or message. Only these fields are ever written: no name, identity number, address or body. */
export interface LogLine {
  requestId?: string
  route?: string
  queue?: string
  job?: string
  /** Dossier code or id, or a problem's code. */
  code?: string
  act?: string
  /** Dossier and number of an event that was written, and its digest: what the table is held against until the next bill. */
  event?: string
  digest?: string
  /** The person's id, never their name. */
  person?: string
  outcome: string
  status?: number
  milliseconds?: number
  count?: number
  /** Names of an error and its causes, with neighbour, status and code, without their messages. */
  error?: string
  /** Where it was thrown, without the message. */
  trace?: string
}

const allowed = [
  'requestId',
  'route',
  'queue',
  'job',
  'code',
  'act',
  'event',
  'digest',
  'person',
  'outcome',
  'status',
  'milliseconds',
  'count',
  'error',
  'trace',
] as const satisfies readonly (keyof LogLine)[]

/** Writes the allowed fields as one JSON line; whatever else a caller hands in is dropped. */
export function log(line: LogLine, write: (text: string) => void = toStdout): void {
  const kept = allowed.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]] as const]))
  write(`${JSON.stringify(Object.fromEntries(kept))}\n`)
}

/** A number to be drawn as a curve, whose value a metric filter reads. */
export function measure(metric: string, value: number, write: (text: string) => void = toStdout): void {
  write(`${JSON.stringify({ metric, value })}\n`)
}

// Past the console, which would wrap the line into one of its own: what is JSON stays as it is.
const toStdout = (text: string) => void process.stdout.write(text)

/** What an error is called, and which neighbour, status or code of the system it tells of. */
function nameOf(error: Error & { neighbour?: unknown; status?: unknown; code?: unknown }): string {
  const { name, neighbour, status, code } = error
  const ownCode = typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : undefined
  const told = [neighbour, typeof status === 'number' ? status : undefined, ownCode].filter((one) => one !== undefined)
  return told.length === 0 ? name : `${name} (${told.join(', ')})`
}

/** An error's names and its place. Messages may quote what people wrote, so they stay out. */
export function traceOf(error: unknown): { error: string; trace?: string } {
  const names: string[] = []
  for (let at = error; at instanceof Error && names.length < 5; at = at.cause) names.push(nameOf(at))
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame))
  return {
    error: names.join(' < '),
    trace: frames
      .slice(0, 6)
      .map((frame) => frame.trim())
      .join(' | '),
  }
}
