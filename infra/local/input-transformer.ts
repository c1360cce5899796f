import { isObject } from './json.ts'
import type { Target } from './templates/model.ts'

/** Only plain paths of names are played: `$.detail.mail.tags.notice`. */
const plainPath = /^\$(\.[\w-]+)+$/

/** The first path that would be misread here, or `undefined`. */
export function findUnknownPath(paths: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.values(paths).find((path) => !plainPath.test(path))
}

/** What a target is handed of an event, as EventBridge shapes it: the event, a constant, or a template filled from the event. */
export function payloadOf({ input, transformer }: Pick<Target, 'input' | 'transformer'>, event: unknown): unknown {
  if (input !== undefined) return JSON.parse(input)
  if (!transformer) return event
  const { InputPathsMap: paths, InputTemplate: template } = transformer
  const filled = template.replaceAll(/<([\w-]+)>/g, (whole, name: string) => {
    const path = paths[name]
    return path === undefined ? whole : JSON.stringify(valueAt(event, path) ?? null)
  })
  return JSON.parse(filled)
}

function valueAt(event: unknown, path: string): unknown {
  const names = path.split('.').slice(1)
  return names.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), event)
}
