import type { Route } from '../templates/model.ts'

export interface Match {
  route: Route
  parameters: Record<string, string>
}

type Segment = { kind: 'static' | 'parameter' | 'greedy'; name: string }
interface Entry {
  route: Route
  method: string
  segments: Segment[]
}

const rank = { static: 0, parameter: 1, greedy: 2 }

/** Finds routes in API Gateway's order: fixed parts before `{id}`, these before `{proxy+}`, a method before ANY, last `$default`. */
export function buildRouteTable(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const fallback = routes.find((route) => route.key === '$default')
  const entries = routes
    .filter((route) => route !== fallback)
    .map(readEntry)
    .sort(bySpecificity)
  return (method, path) => {
    const parts = path.split('/').slice(1)
    for (const entry of entries) {
      if (entry.method !== 'ANY' && entry.method !== method) continue
      const parameters = match(entry.segments, parts)
      if (parameters) return { route: entry.route, parameters }
    }
    return fallback && { route: fallback, parameters: {} }
  }
}

function readEntry(route: Route): Entry {
  const [method = '', path = ''] = route.key.split(' ')
  const segments = path.split('/').slice(1).map(readSegment)
  return { route, method, segments }
}

function readSegment(text: string): Segment {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? []
  if (name === undefined) return { kind: 'static', name: text }
  return { kind: plus ? 'greedy' : 'parameter', name }
}

function bySpecificity(one: Entry, other: Entry): number {
  for (let index = 0; index < Math.max(one.segments.length, other.segments.length); index += 1) {
    const [mine, theirs] = [one.segments[index], other.segments[index]]
    if (!mine || !theirs) break
    if (rank[mine.kind] !== rank[theirs.kind]) return rank[mine.kind] - rank[theirs.kind]
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY')
}

function match(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]
    if (part === undefined || (part === '' && segment.kind !== 'static')) return undefined
    if (segment.kind === 'greedy') {
      parameters[segment.name] = decode(parts.slice(index).join('/'))
      return parameters
    }
    if (segment.kind === 'static' && segment.name !== part) return undefined
    if (segment.kind === 'parameter') parameters[segment.name] = decode(part)
  }
  return parts.length === segments.length ? parameters : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
